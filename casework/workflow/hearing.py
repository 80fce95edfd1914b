"""Steps of a case: hearing."""

from casework.workflow.base import CaseMachine


class Hearing(CaseMachine):
    """Steps of a case: hearing."""

    class Meta:
        abstract = True
