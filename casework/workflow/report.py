"""Steps of a case: report."""

from casework.workflow.base import CaseMachine


class Reporting(CaseMachine):
    """Steps of a case: report."""

    class Meta:
        abstract = True
