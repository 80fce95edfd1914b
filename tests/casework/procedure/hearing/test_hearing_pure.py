"""The hearing, without a database."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from casework.record.events import ConflictDeclared, PanelFormed
from casework.record.turns import expected_first
from casework.vocabulary import CaseState, ClockName, NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from tests.casework.panel_road import (
    AVA,
    CLEO,
    LEDGER,
    LETTERS,
    MILO,
    NORA,
    OLA,
    WHOLE,
    bundled,
    deliberating,
    formed,
    found,
    heard,
    listed,
)
from tests.casework.pure import PureCase
from tests.invariants.turns import time_alone_changes_no_turn_before_it_is_looked_at as nothing_changes_early

THERE = {"present": WHOLE, "respondent_present": True}


def refused(case: PureCase, verb: Verb, *, by: Any = CLEO, **given: Any) -> tuple[str, ...]:
    with pytest.raises(NotNow) as no:
        case.do(verb, by=by, **given)
    return no.value.reasons


def called() -> tuple[PureCase, PanelFormed]:
    """Return a case called to a hearing in 45 days with its bundle; nothing shows that the notice arrived."""
    case = listed()
    event = case.do(Verb.FORM_PANEL, by=AVA, hearing_on=case.view.today + timedelta(days=45))
    case.do(Verb.SERVE_BUNDLE, by=OLA, evidence=(LETTERS,))
    return case, event


def expects(case: PureCase) -> tuple[Seat, Verb]:
    """Return the step that lists show of the case, and whose it is."""
    first = expected_first(case.view)
    assert first is not None
    return first.seat_now(case.view), first.verbs[0]


def test_a_bundle_is_in_time_if_served_by_the_fourteenth_day_before() -> None:
    early, late = formed(), formed()
    early.wait(days=27)
    late.wait(days=28)
    for case in (early, late):
        case.do(Verb.SERVE_BUNDLE, by=OLA, evidence=(LETTERS,))
    assert [case.view.hearing.in_time(case.view) for case in (early, late)] == [{LETTERS}, frozenset()]
    assert not any(run.running for run in early.view.clocks if run.name == ClockName.BUNDLE)


def test_what_is_added_late_is_in_the_bundle_but_not_in_time() -> None:
    case = bundled()
    case.wait(days=40)
    case.do(Verb.SERVE_BUNDLE, by=OLA, evidence=(LETTERS, LEDGER))
    known = case.view.hearing
    assert ([item.evidence for item in known.bundle], known.in_time(case.view)) == (
        [LETTERS, LEDGER],
        frozenset({LETTERS}),
    )


@pytest.mark.parametrize("evidence", [(), (uuid4(),), (LETTERS, uuid4())])
def test_a_bundle_holds_nothing_the_respondent_was_not_given(evidence: tuple[Any, ...]) -> None:
    reasons = refused(formed(), Verb.SERVE_BUNDLE, by=OLA, evidence=evidence)
    assert reasons == (REASONS["bundle_holds_no_history_or_offer"],)


def test_a_hearing_says_all_that_it_still_lacks() -> None:
    case = formed()
    assert case.reasons(Verb.OPEN_HEARING, by=CLEO) == [
        REASONS["hearing_date_is_reached"],
        REASONS["bundle_was_served_14_days"],
    ]


@pytest.mark.parametrize("late_by", [0, 5])
def test_a_hearing_whose_notice_came_late_for_its_day_is_never_opened(late_by: int) -> None:
    """Once the days of notice are over, the hearing still has no notice for its own day: another day is set."""
    case, event = called()
    day = case.view.hearing.on
    assert day is not None
    case.wait(days=15 + late_by)
    case.serve(event.id, Seat.RESPONDENT)
    assert expects(case) == (Seat.PANEL_CHAIR, Verb.ADJOURN_HEARING)
    case.wait(days=60)
    run = case.view.clock(ClockName.HEARING_NOTICE)
    assert run is not None and run.due is not None and case.view.over(ClockName.HEARING_NOTICE)
    last = case.view.day_of(run.due)
    assert last >= day
    said = f"Both sides are called for {day.day} {day:%B %Y}; the days of notice end on {last.day} {last:%B %Y}."
    for verb in (Verb.OPEN_HEARING, Verb.RECORD_ABSENCE):
        assert case.reasons(verb, by=CLEO) == [f"{REASONS['hearing_notice_was_in_time']} {said}"]
    assert refused(case, Verb.OPEN_HEARING, **THERE) == (case.reason("hearing_notice_was_in_time"),)
    moved = {"asked_by": Seat.PANEL_CHAIR, "reasons_written": True, "hearing_on": case.view.today + timedelta(days=40)}
    other = case.do(Verb.ADJOURN_HEARING, by=CLEO, **moved)
    case.serve(other.id, Seat.RESPONDENT)
    case.wait(days=40)
    assert expects(case) == (Seat.PANEL_CHAIR, Verb.OPEN_HEARING)
    assert case.reasons(Verb.OPEN_HEARING, by=CLEO) == []


def test_the_chair_is_asked_to_adjourn_on_the_day_if_nothing_shows_that_the_notice_arrived() -> None:
    case, _event = called()
    case.wait(days=44)
    assert expects(case) == (Seat.PANEL_CHAIR, Verb.OPEN_HEARING)
    nothing_changes_early(case.view, [CLEO])
    case.wait(days=1)
    assert expects(case) == (Seat.PANEL_CHAIR, Verb.ADJOURN_HEARING)
    case, event = called()
    case.wait(days=45)
    case.serve(event.id, Seat.RESPONDENT, on=case.view.today - timedelta(days=40))
    assert expects(case) == (Seat.PANEL_CHAIR, Verb.OPEN_HEARING)


def test_nobody_is_asked_to_move_a_hearing_that_is_open() -> None:
    case = heard()
    case.wait(days=60)
    assert expects(case) == (Seat.PANEL_CHAIR, Verb.OPEN_DELIBERATION)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"present": WHOLE[:2]}, "every_panel_member_is_present"),
        ({"respondent_present": False}, "respondent_is_present_or_absence_recorded"),
    ],
)
def test_a_hearing_is_not_opened_without_those_it_needs(given: dict[str, Any], reason: str) -> None:
    case = bundled()
    case.wait(days=45)
    assert refused(case, Verb.OPEN_HEARING, **THERE | given) == (REASONS[reason],)


def test_a_hearing_goes_on_without_the_respondent_once_the_absence_was_considered() -> None:
    case = bundled()
    case.wait(days=45)
    case.view = replace(case.view, hearing=replace(case.view.hearing, absence_considered=True))
    case.do(Verb.OPEN_HEARING, by=CLEO, present=WHOLE, respondent_present=False)
    case.do(Verb.RECORD_ATTENDANCE, by=AVA, throughout=WHOLE, respondent_present=False)
    case.do(Verb.OPEN_DELIBERATION, by=CLEO, last_word_offered=False)
    assert (case.state, case.view.hearing.respondent_attended) == (CaseState.DELIBERATION, False)


def test_a_hearing_is_opened_once() -> None:
    case = heard()
    assert REASONS["hearing_is_not_open"] in case.reasons(Verb.OPEN_HEARING, by=CLEO)


def test_attendance_belongs_to_an_open_hearing() -> None:
    assert bundled().reasons(Verb.RECORD_ATTENDANCE, by=AVA) == [REASONS["hearing_is_open"]]


def test_a_member_who_missed_part_of_it_does_not_deliberate() -> None:
    case = heard()
    case.do(Verb.RECORD_ATTENDANCE, by=AVA, throughout=(CLEO[0], NORA[0]), respondent_present=True)
    assert case.reasons(Verb.OPEN_DELIBERATION, by=CLEO) == [REASONS["panel_attended_throughout"]]


def test_a_panel_of_which_one_left_does_not_deliberate() -> None:
    case = heard()
    case.happen(ConflictDeclared(), by=MILO)
    assert case.reasons(Verb.OPEN_DELIBERATION, by=CLEO) == [REASONS["panel_still_stands"]]


def test_the_respondent_has_the_last_word() -> None:
    reasons = refused(heard(), Verb.OPEN_DELIBERATION, last_word_offered=False)
    assert reasons == (REASONS["last_word_was_offered_or_absence_recorded"],)


def test_the_deliberation_runs_on_its_own_clock_alone() -> None:
    case = deliberating()
    running = {run.name: run.due and case.view.day_of(run.due) for run in case.view.clocks if run.running}
    assert (case.state, running) == (
        CaseState.DELIBERATION,
        {ClockName.FINDINGS: case.view.today + timedelta(days=14)},
    )


def test_a_hearing_is_reopened_only_for_late_evidence_and_before_the_findings() -> None:
    assert deliberating().reasons(Verb.REOPEN_HEARING, by=CLEO) == [REASONS["late_evidence_needs_a_hearing"]]
    assert found().reasons(Verb.REOPEN_HEARING, by=CLEO) == [
        REASONS["findings_are_not_saved"],
        REASONS["late_evidence_needs_a_hearing"],
    ]


def test_a_reopened_hearing_is_noticed_again_for_the_shorter_time() -> None:
    case = deliberating()
    case.view = replace(case.view, deliberation=replace(case.view.deliberation, late_admitted=True))
    day = case.view.today + timedelta(days=25)
    soon = refused(case, Verb.REOPEN_HEARING, hearing_on=case.view.today + timedelta(days=14))
    event = case.do(Verb.REOPEN_HEARING, by=CLEO, hearing_on=day)
    case.serve(event.id, Seat.RESPONDENT)
    run = case.view.clock(ClockName.HEARING_NOTICE)
    assert run and run.due
    assert soon == (REASONS["new_date_leaves_notice"],)
    assert case.state == CaseState.HEARING
    assert case.view.hearing.on == day
    assert run.days == 14
    assert case.reasons(Verb.OPEN_DELIBERATION, by=CLEO) == [REASONS["hearing_is_open"]]
