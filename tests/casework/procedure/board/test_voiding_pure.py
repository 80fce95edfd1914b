"""What makes a ballot or a decision void, and when an alternate is needed, on a case put together by hand."""

from typing import Any
from uuid import UUID

import pytest

from casework.procedure.board import voiding
from casework.record.state.board import Ballot
from casework.record.state.people import PeoplePart
from casework.vocabulary import ClosingCode, Seat, VoidFor
from tests.casework.ballot_by_hand import (
    ADA,
    BEN,
    CARA,
    CARRIED,
    CLOSED,
    DAN,
    NOT_CARRIED,
    OTHER_PACK,
    SECOND,
    VOIDED,
    ballot,
    case,
    conflicted,
    papers,
    with_votes,
)
from tests.casework.pure import MONDAY, someone


@pytest.mark.parametrize(
    ("put", "known", "cause"),
    [
        (None, {}, None),
        (ballot(), {"late": -SECOND}, None),
        (ballot(), {}, None),
        (ballot(**with_votes(ADA, BEN)), {"late": SECOND}, None),
        (ballot(CLOSED), {"people": conflicted(BEN)}, None),
        (ballot(CLOSED), {"pack": OTHER_PACK}, VoidFor.PAPERS),
        (ballot(), {"pack": OTHER_PACK, "late": -SECOND}, VoidFor.PAPERS),
        (ballot(), {"pack": OTHER_PACK, "people": conflicted(BEN)}, VoidFor.CONFLICT),
        (ballot(), {"people": conflicted(BEN), "late": -SECOND}, None),
        (ballot(VOIDED), {"late": -SECOND}, VoidFor.PAPERS),
        (ballot(VOIDED), {"people": conflicted(BEN)}, VoidFor.CONFLICT),
        (ballot(VOIDED), {"people": conflicted(CARA)}, VoidFor.PAPERS),
        (ballot(CARRIED), {"pack": OTHER_PACK, "late": SECOND}, None),
        (ballot(NOT_CARRIED), {"late": SECOND}, None),
    ],
)
def test_a_ballot_is_void_for_a_conflict_for_papers_or_for_what_its_count_finds(
    put: Ballot | None, known: dict[str, Any], cause: VoidFor | None
) -> None:
    assert voiding.why_void(case(put, **known)) is cause
    closed = put is not None and put.state is CLOSED
    assert voiding.ballot_must_be_void(case(put, **known)) is (put is None or cause is not None or closed)


def test_the_absent_are_the_voters_without_a_vote() -> None:
    assert voiding.absent_voters(ballot(**with_votes(ADA))) == {BEN}
    assert voiding.absent_voters(ballot()) == {ADA, BEN}


NINE = frozenset(someone(f"member {n}") for n in range(9))


def barred(count: int, *seats: Any) -> PeoplePart:
    return conflicted(*sorted(NINE)[:count], seats=seats)


@pytest.mark.parametrize(
    ("people", "more", "below"),
    [
        (barred(4), {}, False),
        (barred(5), {}, True),
        (barred(5, (CARA, Seat.BOARD_MEMBER)), {}, False),
        (barred(0), {"unfilled": 1}, True),
        (barred(0), {"pack": None, "clocks": papers(MONDAY - SECOND)}, False),
        (barred(0), {"clocks": papers(MONDAY + SECOND)}, False),
        (barred(0), {"clocks": papers(MONDAY - SECOND)}, True),
        (barred(0), {"clocks": papers(MONDAY - SECOND), "declared": frozenset(sorted(NINE)[:5])}, False),
        (barred(0), {"clocks": papers(MONDAY - SECOND), "declared": frozenset(sorted(NINE)[:4])}, True),
    ],
)
def test_alternates_are_needed_below_the_quorum_or_for_an_absent_voter(people: Any, more: Any, below: bool) -> None:
    known = case(members=NINE, people=people, **more)
    assert voiding.board_is_below_minimum_or_absent(known) is below


def test_a_barred_alternate_fills_no_seat() -> None:
    people = conflicted(*sorted(NINE)[:5], CARA, seats={(CARA, Seat.BOARD_MEMBER)})
    assert voiding.board_is_below_minimum_or_absent(case(members=NINE, people=people)) is True


@pytest.mark.parametrize("first", [UUID(int=0), UUID(int=2**128 - 1)])
def test_nobody_before_or_after_the_next_alternate_is_taken(first: UUID) -> None:
    assert voiding.alternate_is_next_in_the_pool(case(), first, CARA) is False


@pytest.mark.parametrize("other", [UUID(int=0), UUID(int=2**128 - 1)])
def test_any_other_papers_make_a_ballot_void(other: UUID) -> None:
    assert voiding.why_void(case(ballot(), pack=other, late=-SECOND)) is VoidFor.PAPERS


@pytest.mark.parametrize(("next_one", "right"), [(CARA, True), (DAN, False), (None, False)])
def test_an_alternate_is_taken_in_the_order_of_the_pool(next_one: Any, right: bool) -> None:
    assert voiding.alternate_is_next_in_the_pool(case(), CARA, next_one) is right


@pytest.mark.parametrize(
    ("relied_on", "people", "found"),
    [
        ((someone("ballot"),), conflicted(BEN), True),
        ((someone("ballot"),), conflicted(CARA), False),
        ((), conflicted(BEN), False),
        ((someone("ballot"), someone("another")), conflicted(BEN), False),
    ],
)
def test_a_late_conflict_is_one_of_a_voter_of_the_ballot_that_decided(relied_on: Any, people: Any, found: bool) -> None:
    assert voiding.late_conflict_was_found(case(ballot(CARRIED), relied_on=relied_on, people=people)) is found


def test_without_a_ballot_there_is_no_late_conflict() -> None:
    assert voiding.late_conflict_was_found(case(people=conflicted(BEN))) is False


@pytest.mark.parametrize("code", [None, *ClosingCode])
def test_only_a_death_keeps_a_decision_from_being_voided(code: ClosingCode | None) -> None:
    assert voiding.case_was_not_abated(case(closing_code=code)) is (code is not ClosingCode.ABATED_BY_DEATH)
