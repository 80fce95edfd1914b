"""Steps of a case: consent."""

from casework.workflow.base import CaseMachine


class Consenting(CaseMachine):
    """Steps of a case: consent."""

    class Meta:
        abstract = True
