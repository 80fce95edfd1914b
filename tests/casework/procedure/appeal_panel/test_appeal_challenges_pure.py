"""Challenges to the appeal panel, without a database: in time or on new facts, and who rules on them."""

from typing import Any
from uuid import UUID

import pytest

from casework.record.events import AppealChallengeRuled
from casework.vocabulary import ClockName, Seat, Verb
from casework.workflow.guard import REASONS
from tests.casework.appeal_road import (
    AMOS,
    ANOUK,
    APPEAL_PANEL,
    ARNE,
    AVA,
    LATE,
    OLA,
    REX,
    VERA,
    WRITTEN,
    called,
    decided,
    final,
    heard,
    lodged,
    refused,
    sifted,
)
from tests.casework.panel_road import declared
from tests.casework.pure import By, PureCase, someone

NEW: tuple[By, ...] = (
    (someone("abe"), Seat.APPEAL_CHAIR),
    (someone("alf"), Seat.APPEAL_MEMBER),
    (someone("ali"), Seat.APPEAL_MEMBER),
)


def listed() -> PureCase:
    """An appeal whose panel is seated, the list with the respondent."""
    case = lodged()
    event = case.do(Verb.SEAT_APPEAL_PANEL, by=AVA, **APPEAL_PANEL)
    case.serve(event.id, Seat.RESPONDENT)
    return declared(case, AMOS, ANOUK, ARNE)


def challenge(case: PureCase, member: UUID, *, by: By = REX, **given: Any) -> Any:
    said = {"member": member, "new_facts": False, "particulars_written": True} | given
    return case.do(Verb.CHALLENGE_APPEAL_MEMBER, by=by, **said)


def rule(case: PureCase, member: UUID, *, by: By, upheld: bool = False) -> AppealChallengeRuled:
    event: AppealChallengeRuled = case.do(Verb.RULE_APPEAL_CHALLENGE, by=by, member=member, upheld=upheld)
    return event


def against_sift(case: PureCase) -> list[str]:
    return case.reasons(Verb.SIFT_APPEAL, by=AMOS)


def test_no_ground_is_looked_at_before_the_list_arrived_and_ten_days_have_passed() -> None:
    case = lodged()
    event = case.do(Verb.SEAT_APPEAL_PANEL, by=AVA, **APPEAL_PANEL)
    declared(case, AMOS, ANOUK, ARNE)
    case.wait(days=40)
    assert against_sift(case) == [case.reason("appeal_challenge_time_is_over")]
    case.serve(event.id, Seat.RESPONDENT)
    assert against_sift(case) == [case.reason("appeal_challenge_time_is_over")]
    case.wait(days=11)
    assert against_sift(case) == []


@pytest.mark.parametrize("by", [REX, OLA])
def test_either_side_challenges_in_time_and_nothing_goes_on_before_the_ruling(by: By) -> None:
    case = listed()
    challenge(case, ARNE[0], by=by)
    case.wait(days=11)
    assert against_sift(case) == [REASONS["appeal_challenges_are_ruled"]]
    rule(case, ARNE[0], by=AMOS)
    assert against_sift(case) == []


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"member": someone("cleo")}, "appeal_member_can_be_challenged"),
        ({"particulars_written": False}, "appeal_challenge_has_particulars"),
    ],
)
def test_a_challenge_names_somebody_who_sits_and_says_why(given: dict[str, Any], reason: str) -> None:
    said = {"member": ARNE[0], "new_facts": False, "particulars_written": True} | given
    assert refused(listed(), Verb.CHALLENGE_APPEAL_MEMBER, REX, **said) == (REASONS[reason],)


def test_after_ten_days_or_a_ruling_only_new_facts_count() -> None:
    case = listed()
    challenge(case, ARNE[0])
    rule(case, ARNE[0], by=AMOS)
    again = {"member": ARNE[0], "new_facts": False, "particulars_written": True}
    late = REASONS["appeal_challenge_is_in_time_or_new_facts"]
    assert refused(case, Verb.CHALLENGE_APPEAL_MEMBER, REX, **again) == (late,)
    case.wait(days=11)
    assert refused(case, Verb.CHALLENGE_APPEAL_MEMBER, REX, **again | {"member": ANOUK[0]}) == (late,)
    challenge(case, ARNE[0], new_facts=True)
    assert case.view.appeal_hearing.challenged == {ARNE[0]}


