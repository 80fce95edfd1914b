"""Past-tense events, one class each: the ledger holds them, and the state of a case is folded from them.

Each module holds the events of one noun. All are collected here, so a new event needs no line in this file.
"""

from casework.record.events.aftermath import *
from casework.record.events.appeal import *
from casework.record.events.appeal_hearing import *
from casework.record.events.base import *
from casework.record.events.board import *
from casework.record.events.bundle import *
from casework.record.events.consent import *
from casework.record.events.conversation import *
from casework.record.events.decision_letter import *
from casework.record.events.declarations import *
from casework.record.events.deliberation import *
from casework.record.events.dismissal import *
from casework.record.events.evidence import *
from casework.record.events.filing import *
from casework.record.events.health import *
from casework.record.events.hearing import *
from casework.record.events.holding import *
from casework.record.events.interim import *
from casework.record.events.investigation_report import *
from casework.record.events.joining import *
from casework.record.events.membership import *
from casework.record.events.monitoring import *
from casework.record.events.notice import *
from casework.record.events.panel import *
from casework.record.events.people import *
from casework.record.events.progress import *
from casework.record.events.proposal import *
from casework.record.events.publication import *
from casework.record.events.reading import *
from casework.record.events.representation import *
from casework.record.events.requests import *
from casework.record.events.screening import *
from casework.record.events.served import *
from casework.record.events.service import *
from casework.record.events.talks import *
from casework.record.events.terms import *
from casework.record.events.withholding import *

LINKS_A_CASE = (CasesLinked, CasesSevered)
NAMES_ANOTHER_CASE = (BadFaithReferred, CasesLinked, CasesSevered, RetaliationReported)
"""Events that name another case, `other`."""
