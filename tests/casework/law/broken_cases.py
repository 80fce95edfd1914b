"""Histories of everything else that no machine would tell."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from casework.queries.conflicts.sealed_names import SealedNames
from casework.queries.invariants import History
from casework.record import events as e
from casework.record.clocks import RunningClock
from casework.record.state import Sworn
from casework.record.state.allegations import AllegationsPart
from casework.record.state.appeal import Appeal, AppealPart
from casework.record.state.evidence import EvidencePart
from casework.record.state.hearing import Bundled, HearingPart
from casework.record.state.hearing_time import Sitting
from casework.record.state.holding import HoldingPart
from casework.record.state.panel import PanelPart
from casework.record.state.people import PeoplePart
from casework.record.state.sanctions import Sanction, SanctionsPart
from casework.vocabulary import (
    AllegationState,
    CaseState,
    ClockName,
    ClosingCode,
    IdentityChoice,
    MinuteKind,
    RequestKind,
    SanctionState,
    Seat,
)
from policy.deadlines import Pause
from policy.rules import Level
from tests.casework.law.broken_decisions import ADA, BEA, ON_L6, SANCTION, told
from tests.casework.panel_road import CLEO, FIRST, LETTERS, MILO, NORA, OLA, REX, charge
from tests.casework.pure import CLOCK, MONDAY, PureCase, someone

S = CaseState


def an_act_of_the_barred() -> History:
    """Somebody acts who was found in conflict before."""
    case = PureCase.new(state=S.INVESTIGATION)
    case.happen(e.ConflictDetected(person=OLA[0], provisional=False))
    case.happen(e.EvidenceAdded(evidence=uuid4(), side=Seat.INVESTIGATOR), by=OLA)
    return told(case)


def two_seats() -> History:
    """The investigator chairs the panel."""
    case = PureCase.new(state=S.HEARING)
    case.happen(e.EvidenceAdded(evidence=uuid4(), side=Seat.INVESTIGATOR), by=OLA)
    case.happen(e.HearingOpened(present=(OLA[0],), respondent_present=True), by=(OLA[0], Seat.PANEL_CHAIR))
    return told(case)


def two_pseudonyms() -> History:
    """The investigator is, under another pseudonym, the respondent of a linked case."""
    case = PureCase.new(state=S.HEARING)
    case.happen(e.EvidenceAdded(evidence=uuid4(), side=Seat.INVESTIGATOR), by=OLA)
    return told(case, humans={OLA[0]: "Ola"}, elsewhere=frozenset({("Ola", Seat.RESPONDENT)}))


def imposed(level: Level, state: SanctionState, **known: Any) -> dict[str, Any]:
    """Return the view of a case with one sanction in some state."""
    one = Sanction(id=SANCTION, imposed=uuid4(), level=level, findings=(FIRST,), state=state)
    return {"sanctions": SanctionsPart(all=(one,), imposed=True), "board": ON_L6} | known


def published(level: Level, state: SanctionState, **known: Any) -> History:
    """Return a case that publishes such a sanction."""
    case = PureCase.new(state=S.MONITORING, **imposed(level, state, **known))
    case.happen(e.SanctionPublished(sanction=SANCTION, expires_on=None), by=BEA)
    return told(case)


def published_under_appeal() -> History:
    """A sanction stays in the register while a late appeal against it lives."""
    live = AppealPart(all=(Appeal(id=uuid4(), side=Seat.RESPONDENT),))
    return published(Level.L6, SanctionState.COMPLETED, appeal=live)


def in_force_under_appeal() -> History:
    """A sanction is in force while an appeal against it lives."""
    live = AppealPart(all=(Appeal(id=uuid4(), side=Seat.RESPONDENT),))
    case = PureCase.new(state=S.APPEAL, **imposed(Level.L2, SanctionState.ACTIVE, appeal=live))
    case.happen(e.AppealSifted(appeal=live.all[0].id, arguable=True), by=ADA)
    return told(case)


def varied_by_the_secretary() -> History:
    """Somebody who does not sit on the appeal panel varies the decision."""
    live = AppealPart(all=(Appeal(id=uuid4(), side=Seat.RESPONDENT),))
    case = PureCase.new(state=S.APPEAL, **imposed(Level.L6, SanctionState.STAYED, appeal=live))
    event = e.AppealVaried(level=Level.L2, quashed=(), closing_code=None, from_state=S.APPEAL, to_state=S.MONITORING)
    case.happen(event, by=BEA)
    return told(case)


def finding(**given: Any) -> e.FindingMade:
    """Return a proven finding on the first charge."""
    whole: dict[str, Any] = {
        "allegation": FIRST,
        "commitment": 3,
        "edition": charge().edition,
        "proven": True,
        "happened": (True,),
        "breaches": (True,),
        "evidence": (),
        "on_admission": False,
    }
    return e.FindingMade(**whole | given)


def found(*, bundled: int = 30, **given: Any) -> History:
    """Return a case in which a finding is made, the letters having been in the bundle so many days before the hearing."""
    day = MONDAY.date()
    case = PureCase.new(
        state=S.HEARING,
        now=MONDAY,
        allegations=AllegationsPart(all=(charge(),)),
        evidence=EvidencePart(copy_keys=frozenset({LETTERS})),
        hearing=HearingPart(
            time=Sitting(on=day), bundle=(Bundled(evidence=LETTERS, on=day - timedelta(days=bundled)),)
        ),
    )
    case.happen(e.HearingOpened(present=(CLEO[0],), respondent_present=True), by=CLEO)
    case.happen(finding(**given), by=MILO)
    return told(case)


def found_on_a_line(*, lines: tuple[int, ...], days: int) -> History:
    """Return a case in which a finding rests on lines of a minute, whose only line was corrected so many days before."""
    case = PureCase.new(
        state=S.HEARING,
        now=MONDAY,
        allegations=AllegationsPart(all=(charge(),)),
        hearing=HearingPart(time=Sitting(on=MONDAY.date())),
    )
    case.happen(e.HearingOpened(present=(CLEO[0],), respondent_present=True), by=CLEO)
    line = e.MinuteWritten(kind=MinuteKind.SAID, side=None, minutes=0)
    case.happen(line, by=CLEO)
    case.wait(days=7)
    case.happen(e.MinuteCorrected(line=line.id), by=CLEO)
    case.wait(days=days)
    case.happen(finding(lines=lines), by=MILO)
    return told(case)


def sworn_late() -> History:
    """The oath bound the member from the day after the conduct began."""
    late = Sworn(first=date(2026, 1, 13), last=None, edition=charge().edition)
    case = PureCase.new(
        state=S.SCREENING, sworn=(late,), allegations=AllegationsPart(all=(charge(state=AllegationState.IN_SCOPE),))
    )
    case.happen(e.InvestigationOpened(from_state=S.SCREENING, to_state=S.INVESTIGATION), by=OLA)
    return told(case)


def a_pause_counted_twice() -> History:
    """Two pauses overlap by five days, and a clock ends ten days later for them."""
    start = date(2026, 3, 2)
    pauses = tuple(Pause(since=start + timedelta(days=5), until=start + timedelta(days=10)) for _ in range(2))
    run = RunningClock(
        name=ClockName.RESPONSE,
        about=uuid4(),
        started=MONDAY,
        days=30,
        counts_from=start,
        pauses=pauses,
        due=datetime(2026, 4, 13, 22, 59, 59, tzinfo=UTC),
    )
    return told(PureCase.new(state=S.AWAITING_RESPONSE, clocks=(run,)))


def asked_without_a_clock() -> History:
    """A request waits, and no clock says by when it is answered."""
    case = PureCase.new(state=S.HEARING)
    case.happen(e.RespondentRequestMade(kind=RequestKind.RULING), by=REX)
    history = told(case)
    (step,) = history.steps
    return replace(history, steps=(replace(step, after=replace(step.after, clocks=())),))


def a_name_goes_out() -> History:
    """The notice names the reporter, who wanted to stay unnamed."""
    names = SealedNames.of({"name": "Pia Sandgrouse"}, "", known=())
    return told(PureCase.new(state=S.AWAITING_RESPONSE), outgoing={(uuid4(), "words"): "Ask Pia."}, names=names)


def panel_formed(case: PureCase) -> None:
    """Name Cleo, Milo and Nora, and call them to a hearing."""
    named = e.PanelNamed(chair=CLEO[0], members=(MILO[0], NORA[0]), lay=(NORA[0],), by_rota=True)
    case.happen(named, by=(someone("ava"), Seat.ADVISER))
    event = e.PanelFormed(hearing_on=MONDAY.date(), from_state=S.PANEL_FORMING, to_state=S.HEARING)
    case.happen(event, by=(someone("ava"), Seat.ADVISER))


def history_first() -> History:
    """The chair reads history before the findings."""
    case = PureCase.new(state=S.PANEL_FORMING, panel=PanelPart())
    panel_formed(case)
    case.happen(e.HistoryOpened(cases=()), by=CLEO)
    return told(case)


def found_twice() -> History:
    """The panel saves findings, and then again."""
    case = PureCase.new(state=S.PANEL_FORMING)
    panel_formed(case)
    case.happen(e.FindingsRecorded(proven=1), by=MILO)
    case.happen(e.FindingsRecorded(proven=0), by=MILO)
    return told(case)


def judged_before() -> History:
    """A panelist judged an earlier case of the same respondent."""
    case = PureCase.new(state=S.PANEL_FORMING)
    panel_formed(case)
    return told(case, humans={NORA[0]: "Nora"}, knew=frozenset({"Nora"}))


def closed_with(**known: Any) -> History:
    """Close a case in which something is open."""
    case = PureCase.new(state=S.MONITORING, **known)
    event = e.SanctionCompleted(closing_code=ClosingCode.SANCTION_COMPLETED, from_state=S.MONITORING, to_state=S.CLOSED)
    case.happen(event, by=(someone("mona"), Seat.MONITOR))
    return told(case)


def deleted_under_hold() -> History:
    """A text is gone though the file is under a legal hold."""
    case = PureCase.new(state=S.CLOSED, holding=HoldingPart(legal=True))
    return told(case, lost=frozenset({(uuid4(), "narrative")}))


def opened_twice() -> History:
    """One letter is opened twice by one reader."""
    case, about = PureCase.new(state=S.AWAITING_RESPONSE), uuid4()
    for _ in range(2):
        case.serve(about, Seat.RESPONDENT)
    return told(case)


def an_appeal_panel_that_knew() -> History:
    """The investigator sits on the appeal panel."""
    case = PureCase.new(state=S.APPEAL, people=PeoplePart(acts=frozenset({OLA})))
    case.happen(
        e.AppealPanelSeated(chair=ADA[0], members=(OLA[0], someone("moe")), lay=()), by=(someone("ava"), Seat.ADVISER)
    )
    return told(case)


def moved_from_elsewhere() -> History:
    """A move begins where the last one did not end."""
    case = PureCase.new()
    filed = e.CaseFiled(
        reporter=None, for_someone=False, identity=IdentityChoice.OPEN, commitments=(3,), rulebook=someone("rulebook")
    )
    case.happen(replace(filed, to_state=S.SUBMITTED), by=CLOCK)
    case.happen(e.CaseAcknowledged(from_state=S.DISMISSED, to_state=S.SCREENING), by=BEA)
    return told(case)


def stored_otherwise() -> History:
    """The stored state is not the one the record gives."""
    return told(PureCase.new(state=S.SCREENING), drift=("state",))


def read_unserved() -> History:
    """The panel could read a draft that nobody had served on the member."""
    case = PureCase.new(state=S.HEARING)
    report = e.DraftReportShared()
    case.happen(report, by=OLA)
    case.happen(e.ServedItemsOfHearingListed(entries=(report.id,), served_on=(MONDAY.date(),)), by=CLEO)
    return told(case)


def read_late() -> History:
    """The panel could read, on the day of the hearing, what the member got the week before."""
    case = PureCase.new(state=S.HEARING, hearing=HearingPart(time=Sitting(on=MONDAY.date())))
    report = e.DraftReportShared()
    day = MONDAY.date() - timedelta(days=7)
    case.happen(report, by=OLA, at=MONDAY - timedelta(days=9))
    case.serve(report.id, Seat.RESPONDENT, on=day)
    case.happen(e.ServedItemsOfHearingListed(entries=(report.id,), served_on=(day,)), by=CLEO, at=MONDAY)
    return told(case)