@pytest.mark.parametrize(
    ("challenged", "ruling"),
    [
        ((ARNE,), {AMOS}),
        ((AMOS,), {ANOUK, ARNE}),
        ((AMOS, ANOUK), {ARNE}),
        ((AMOS, ANOUK, ARNE), {VERA}),
    ],
)
def test_its_chair_rules_else_a_member_else_a_reviewer(challenged: tuple[By, ...], ruling: set[By]) -> None:
    case = listed()
    for one in challenged:
        challenge(case, one[0])
    free = {one for one in (AMOS, ANOUK, ARNE, VERA) if case.reasons(Verb.RULE_APPEAL_CHALLENGE, by=one) == []}
    assert free == ruling


def test_a_new_panel_list_can_be_challenged_after_an_upheld_challenge() -> None:
    case = listed()
    challenge(case, ARNE[0])
    rule(case, ARNE[0], by=AMOS, upheld=True)
    assert ARNE[0] in case.view.people.barred
    case.wait(days=11)
    assert REASONS["appeal_panel_is_seated"] in against_sift(case)
    new = {"chair": someone("abe"), "members": (someone("alf"), someone("ali")), "lay": (someone("ali"),)}
    case.do(Verb.SEAT_APPEAL_PANEL, by=AVA, **new)
    declared(case, *NEW)
    assert case.reasons(Verb.SIFT_APPEAL, by=(someone("abe"), Seat.APPEAL_CHAIR)) == [
        case.reason("appeal_challenge_time_is_over")
    ]
    assert case.view.open(ClockName.APPEAL_CHALLENGE)


def test_a_challenge_on_new_facts_stops_the_hearing_until_it_is_ruled_on() -> None:
    case = sifted()
    case.wait(days=20)
    called(case)
    challenge(case, ANOUK[0], new_facts=True)
    assert case.reasons(Verb.HEAR_APPEAL, by=AMOS) == [REASONS["appeal_challenges_are_ruled"]]
    rule(case, ANOUK[0], by=AMOS)
    assert case.reasons(Verb.HEAR_APPEAL, by=AMOS) == []


def test_nobody_is_challenged_once_the_appeal_was_heard_or_before_a_panel_sits() -> None:
    assert heard().reasons(Verb.CHALLENGE_APPEAL_MEMBER, by=REX) == [REASONS["appeal_was_not_heard"]]
    assert lodged().reasons(Verb.CHALLENGE_APPEAL_MEMBER, by=REX) == [REASONS["an_appeal_panel_sits"]]


def test_a_panel_that_lost_a_member_after_the_hearing_is_replaced() -> None:
    case = heard()
    case.happen(AppealChallengeRuled(member=ARNE[0], upheld=True), by=AMOS)
    new = {"chair": someone("abe"), "members": (someone("alf"), someone("ali")), "lay": (someone("ali"),)}
    case.do(Verb.SEAT_APPEAL_PANEL, by=AVA, **new)
    assert case.reasons(Verb.DISMISS_APPEAL, by=(someone("abe"), Seat.APPEAL_CHAIR)) == [
        REASONS["appeal_was_heard"],
        REASONS["second_person_signed"],
    ]
    assert not case.view.open(ClockName.APPEAL_DECISION)
    assert case.view.appeal_hearing.on is None


def test_a_late_appeal_that_is_admitted_gives_the_time_to_challenge_from_its_letter() -> None:
    case = final(decided())
    case.do(Verb.APPLY_LATE, by=REX, **LATE)
    case.do(Verb.SEAT_APPEAL_PANEL, by=AVA, **APPEAL_PANEL)
    declared(case, AMOS)
    assert not case.view.open(ClockName.APPEAL_CHALLENGE)
    event = case.do(Verb.ADMIT_LATE_APPEAL, by=AMOS, **WRITTEN)
    declared(case, ANOUK, ARNE)
    challenge(case, ARNE[0])
    rule(case, ARNE[0], by=AMOS)
    case.serve(event.id, Seat.RESPONDENT)
    assert against_sift(case) == [case.reason("appeal_challenge_time_is_over")]
    case.wait(days=11)
    assert against_sift(case) == []
