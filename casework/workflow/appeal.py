"""Steps of a case: appeal."""

from casework.workflow.base import CaseMachine


class Appealing(CaseMachine):
    """Steps of a case: appeal."""

    class Meta:
        abstract = True
