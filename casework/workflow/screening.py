"""Steps of a case: screening."""

from casework.workflow.base import CaseMachine


class Screening(CaseMachine):
    """Steps of a case: screening."""

    class Meta:
        abstract = True
