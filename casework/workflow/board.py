"""Steps of a case: board."""

from casework.workflow.base import CaseMachine


class Balloting(CaseMachine):
    """Steps of a case: board."""

    class Meta:
        abstract = True
