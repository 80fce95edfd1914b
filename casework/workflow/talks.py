"""Steps of a case: talks."""

from casework.workflow.base import CaseMachine


class Talking(CaseMachine):
    """Steps of a case: talks."""

    class Meta:
        abstract = True
