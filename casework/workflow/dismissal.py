"""Steps of a case: dismissal."""

from casework.workflow.base import CaseMachine


class Dismissing(CaseMachine):
    """Steps of a case: dismissal."""

    class Meta:
        abstract = True
