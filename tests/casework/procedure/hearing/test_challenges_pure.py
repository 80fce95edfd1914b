"""Challenges to the panel, without a database: who may, until when, who rules, and what comes of it."""

from typing import Any
from uuid import UUID

import pytest

from casework.record.events import ConflictDeclared
from casework.vocabulary import CaseState, NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from tests.casework.panel_road import (
    AVA,
    CLEO,
    LIST,
    MILO,
    NORA,
    OLA,
    REX,
    WHOLE,
    bundled,
    formed,
    heard,
    listed,
    named,
)
from tests.casework.pure import By, PureCase, someone

VERA: By = (someone("vera"), Seat.REVIEWER)


def challenge(case: PureCase, member: UUID, *, by: By = REX, **given: Any) -> Any:
    return case.do(
        Verb.CHALLENGE_MEMBER, by=by, **{"member": member, "new_facts": False, "particulars_written": True} | given
    )


def rule(case: PureCase, member: UUID, *, by: By, upheld: bool = False) -> Any:
    return case.do(Verb.RULE_CHALLENGE, by=by, member=member, upheld=upheld)


def refused(doing: Any) -> tuple[str, ...]:
    with pytest.raises(NotNow) as no:
        doing()
    return no.value.reasons


def in_time(*members: By) -> PureCase:
    """A panel whose list is with both sides, its time to challenge running."""
    case = named()
    served = case.do(Verb.SERVE_PANEL_LIST, by=AVA)
    case.serve(served.id, Seat.RESPONDENT)
    for member in members:
        challenge(case, member[0])
    return case


def test_nobody_is_challenged_before_the_list_is_out() -> None:
    assert named().reasons(Verb.CHALLENGE_MEMBER, by=REX) == [REASONS["panel_is_listed"]]


def test_a_challenge_within_ten_days_needs_no_new_facts_and_stops_the_panel() -> None:
    case = in_time(MILO)
    case.wait(days=11)
    assert case.view.panel.challenged == {MILO[0]}
    assert case.reasons(Verb.FORM_PANEL, by=AVA) == [REASONS["challenges_are_ruled"]]


@pytest.mark.parametrize("case", [listed, formed], ids=["the days over", "the panel formed"])
def test_a_later_challenge_needs_facts_that_are_new(case: Any) -> None:
    late = case()
    assert refused(lambda: challenge(late, MILO[0])) == (REASONS["challenge_is_in_time_or_new_facts"],)
    assert challenge(late, MILO[0], new_facts=True, by=OLA).new_facts


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"member": someone("pip")}, "member_can_be_challenged"),
        ({"member": NORA[0]}, "member_can_be_challenged"),
        ({"particulars_written": False}, "challenge_has_particulars"),
    ],
    ids=["somebody else", "challenged already", "without a word"],
)
def test_a_challenge_is_to_somebody_who_sits_and_says_why(given: dict[str, Any], reason: str) -> None:
    case = in_time(NORA)
    said = {"member": MILO[0]} | given
    assert refused(lambda: challenge(case, **said)) == (REASONS[reason],)


def test_nothing_is_ruled_on_where_nothing_waits() -> None:
    assert in_time().reasons(Verb.RULE_CHALLENGE, by=CLEO) == [REASONS["challenge_waits"]]
    assert refused(lambda: rule(in_time(NORA), MILO[0], by=CLEO)) == (REASONS["challenge_of_this_member_waits"],)


@pytest.mark.parametrize(
    ("challenged", "rulers"),
    [((MILO,), (CLEO,)), ((CLEO,), (MILO, NORA)), ((CLEO, MILO), (NORA,)), ((CLEO, MILO, NORA), (VERA,))],
    ids=["the chair rules", "the chair challenged", "one left", "all challenged"],
)
def test_a_challenge_is_ruled_on_by_the_first_who_is_not_challenged(
    challenged: tuple[By, ...], rulers: tuple[By, ...]
) -> None:
    case = in_time(*challenged)
    free = [one for one in (CLEO, MILO, NORA, VERA) if case.reasons(Verb.RULE_CHALLENGE, by=one) == []]
    assert free == list(rulers)
    assert [case.reasons(Verb.RULE_CHALLENGE, by=one) for one in challenged] == [
        [REASONS["ruler_is_unchallenged"]] for _ in challenged
    ]


def test_a_failed_challenge_leaves_the_member_and_needs_new_facts_to_come_again() -> None:
    case = in_time(MILO)
    rule(case, MILO[0], by=CLEO)
    assert (case.view.panel.challenged, case.view.people.barred) == (frozenset(), frozenset())
    assert refused(lambda: challenge(case, MILO[0])) == (REASONS["challenge_is_in_time_or_new_facts"],)
    challenge(case, MILO[0], new_facts=True)
    assert case.replayed() == case.view


def test_a_member_leaves_for_good_after_an_upheld_challenge() -> None:
    case = in_time(MILO)
    rule(case, MILO[0], by=CLEO, upheld=True)
    case.wait(days=11)
    assert (case.view.people.seats_of(MILO[0]), case.view.people.barred) == (frozenset(), frozenset({MILO[0]}))
    assert case.reasons(Verb.FORM_PANEL, by=AVA) == [REASONS["members_are_free_of_conflict"]]
    assert refused(lambda: case.do(Verb.NAME_PANEL, by=AVA, **LIST)) == (REASONS["members_are_free_of_conflict"],)
    case.do(Verb.NAME_PANEL, by=AVA, **LIST | {"members": (someone("pip"), NORA[0])})
    assert case.reasons(Verb.CHALLENGE_MEMBER, by=REX) == [REASONS["panel_is_listed"]]


def test_in_the_hearing_a_panel_of_three_that_loses_one_is_dissolved() -> None:
    case = heard()
    challenge(case, NORA[0], new_facts=True)
    assert case.reasons(Verb.OPEN_DELIBERATION, by=CLEO) == [REASONS["challenges_are_ruled"]]
    rule(case, NORA[0], by=CLEO, upheld=True)
    assert case.reasons(Verb.OPEN_DELIBERATION, by=CLEO) == [REASONS["panel_still_stands"]]
    case.do(Verb.DISSOLVE_PANEL, by=AVA)
    assert case.state == CaseState.PANEL_FORMING


def test_who_has_stepped_aside_needs_no_ruling() -> None:
    case = bundled()
    challenge(case, NORA[0], new_facts=True)
    case.happen(ConflictDeclared(), by=NORA)
    assert case.reasons(Verb.RULE_CHALLENGE, by=CLEO) == [REASONS["challenge_waits"]]
    assert WHOLE[-1] in case.view.panel.challenged
