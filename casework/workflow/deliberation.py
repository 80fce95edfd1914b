"""Steps of a case: deliberation."""

from casework.workflow.base import CaseMachine


class Deliberating(CaseMachine):
    """Steps of a case: deliberation."""

    class Meta:
        abstract = True
