"""Steps of a case: people."""

from casework.workflow.base import CaseMachine


class Seating(CaseMachine):
    """Steps of a case: people."""

    class Meta:
        abstract = True
