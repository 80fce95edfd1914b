"""Steps of a case: filing."""

from casework.workflow.base import CaseMachine


class Filing(CaseMachine):
    """Steps of a case: filing."""

    class Meta:
        abstract = True
