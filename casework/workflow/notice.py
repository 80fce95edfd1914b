"""Steps of a case: notice."""

from casework.workflow.base import CaseMachine


class Noticing(CaseMachine):
    """Steps of a case: notice."""

    class Meta:
        abstract = True
