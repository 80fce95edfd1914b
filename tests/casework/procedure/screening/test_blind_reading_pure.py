"""A second, blind reading without a database: who may take it, what ends it, and how far two readers are apart."""

from uuid import UUID

import pytest

from casework.record.events import BlindReaderSeated
from casework.record.rights import rights_of
from casework.record.turns import expected_now
from casework.vocabulary import ClockName, NotNow, Reading, Seat, Verb
from casework.workflow.guard import REASONS
from notifications.topics.asked import Asked, readers_are_far_apart
from tests.casework.pure import PureCase, someone
from tests.casework.pure_road import CALM, SAM, SOL, triaged

SKY = (someone("sky"), Seat.BLIND_READER)
READS = {Verb.READ_BLIND, Verb.DECLARE_CONFLICT, Reading.READ_STORY}


def drawn(*, severity: int = 2) -> PureCase:
    """A case with its risk recorded and Sky drawn as second reader."""
    case = triaged(severity=severity)
    case.happen(BlindReaderSeated(person=SKY[0]), by=SOL)
    return case


def reads(case: PureCase, person: UUID = SKY[0]) -> set[object]:
    return set(rights_of(Seat.BLIND_READER, case.view, person)) if case.view.people.seats_of(person) else set()


def test_a_blind_reader_may_read_the_story_answer_or_step_aside_and_nothing_else() -> None:
    case = drawn()
    assert reads(case) == READS
    assert [one.verbs for one in expected_now(case.view) if Seat.BLIND_READER in one.seats] == [(Verb.READ_BLIND,)]
    assert case.view.open(ClockName.BLIND_READING)


def test_the_seat_ends_with_the_answer_and_the_first_severity_stands() -> None:
    case = drawn()
    case.do(Verb.READ_BLIND, by=SKY, severity=3, **CALM)
    risk = case.view.screening
    assert (risk.severity, risk.second_severity, risk.steps_apart, risk.triaged_by) == (2, 3, 1, SOL[0])
    assert (reads(case), case.view.people.holding(Seat.BLIND_READER)) == (set(), frozenset())
    assert [run.name for run in case.view.clocks if run.running and run.name is ClockName.BLIND_READING] == []
    assert case.replayed() == case.view


def test_after_its_days_a_reading_lapses_and_nothing_waits_for_it() -> None:
    case = drawn()
    case.wait(days=8)
    assert rights_of(Seat.BLIND_READER, case.view, SKY[0]) == frozenset()
    assert [one for one in expected_now(case.view) if Seat.BLIND_READER in one.seats] == []
    with pytest.raises(NotNow) as refused:
        case.do(Verb.READ_BLIND, by=SKY, severity=3, **CALM)
    assert refused.value.reasons == (REASONS["blind_reading_runs"],)


def test_a_blind_reader_who_takes_another_seat_reads_blind_no_more() -> None:
    case = drawn()
    case.seat("sky", Seat.INVESTIGATOR)
    assert case.view.people.seats_of(SKY[0]) == {Seat.INVESTIGATOR}


def test_a_blind_reading_ends_with_the_case() -> None:
    case = drawn()
    case.two(
        Verb.MERGE_CASE, first=SOL, second=SAM, into=someone("another case"), same=True, charged=False, clash=False
    )
    assert (case.view.people.holding(Seat.BLIND_READER), case.view.open(ClockName.BLIND_READING)) == (
        frozenset(),
        False,
    )


@pytest.mark.parametrize(
    ("first", "second", "danger", "far"),
    [(2, 2, False, False), (2, 3, False, False), (1, 3, False, True), (2, 2, True, True)],
)
def test_two_steps_or_a_danger_that_only_one_sees_are_a_thing_to_do_for_intake(
    first: int, second: int, danger: bool, far: bool
) -> None:
    case, asked = drawn(severity=first), Asked(person=someone("ines"), seat=Seat.INTAKE)
    assert not readers_are_far_apart(case.view, asked)
    case.do(Verb.READ_BLIND, by=SKY, severity=second, **CALM | {"imminent_harm": danger})
    assert readers_are_far_apart(case.view, asked) is far
