"""Steps of a case: joining."""

from casework.workflow.base import CaseMachine


class Joining(CaseMachine):
    """Steps of a case: joining."""

    class Meta:
        abstract = True
