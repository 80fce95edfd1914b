"""Steps of a case: monitoring."""

from casework.workflow.base import CaseMachine


class Monitoring(CaseMachine):
    """Steps of a case: monitoring."""

    class Meta:
        abstract = True
