"""All that a guard may ask about a case: a pure fold over the facts in its record."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self
from uuid import UUID
from zoneinfo import ZoneInfo

from casework.record.clocks import ClockRun, wind
from casework.record.events import Fact, Moved, Recorded
from casework.record.state.allegations import AllegationsFacts
from casework.record.state.appeal import AppealFacts
from casework.record.state.board import BoardFacts
from casework.record.state.consent import ConsentFacts
from casework.record.state.deliberation import DeliberationFacts
from casework.record.state.dismissal import DismissalFacts
from casework.record.state.evidence import EvidenceFacts
from casework.record.state.filing import FilingFacts
from casework.record.state.health import HealthFacts
from casework.record.state.hearing import HearingFacts
from casework.record.state.holding import HoldingFacts
from casework.record.state.interim import InterimFacts
from casework.record.state.joining import JoiningFacts
from casework.record.state.membership import MembershipFacts
from casework.record.state.monitoring import MonitoringFacts
from casework.record.state.notice import NoticeFacts
from casework.record.state.panel import PanelFacts
from casework.record.state.people import PeopleFacts
from casework.record.state.proposals import ProposalsFacts
from casework.record.state.publication import PublicationFacts
from casework.record.state.report import ReportFacts
from casework.record.state.representation import RepresentationFacts
from casework.record.state.sanctions import SanctionsFacts
from casework.record.state.screening import ScreeningFacts
from casework.record.state.service import ServiceFacts
from casework.record.state.talks import TalksFacts
from casework.vocabulary import CaseState, ClockName, ClosingCode, Seat
from policy.rules import Rules


@dataclass(frozen=True, kw_only=True)
class Sworn:
    """A stretch of days on which a signed oath bound the respondent to one edition of the Code."""

    first: date
    last: date | None
    edition: UUID


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """What is known of a case at `now`. Everything follows from the record but four things the door adds.

    `now` is the moment of asking (UTC); `sworn` the respondent's signatures in force; `elsewhere` who acted in which seat
    of a linked case; `bench` the filled seats of the board, by their holders.
    """

    case: UUID
    rules: Rules
    now: datetime
    sworn: tuple[Sworn, ...] = ()
    elsewhere: frozenset[tuple[UUID, Seat]] = frozenset()
    bench: frozenset[UUID] = frozenset()
    state: CaseState | None = None
    closing_code: ClosingCode | None = None
    clocks: tuple[ClockRun, ...] = ()
    people: PeopleFacts = PeopleFacts()
    proposals: ProposalsFacts = ProposalsFacts()
    filing: FilingFacts = FilingFacts()
    screening: ScreeningFacts = ScreeningFacts()
    allegations: AllegationsFacts = AllegationsFacts()
    dismissal: DismissalFacts = DismissalFacts()
    joining: JoiningFacts = JoiningFacts()
    talks: TalksFacts = TalksFacts()
    evidence: EvidenceFacts = EvidenceFacts()
    service: ServiceFacts = ServiceFacts()
    notice: NoticeFacts = NoticeFacts()
    report: ReportFacts = ReportFacts()
    consent: ConsentFacts = ConsentFacts()
    panel: PanelFacts = PanelFacts()
    hearing: HearingFacts = HearingFacts()
    deliberation: DeliberationFacts = DeliberationFacts()
    board: BoardFacts = BoardFacts()
    sanctions: SanctionsFacts = SanctionsFacts()
    appeal: AppealFacts = AppealFacts()
    monitoring: MonitoringFacts = MonitoringFacts()
    publication: PublicationFacts = PublicationFacts()
    holding: HoldingFacts = HoldingFacts()
    interim: InterimFacts = InterimFacts()
    health: HealthFacts = HealthFacts()
    membership: MembershipFacts = MembershipFacts()
    representation: RepresentationFacts = RepresentationFacts()

    @property
    def today(self) -> date:
        """The day it is for the Society."""
        return self.day_of(self.now)

    def day_of(self, moment: datetime) -> date:
        """Return the Society's day of a moment."""
        return moment.astimezone(ZoneInfo(self.rules.zone)).date()

    def clock(self, name: ClockName, subject: UUID | None = None) -> ClockRun | None:
        """Return the latest run of a clock, of one subject where it has several, or None when it never started."""
        runs = [run for run in self.clocks if run.name == name and (subject is None or run.subject == subject)]
        return runs[-1] if runs else None

    def over(self, name: ClockName, subject: UUID | None = None) -> bool:
        """Whether the running clock's last moment has passed."""
        run = self.clock(name, subject)
        return run is not None and run.over(self.now)

    def open(self, name: ClockName, subject: UUID | None = None) -> bool:
        """Whether a clock runs and its time has not passed (also while its reader has not been served)."""
        run = self.clock(name, subject)
        return run is not None and run.running and not run.over(self.now)

    def after(self, happened: Recorded) -> Self:
        """Return what is known after one more fact."""
        fact = happened.fact
        nouns = {name: getattr(self, name).after(happened, self) for name in NOUNS}
        state = fact.to_state if isinstance(fact, Moved) else self.state
        spans = nouns["sanctions"].spans()
        held = nouns["holding"].waiting | nouns["health"].waiting | nouns["membership"].waiting
        runs = wind(self.clocks, happened, self.rules, state=state or CaseState.SUBMITTED, spans=spans, held=held)
        closed_with = _closed_with(fact, self.closing_code)
        return replace(self, now=happened.at, state=state, closing_code=closed_with, clocks=runs, **nouns)


def _closed_with(fact: Fact, before: ClosingCode | None) -> ClosingCode | None:
    """Return the code a case is closed with after a fact; leaving `closed` takes it away."""
    return getattr(fact, "closing_code", None) if isinstance(fact, Moved) else before


NOUNS = (
    "people",
    "proposals",
    "filing",
    "screening",
    "allegations",
    "dismissal",
    "joining",
    "talks",
    "evidence",
    "service",
    "notice",
    "report",
    "consent",
    "panel",
    "hearing",
    "deliberation",
    "board",
    "sanctions",
    "appeal",
    "monitoring",
    "publication",
    "holding",
    "interim",
    "health",
    "membership",
    "representation",
)


def fold(start: CaseFacts, happened: Iterable[Recorded]) -> CaseFacts:
    """Return what is known after all of `happened`, in its order; `now` becomes `start.now` again."""
    known = start
    for one in happened:
        known = known.after(one)
    return replace(known, now=start.now)
