"""What must hold in every case, whatever happened: the invariants of the procedure that need no database."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise
from uuid import UUID

from casework.events import Fact, FindingsRecorded, HistoryOpened, Moved, Recorded, SanctionImposed, read_fact
from casework.facts import CaseFacts
from casework.timetable import ClockRun
from casework.vocabulary import BallotState, CaseState, ClockName, NotNow, Seat, Verb
from policy.deadlines import last_moment
from policy.separation import may_also_sit
from tests.casework.pure import RULES
from tests.invariants.world import Brought, Given, World

RUN_ON = frozenset(
    {
        ClockName.RETENTION,
        ClockName.REOPEN,
        ClockName.DISPLAY,
        ClockName.LATE_APPEAL,
        ClockName.SLIP,
        ClockName.MENTION,
        ClockName.DATA_REQUEST,
        ClockName.REPRESENTATION,
    }
)
HELD_BACK = frozenset({ClockName.BUNDLE, ClockName.NEW_CHARGES})
PANEL = (Seat.PANEL_CHAIR, Seat.PANEL_MEMBER)
ONCE = frozenset(
    {Verb.CAST_VOTE, Verb.VOTE_CASE_TO_ANSWER, Verb.OPEN_LETTER, Verb.ACKNOWLEDGE_NOTICE, Verb.RECORD_FINDINGS}
)
DAY = timedelta(days=1)


def hold(world: World, fact: Fact) -> None:
    """Assert what can be asked after one step, `fact` being the last thing that was recorded."""
    facts = world.facts
    nobody_sits_in_two_seats_that_exclude_one_another(facts)
    for one in world.case.happened[-3:]:
        a_fact_reads_back_as_it_was_written(one.fact)
    the_state_is_the_one_the_facts_come_to(world)
    if fact.verb in ONCE:
        the_same_request_is_one_fact(world, fact)
    if facts.state is CaseState.CLOSED:
        nothing_runs_in_a_closed_case(facts)
    for run in facts.clocks:
        a_period_is_its_length_and_its_pauses(run)


def hold_of_the_whole(world: World) -> None:
    """Assert what is asked of a whole history."""
    the_record_folds_to_what_is_known(world)
    every_move_goes_on_from_the_one_before(world.case.happened)
    findings_are_saved_once_by_a_panel_and_history_opens_after(world.case.happened)


def nobody_sits_in_two_seats_that_exclude_one_another(facts: CaseFacts) -> None:
    """Invariant 2."""
    held: dict[UUID, set[Seat]] = defaultdict(set)
    for person, seat in facts.people.acts | facts.people.seats:
        held[person].add(seat)
    clashes = [(a, b) for seats in held.values() for a, b in combinations(seats, 2) if not may_also_sit([a], b)]
    assert clashes == []


def a_fact_reads_back_as_it_was_written(fact: Fact) -> None:
    """What the ledger keeps of a fact is the whole of it."""
    assert read_fact(fact.type, fact.id, fact.data()) == fact


def the_state_is_the_one_the_facts_come_to(world: World) -> None:
    """Invariant 17, of the moment: the machine and the fold agree on the state and on all that is remembered."""
    case, facts = world.case, world.facts
    assert case.state == facts.state
    assert case.closing_code == (facts.closing_code or "")
    if case.dismissed_from:
        assert case.dismissed_from == facts.dismissal.stopped_in
    if facts.state is CaseState.BOARD_DECISION:
        assert case.route == facts.board.route


def the_same_request_is_one_fact(world: World, fact: Fact) -> None:
    """Invariant 15, as far as the machine itself sees to it: what counts once is refused the second time."""
    last = world.case.happened[-1]
    given: Given = {"about": fact.about} if fact.verb is Verb.OPEN_LETTER else _again(world, fact)  # type: ignore[attr-defined]
    before = len(world.case.happened)
    try:
        world.take(fact.verb, (last.actor, last.role), given)
    except NotNow:
        assert len(world.case.happened) == before
    else:
        raise AssertionError(f"{fact.verb} counted twice")


def _again(world: World, fact: Fact) -> Given:
    if fact.verb is Verb.VOTE_CASE_TO_ANSWER:
        return {"allegations": fact.allegations, "sees_case": fact.sees_case, "reasons": True}  # type: ignore[attr-defined]
    return {"findings": (), "reasons_written": True} if fact.verb is Verb.RECORD_FINDINGS else {}


def nothing_runs_in_a_closed_case(facts: CaseFacts) -> None:
    """Invariant 13: closed means no open procedural clock, appeal, ballot or notice of breach."""
    assert {run.name for run in facts.clocks if run.running} <= RUN_ON
    assert facts.appeal.live == ()
    assert facts.board.ballot is None or facts.board.ballot.state is not BallotState.OPEN
    assert facts.monitoring.noticed is None


def a_period_is_its_length_and_its_pauses(run: ClockRun) -> None:
    """Invariant 10: the last day is the start, the length, the extension and the days that stood still, each once."""
    plain = run.due is not None and run.exact is None and run.counts_from is not None and run.years is None
    if not plain or run.business or run.waiting or run.days < 7 or run.name in HELD_BACK:
        return
    assert run.counts_from is not None
    length, stood = timedelta(days=run.days + run.extension), set[date]()
    for pause in run.pauses:
        if pause.since <= run.counts_from + length + len(stood) * DAY:
            days = (pause.since + n * DAY for n in range(1, (pause.until - pause.since).days + 1))
            stood |= {day for day in days if day > run.counts_from}
    last = run.counts_from + length + len(stood) * DAY
    while not RULES.calendar.is_business(last):
        last += DAY
    assert run.due == last_moment(last, RULES.zone), (run, last)


def every_move_goes_on_from_the_one_before(happened: list[Recorded]) -> None:
    """Invariant 17, of the record: each move says from where and to where, and the next begins there."""
    moves = [one.fact for one in happened if isinstance(one.fact, Moved)]
    assert moves[0].from_state is None
    assert all({"from", "to"} <= set(move.data()) for move in moves)
    assert all(later.from_state is earlier.to_state for earlier, later in pairwise(moves))


def findings_are_saved_once_by_a_panel_and_history_opens_after(happened: list[Recorded]) -> None:
    """Invariant 12: nobody saves findings twice, and no panel reads history before its own findings."""
    saved: set[UUID] = set()
    sitting: frozenset[UUID] = frozenset()
    ready = False
    for one in happened:
        match one.fact:
            case FindingsRecorded():
                assert one.actor not in saved
                ready = True
                saved |= sitting
            case HistoryOpened() if one.role in PANEL:
                assert ready
            case fact if hasattr(fact, "everybody"):
                sitting, ready = frozenset(fact.everybody), False
                assert not sitting & saved


def the_record_folds_to_what_is_known(world: World) -> None:
    """Invariant 17, of the whole; and invariant 7, asked of every sanction when it was imposed."""
    known = world.case.began
    for one in world.history:
        if isinstance(one, Brought):
            known = one.change(known)
            continue
        if isinstance(one.fact, SanctionImposed):
            assert one.fact.level <= known.board.highest
        known = known.after(one)
    assert replace(known, now=world.case.now, bench=world.facts.bench) == world.facts
