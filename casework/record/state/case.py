"""The view of a case that guards ask: a pure fold over the events in its record."""

from collections.abc import Hashable, Iterable
from copy import copy
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from functools import cached_property, reduce
from typing import Any, Self
from uuid import UUID
from zoneinfo import ZoneInfo

from casework.record.clocks import RunningClock, advance_clocks
from casework.record.events import Moved, Recorded
from casework.record.state.aftercare import ASKED_AFTER, AftercarePart
from casework.record.state.allegations import AllegationsPart
from casework.record.state.appeal import AppealPart
from casework.record.state.appeal_hearing import AppealHearingPart
from casework.record.state.board import BoardPart
from casework.record.state.bundle import BundlePart
from casework.record.state.consent import ConsentPart
from casework.record.state.conversation import ConversationPart
from casework.record.state.decision_letter import DecisionLetterPart
from casework.record.state.declarations import DeclarationsPart
from casework.record.state.deliberation import DeliberationPart
from casework.record.state.dismissal import DismissalPart
from casework.record.state.evidence import EvidencePart
from casework.record.state.filing import FilingPart
from casework.record.state.health import HealthPart
from casework.record.state.hearing import HearingPart
from casework.record.state.holding import HoldingPart
from casework.record.state.interim import InterimPart
from casework.record.state.investigation_report import ReportPart
from casework.record.state.joining import JoiningPart
from casework.record.state.membership import MembershipPart
from casework.record.state.monitoring import MonitoringPart
from casework.record.state.notice import NoticePart
from casework.record.state.panel import PanelPart
from casework.record.state.part import Part
from casework.record.state.people import PeoplePart
from casework.record.state.proposals import ProposalsPart
from casework.record.state.publication import PublicationPart
from casework.record.state.representation import RepresentationPart
from casework.record.state.requests import RequestsPart
from casework.record.state.sanctions import SanctionsPart
from casework.record.state.screening import ScreeningPart
from casework.record.state.service import ServicePart
from casework.record.state.serving import ServingPart
from casework.record.state.talks import TalksPart
from casework.vocabulary import CaseState, ClockName, ClosingCode, Seat
from policy.rules import Rules


@dataclass(frozen=True, kw_only=True)
class Sworn:
    """A stretch of days on which a signed oath bound the respondent to one edition of the Code."""

    first: date
    last: date | None
    edition: UUID


