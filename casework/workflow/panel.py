"""Steps of a case: panel."""

from casework.workflow.base import CaseMachine


class Empanelling(CaseMachine):
    """Steps of a case: panel."""

    class Meta:
        abstract = True
