"""Steps of a case: service."""

from casework.workflow.base import CaseMachine


class Serving(CaseMachine):
    """Steps of a case: service."""

    class Meta:
        abstract = True