@dataclass(frozen=True, kw_only=True)
class CaseView:
    """The state of a case at `now`. Everything follows from the record, except four things that the door adds.

    `now` is the moment of the question (UTC); `sworn` the respondent's signatures in force; `elsewhere` the people who
    acted in linked cases, with their seats; `board_members` the holders of the filled seats of the board. `moved_at` is when
    the case came to its state (UTC).
    """

    case: UUID
    rules: Rules
    now: datetime
    sworn: tuple[Sworn, ...] = ()
    elsewhere: frozenset[tuple[UUID, Seat]] = frozenset()
    board_members: frozenset[UUID] = frozenset()
    state: CaseState | None = None
    closing_code: ClosingCode | None = None
    moved_at: datetime | None = None
    clocks: tuple[RunningClock, ...] = ()
    people: PeoplePart = PeoplePart()
    proposals: ProposalsPart = ProposalsPart()
    filing: FilingPart = FilingPart()
    screening: ScreeningPart = ScreeningPart()
    allegations: AllegationsPart = AllegationsPart()
    dismissal: DismissalPart = DismissalPart()
    joining: JoiningPart = JoiningPart()
    talks: TalksPart = TalksPart()
    evidence: EvidencePart = EvidencePart()
    service: ServicePart = ServicePart()
    serving: ServingPart = ServingPart()
    notice: NoticePart = NoticePart()
    bundle: BundlePart = BundlePart()
    report: ReportPart = ReportPart()
    requests: RequestsPart = RequestsPart()
    consent: ConsentPart = ConsentPart()
    panel: PanelPart = PanelPart()
    declarations: DeclarationsPart = DeclarationsPart()
    hearing: HearingPart = HearingPart()
    deliberation: DeliberationPart = DeliberationPart()
    board: BoardPart = BoardPart()
    decision_letter: DecisionLetterPart = DecisionLetterPart()
    sanctions: SanctionsPart = SanctionsPart()
    appeal: AppealPart = AppealPart()
    appeal_hearing: AppealHearingPart = AppealHearingPart()
    monitoring: MonitoringPart = MonitoringPart()
    publication: PublicationPart = PublicationPart()
    holding: HoldingPart = HoldingPart()
    interim: InterimPart = InterimPart()
    health: HealthPart = HealthPart()
    membership: MembershipPart = MembershipPart()
    representation: RepresentationPart = RepresentationPart()
    conversation: ConversationPart = ConversationPart()
    aftercare: AftercarePart = AftercarePart()

    @cached_property
    def derived(self) -> dict[Hashable, Any]:
        """What others compute of this view alone and ask for several times on a page. A changed view starts without it."""
        return {}

    @property
    def today(self) -> date:
        """The day it is for the Society."""
        return self.day_of(self.now)

    def day_of(self, moment: datetime) -> date:
        """Return the day of a moment in the Society's time zone."""
        return moment.astimezone(ZoneInfo(self.rules.zone)).date()

    @property
    def asked_after_closing(self) -> tuple[date, ...]:
        """The days up to today on which the reporter of a closed case is asked how they are. Empty for an open case."""
        if self.state is not CaseState.CLOSED or self.moved_at is None:
            return ()
        closed_on = self.day_of(self.moved_at)
        days = (closed_on + timedelta(days=self.rules.limits[name]) for name in ASKED_AFTER)
        return tuple(day for day in days if day <= self.today)

    @property
    def hearing_day(self) -> date | None:
        """The day of the hearing before the panel or, on appeal, before the appeal panel; None if none is called."""
        return self.appeal_hearing.on if self.state is CaseState.APPEAL else self.hearing.on

    def clock(self, name: ClockName, subject: UUID | None = None) -> RunningClock | None:
        """Return the latest run of a clock, for one subject if given."""
        runs = [run for run in self.clocks if run.name == name and (subject is None or run.subject == subject)]
        return runs[-1] if runs else None

    def over(self, name: ClockName, subject: UUID | None = None) -> bool:
        run = self.clock(name, subject)
        return run is not None and run.over(self.now)

    def open(self, name: ClockName, subject: UUID | None = None) -> bool:
        """Whether a clock runs and its time has not passed; true also before its reader is served."""
        run = self.clock(name, subject)
        return run is not None and run.running and not run.over(self.now)

    def apply(self, happened: Recorded) -> Self:
        event, before = happened.event, vars(self)
        parts = {name: before[name].apply(happened, self) for name in PARTS}
        state = event.to_state if isinstance(event, Moved) else self.state
        spans = parts["sanctions"].spans()
        runs = advance_clocks(
            self.clocks,
            happened,
            self.rules,
            state=state or CaseState.SUBMITTED,
            spans=spans,
            held=frozenset().union(*(parts[name].waiting_clocks for name in HOLDING)),
            alive=parts["requests"].with_a_clock | parts["evidence"].unread | parts["sanctions"].in_force,
            shown=parts["publication"].live,
        )
        # A move that closes nothing takes the closing code away: the case has left `closed`.
        code = getattr(event, "closing_code", None) if isinstance(event, Moved) else self.closing_code
        moved = happened.at if isinstance(event, Moved) else self.moved_at
        more = {"now": happened.at, "state": state, "closing_code": code, "moved_at": moved, "clocks": runs}
        return self.having(**parts, **more)

    def having(self, **changed: Any) -> Self:
        """Return the same with these fields changed; `replace` would write all fifty, for each event and four times a page."""
        after = copy(self)
        vars(after).pop("derived", None)
        vars(after).update(changed)
        return after


HOLDING = ("holding", "health", "membership", "requests")
"""The parts that let clocks wait."""
PARTS = tuple(field.name for field in fields(CaseView) if isinstance(field.default, Part))


def fold(start: CaseView, happened: Iterable[Recorded]) -> CaseView:
    """Return the view after all of `happened`, in its order; `now` becomes `start.now` again."""
    return reduce(CaseView.apply, happened, start).having(now=start.now)
