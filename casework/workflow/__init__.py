"""The state machine of a case, put together from its desks. It touches nothing."""

from casework.workflow.aftermath import Following
from casework.workflow.appeal import Appealing
from casework.workflow.base import NEW, CaseMachine, in_the_way, refuse, step, unmet
from casework.workflow.board import Balloting
from casework.workflow.consent import Consenting
from casework.workflow.deliberation import Deliberating
from casework.workflow.dismissal import Dismissing
from casework.workflow.evidence import Evidencing
from casework.workflow.filing import Filing
from casework.workflow.health import Sparing
from casework.workflow.hearing import Hearing
from casework.workflow.holding import Holding
from casework.workflow.interim import Protecting
from casework.workflow.joining import Joining
from casework.workflow.membership import Belonging
from casework.workflow.monitoring import Monitoring
from casework.workflow.notice import Noticing
from casework.workflow.panel import Empanelling
from casework.workflow.people import Seating
from casework.workflow.progress import Telling
from casework.workflow.proposal import Proposing
from casework.workflow.publication import Publishing
from casework.workflow.report import Reporting
from casework.workflow.representation import Representing
from casework.workflow.screening import Screening
from casework.workflow.service import Serving
from casework.workflow.talks import Talking

__all__ = ["NEW", "CaseMachine", "Machine", "in_the_way", "refuse", "step", "unmet"]


class Machine(
    Filing,
    Screening,
    Dismissing,
    Joining,
    Talking,
    Holding,
    Protecting,
    Sparing,
    Belonging,
    Telling,
    Seating,
    Evidencing,
    Serving,
    Noticing,
    Reporting,
    Consenting,
    Empanelling,
    Hearing,
    Deliberating,
    Balloting,
    Appealing,
    Monitoring,
    Publishing,
    Representing,
    Following,
    Proposing,
):
    """All steps of a case."""

    class Meta:
        abstract = True
