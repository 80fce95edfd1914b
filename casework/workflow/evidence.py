"""Steps of a case: evidence."""

from casework.workflow.base import CaseMachine


class Evidencing(CaseMachine):
    """Steps of a case: evidence."""

    class Meta:
        abstract = True
