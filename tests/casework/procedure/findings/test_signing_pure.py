"""How a panel decides, without a database: blind first views, final signatures, silence, and the reasons of a minority."""

from datetime import timedelta
from typing import Any

import pytest

from casework.procedure.findings.guards import minority_is_over_on
from casework.vocabulary import CaseState, ClockName, NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from policy.findings import ParticularKind
from tests.casework.panel_road import (
    AVA,
    CLEO,
    MILO,
    NO,
    NORA,
    OLA,
    PANEL,
    SECOND,
    WHOLE,
    YES,
    charge,
    deliberating,
    finding,
    found,
    opinions,
    sign_each,
)
from tests.casework.pure import CLOCK, By, PureCase, someone

SIGNATURE = REASONS["second_person_signed"]


def first_views(case: PureCase, *who: By) -> None:
    for by in who or PANEL:
        case.do(Verb.GIVE_FIRST_VIEW, by=by, opinions=opinions(case))


def test_nobody_signs_before_everybody_has_a_view_of_their_own() -> None:
    case = deliberating()
    first_views(case, CLEO, MILO)
    assert case.reasons(Verb.SIGN_FINDINGS, by=CLEO) == [REASONS["first_views_are_in"]]
    first_views(case, NORA)
    assert case.reasons(Verb.SIGN_FINDINGS, by=CLEO) == []


def test_a_first_view_is_formed_once_and_says_nothing_in_the_record() -> None:
    case = deliberating()
    event = case.do(Verb.GIVE_FIRST_VIEW, by=MILO, opinions=opinions(case))
    assert (event.data(), event.sealed) == ({}, {})
    assert case.reasons(Verb.GIVE_FIRST_VIEW, by=MILO) == [REASONS["first_view_is_new"]]


def test_nobody_saves_findings_before_everybody_has_signed() -> None:
    case = deliberating()
    first_views(case)
    for by in (CLEO, MILO):
        case.do(Verb.SIGN_FINDINGS, by=by, opinions=opinions(case))
    assert case.reasons(Verb.RECORD_FINDINGS, by=CLEO) == [REASONS["everybody_has_signed"], SIGNATURE]
    case.do(Verb.SIGN_FINDINGS, by=NORA, opinions=opinions(case))
    assert case.reasons(Verb.RECORD_FINDINGS, by=CLEO) == [SIGNATURE]
    assert case.reasons(Verb.SIGN_FINDINGS, by=NORA) == [REASONS["signer_of_findings_is_new"]]


@pytest.mark.parametrize("verb", [Verb.GIVE_FIRST_VIEW, Verb.SIGN_FINDINGS])
@pytest.mark.parametrize("said", [(), ((YES,),), ((YES,), (YES, NO)), ((YES, YES), (YES,)), ((YES,), (YES,), (YES,))])
def test_everybody_decides_each_particular(verb: Verb, said: Any) -> None:
    numbered = charge(SECOND, 5, kinds=(ParticularKind.ESSENTIAL,) * 3)
    case = deliberating(charge(), numbered)
    if verb is Verb.SIGN_FINDINGS:
        first_views(case)
    with pytest.raises(NotNow) as no:
        case.do(verb, by=MILO, opinions=said)
    assert no.value.reasons == (REASONS["every_particular_is_decided"],)
    case.do(verb, by=MILO, opinions=((NO,), (YES, NO, YES)))


@pytest.mark.parametrize("who", [AVA, OLA, (someone("bo"), Seat.BOARD_MEMBER)])
def test_the_turn_is_never_that_of_somebody_outside_the_panel(who: By) -> None:
    case = deliberating()
    assert who[0] not in WHOLE
    assert case.reasons(Verb.RECORD_FINDINGS, by=who)[0] == REASONS["everybody_has_signed"]


def late(case: PureCase) -> PureCase:
    """Let the time for the findings pass."""
    run = case.view.clock(ClockName.FINDINGS)
    assert run is not None
    assert run.due is not None
    case.enter(CLOCK, run.due + timedelta(minutes=1))
    return case


def test_silence_after_the_time_for_the_findings_counts_as_recusal() -> None:
    case = deliberating()
    first_views(case)
    for by in (CLEO, MILO):
        case.do(Verb.SIGN_FINDINGS, by=by, opinions=opinions(case))
    assert case.reasons(Verb.RECUSE_SILENT_MEMBERS, by=CLOCK) == [case.reason("findings_time_is_over")]
    event = late(case).do(Verb.RECUSE_SILENT_MEMBERS, by=CLOCK)
    assert event.persons == (NORA[0],)
    people = case.view.people
    assert people.seats_of(NORA[0]) == frozenset()
    assert {(NORA[0], Seat.PANEL_CHAIR), (NORA[0], Seat.PANEL_MEMBER)} <= people.spent
    assert case.reasons(Verb.RECORD_FINDINGS, by=CLEO)[0] == REASONS["panel_still_stands"]
    assert case.reasons(Verb.DISSOLVE_PANEL, by=AVA) == []
    assert case.replayed() == case.view


def test_nobody_is_silent_once_everybody_has_signed() -> None:
    case = deliberating()
    sign_each(case)
    assert late(case).reasons(Verb.RECUSE_SILENT_MEMBERS, by=CLOCK) == [REASONS["somebody_is_silent"]]


def signed() -> PureCase:
    case = deliberating()
    sign_each(case)
    return case


def test_a_minority_writes_within_seven_days_of_the_last_signature() -> None:
    case = signed()
    run = case.view.clock(ClockName.MINORITY)
    assert run is not None
    assert (run.days, run.due is not None) == (7, True)
    assert case.reasons(Verb.WRITE_MINORITY_REASONS, by=NORA) == []
    case.enter(CLOCK, run.due and run.due + timedelta(minutes=1))
    assert case.reasons(Verb.WRITE_MINORITY_REASONS, by=NORA) == [case.reason("minority_time_is_open")]


def test_a_minority_writes_once_and_only_on_what_is_proven_against_it() -> None:
    case = signed()
    with pytest.raises(NotNow) as no:
        case.do(Verb.WRITE_MINORITY_REASONS, by=MILO, is_outvoted=False)
    assert no.value.reasons == (REASONS["is_outvoted_on_what_is_proven"],)
    case.do(Verb.WRITE_MINORITY_REASONS, by=NORA, is_outvoted=True)
    assert case.reasons(Verb.WRITE_MINORITY_REASONS, by=NORA) == [REASONS["minority_reasons_are_new"]]


def test_a_minority_is_refused_with_a_sentence_once_the_findings_are_published() -> None:
    case = found()
    assert case.reasons(Verb.WRITE_MINORITY_REASONS, by=NORA)[0] == REASONS["findings_are_not_published"]


def test_findings_wait_for_the_minority_so_that_the_member_reads_both_together() -> None:
    case = signed()
    given: dict[str, Any] = {"findings": (finding(),), "reasons_written": True, "minority_written": False}
    with pytest.raises(NotNow) as no:
        case.two(Verb.RECORD_FINDINGS, first=CLEO, second=MILO, **given)
    first = minority_is_over_on(case.view)
    assert first is not None
    named = f" The first possible day is {first.day} {first:%B %Y}."
    assert no.value.reasons == (REASONS["minority_has_spoken"] + named,)
    assert case.state == CaseState.DELIBERATION
