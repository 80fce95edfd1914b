"""Each guard of the ballot on a case that is put together by hand: where it holds, and where it does not."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from casework.procedure.board import guards, voiding
from casework.record.events import Terms
from casework.record.state.board import Ballot, BoardPart
from casework.vocabulary import Route, Seat
from policy.quorum import Electorate, Option, Result
from policy.rules import Level
from tests.casework.ballot_by_hand import (
    ADA,
    BEN,
    CARA,
    CARRIED,
    DAN,
    NOT_CARRIED,
    OPEN,
    SECOND,
    VOIDED,
    ballot,
    case,
    conflicted,
    papers,
    with_votes,
)
from tests.casework.pure import MONDAY, someone

STATES = (None, OPEN, CARRIED, NOT_CARRIED, VOIDED)


def by_state(guard: Any, option: Option = Option.L4, **given: Any) -> list[bool]:
    """Return what a guard says without a ballot, and of one in each state."""
    return [guard(case(None if state is None else ballot(state, option), **given)) for state in STATES]


@pytest.mark.parametrize(
    ("guard", "expected"),
    [
        (guards.no_ballot_counts, [True, False, False, False, True]),
        (guards.ballot_is_open, [False, True, False, False, False]),
        (guards.ballot_has_a_result, [False, False, True, True, False]),
        (guards.pack_is_unchanged, [True, True, True, True, True]),
        (voiding.ballot_was_opened, [False, True, True, True, True]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_guard_asks_in_which_state_the_ballot_is(guard: Any, expected: list[bool]) -> None:
    assert by_state(guard) == expected


def test_the_docket_asks_for_a_ballot_while_none_was_opened_or_the_last_one_is_void() -> None:
    assert by_state(lambda one: guards.no_ballot_stands(one.view)) == [True, False, False, False, True]


@pytest.mark.parametrize("other", [None, UUID(int=0), UUID(int=2**128 - 1)])
def test_papers_that_changed_no_longer_fit_the_ballot(other: UUID | None) -> None:
    assert guards.pack_is_unchanged(case(ballot(), pack=other)) is False


@pytest.mark.parametrize(("late", "left"), [(-SECOND, True), (0 * SECOND, False), (SECOND, False)])
def test_votes_are_taken_until_the_moment_of_closing(late: timedelta, left: bool) -> None:
    assert guards.voting_time_is_left(case(ballot(), late=late)) is left


@pytest.mark.parametrize(("late", "reached"), [(-SECOND, False), (0 * SECOND, True), (SECOND, True)])
def test_a_ballot_is_closed_from_the_moment_of_closing(late: timedelta, reached: bool) -> None:
    assert guards.closing_time_is_reached(case(ballot(), late=late)) is reached


@pytest.mark.parametrize("late", [-SECOND, SECOND])
@pytest.mark.parametrize("state", [None, CARRIED, NOT_CARRIED, VOIDED])
def test_the_time_of_a_ballot_that_is_not_open_stands_in_nobodys_way(state: Any, late: timedelta) -> None:
    known = case(None if state is None else ballot(state), late=late)
    assert (guards.voting_time_is_left(known), guards.closing_time_is_reached(known)) == (True, True)


@pytest.mark.parametrize(("voters", "among"), [({ADA, BEN}, True), ({BEN, CARA}, False)])
def test_only_a_frozen_voter_votes(voters: Any, among: bool) -> None:
    assert guards.voter_is_in_the_frozen_set(case(ballot(voters=frozenset(voters)))) is among


def test_without_a_ballot_nobody_is_told_that_they_are_no_voter() -> None:
    assert guards.voter_is_in_the_frozen_set(case()) is True


@pytest.mark.parametrize(
    ("put", "free"),
    [
        (None, True),
        (ballot(), True),
        (ballot(**with_votes(ADA)), False),
        (ballot(**with_votes(BEN)), True),
        (ballot(CARRIED, **with_votes(ADA)), True),
    ],
)
def test_a_voter_votes_once_in_the_open_ballot(put: Ballot | None, free: bool) -> None:
    assert guards.voter_has_not_voted(case(put)) is free


@pytest.mark.parametrize("option", [Option.REMIT, Option.REMIT_TO_NEW_PANEL])
def test_a_carried_remittal_sends_the_case_back_and_decides_nothing(option: Option) -> None:
    carried, missed = case(ballot(CARRIED, option)), case(ballot(NOT_CARRIED, option))
    assert [guards.ballot_carried_a_remittal(one) for one in (carried, missed)] == [True, False]
    assert [guards.motion_is_not_a_remittal(one) for one in (carried, missed)] == [False, True]


def test_a_carried_level_or_no_ballot_is_no_remittal() -> None:
    known = (case(), case(ballot(CARRIED)))
    assert [guards.ballot_carried_a_remittal(one) for one in known] == [False, False]
    assert [guards.motion_is_not_a_remittal(one) for one in known] == [True, True]


def test_only_a_vote_for_a_new_panel_says_that_the_findings_are_wrong() -> None:
    known = (case(), case(ballot(CARRIED, Option.REMIT)), case(ballot(CARRIED, Option.REMIT_TO_NEW_PANEL)))
    assert [guards.defect_is_not_in_the_findings(one) for one in known] == [True, True, False]


@pytest.mark.parametrize(
    ("due", "out"), [(None, False), (MONDAY - SECOND, True), (MONDAY, False), (MONDAY + SECOND, False)]
)
def test_papers_are_out_long_enough_only_after_their_last_moment(due: Any, out: bool) -> None:
    assert guards.papers_were_out_7_days(case(clocks=papers(due))) is out


def test_papers_that_were_never_sent_were_not_out() -> None:
    assert guards.papers_were_out_7_days(case()) is False


@pytest.mark.parametrize(
    ("declared", "people", "clocks", "ready"),
    [
        ({ADA, BEN}, None, (), True),
        ({ADA}, None, (), False),
        ({ADA}, conflicted(BEN), (), True),
        ({ADA, BEN}, conflicted(CARA), (), True),
        ({ADA, BEN, CARA}, None, (), True),
        ({ADA}, None, papers(MONDAY - SECOND), True),
    ],
)
def test_a_ballot_waits_for_every_free_member_or_for_the_end_of_the_time(
    declared: Any, people: Any, clocks: Any, ready: bool
) -> None:
    known = case(declared=frozenset(declared), people=people, clocks=clocks)
    assert guards.declarations_are_in_or_time_is_over(known) is ready


def test_voters_are_members_and_alternates_who_declared_and_are_free() -> None:
    seats = {(one, Seat.BOARD_MEMBER) for one in (ADA, CARA, DAN)} | {(someone("x"), Seat.INTAKE)}
    people = conflicted(BEN, someone("outsider"), seats=seats)
    known = case(
        members=frozenset({ADA, BEN, someone("silent")}),
        declared=frozenset({ADA, BEN, CARA, DAN, someone("x")}),
        people=people,
    )
    assert guards.voters(known) == {ADA, CARA, DAN}
    assert guards.electorate(known) == Electorate(filled=3, barred=2, alternates=2)


def test_a_level_may_equal_the_recommendation_and_not_exceed_it() -> None:
    assert [guards.level_is_not_above_the_recommendation(level, 4) for level in (3, 4, 5)] == [True, True, False]


def test_papers_and_a_recommendation_are_there_or_are_missing() -> None:
    missing = case(pack=None)
    assert (guards.pack_was_sent(case()), guards.pack_was_sent(missing)) == (True, False)
    assert guards.pack_is_complete(missing) is False
    assert guards.pack_is_complete(case(recommended=Terms(level=Level.L4))) is True


def test_any_result_is_a_count_of_enough_voters_and_none_is_not() -> None:
    assert [guards.enough_voters_are_present(result) for result in (Result.NOT_CARRIED, None)] == [True, False]


@pytest.mark.parametrize("route", [None, *Route])
def test_a_route_is_itself_and_no_other(route: Route | None) -> None:
    known = case(route=route)
    assert guards.route_is_panel(known) is (route is Route.PANEL)
    assert guards.route_is_consent(known) is (route is Route.CONSENT)
    assert guards.route_is_breach(known) is (route is Route.BREACH)
    assert guards.route_is_not_breach(known) is (route is not Route.BREACH)


@pytest.mark.parametrize("remitted", [True, False])
def test_the_board_sends_a_case_back_once(remitted: bool) -> None:
    assert guards.board_has_not_remitted(case(remitted=remitted)) is not remitted


@pytest.mark.parametrize(
    ("option", "route", "remitted", "possible"),
    [
        (Option.L4, Route.PANEL, True, True),
        (Option.REMIT, Route.BREACH, True, True),
        (Option.REMIT, Route.CONSENT, False, True),
        (Option.REMIT, Route.CONSENT, True, False),
        (Option.REMIT, Route.PANEL, False, False),
        (Option.REMIT_TO_NEW_PANEL, Route.PANEL, False, True),
        (Option.REMIT_TO_NEW_PANEL, Route.PANEL, True, False),
    ],
)
def test_a_motion_is_put_only_where_it_can_be_carried_out(
    option: Option, route: Route, remitted: bool, possible: bool
) -> None:
    """No panel stands here, so that nothing goes back to the same one."""
    assert guards.can_be_done(case(route=route, remitted=remitted), option) is possible


def test_the_board_may_not_go_above_what_was_recommended_to_it() -> None:
    assert BoardPart().highest is Level.L0


def test_the_board_votes_again_on_a_result_that_cannot_be_carried_out() -> None:
    assert by_state(guards.no_ballot_counts, Option.REMIT, remitted=True) == [True, False, True, False, True]
