"""Steps of a case: publication."""

from casework.workflow.base import CaseMachine


class Publishing(CaseMachine):
    """Steps of a case: publication."""

    class Meta:
        abstract = True
