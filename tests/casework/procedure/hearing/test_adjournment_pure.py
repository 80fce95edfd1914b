"""Another day for the hearing, the absence checklist, and charges added late, without a database."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from casework.vocabulary import AllegationState, CaseState, ClockName, NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from tests.casework.panel_road import (
    AVA,
    CLEO,
    LETTERS,
    OLA,
    WHOLE,
    bundled,
    deliberating,
    finding,
    formed,
    heard,
    listed,
    save,
)
from tests.casework.pure import PureCase

SIDES = (Seat.RESPONDENT, Seat.INVESTIGATOR, Seat.PANEL_CHAIR)
GOING_ON = {
    "reason_given": False,
    "medical": False,
    "prejudice": False,
    "public_interest": True,
    "would_help": False,
    "reasons_written": True,
}


def adjourn(case: PureCase, *, days: int = 60, asked_by: Seat = Seat.RESPONDENT, reasons_written: bool = True) -> Any:
    day = case.view.today + timedelta(days=days)
    given = {"hearing_on": day, "asked_by": asked_by, "reasons_written": reasons_written}
    return case.do(Verb.ADJOURN_HEARING, by=CLEO, **given)


def refused(doing: Any) -> tuple[str, ...]:
    with pytest.raises(NotNow) as no:
        doing()
    return no.value.reasons


def test_the_new_day_has_its_own_notice_bundle_and_last_day_for_charges() -> None:
    case = bundled()
    case.wait(days=40)
    event = adjourn(case, days=30)
    case.serve(event.id, Seat.RESPONDENT)
    running = {run.name: run for run in case.view.clocks if run.running}
    assert running.keys() >= {ClockName.HEARING_NOTICE, ClockName.BUNDLE, ClockName.NEW_CHARGES}
    assert (case.view.hearing.on, running[ClockName.HEARING_NOTICE].days) == (event.hearing_on, 14)
    assert case.reasons(Verb.OPEN_HEARING, by=CLEO) == [
        REASONS["hearing_date_is_reached"],
    ]
    case.wait(days=31)
    assert case.reasons(Verb.OPEN_HEARING, by=CLEO) == []
    assert case.replayed() == case.view


def test_a_new_day_leaves_the_whole_notice_where_the_first_never_came_in_time() -> None:
    case = listed()
    case.do(Verb.FORM_PANEL, by=AVA, hearing_on=case.view.today + timedelta(days=45))
    assert refused(lambda: adjourn(case, days=29)) == (REASONS["new_date_leaves_notice"],)
    event = adjourn(case, days=40)
    run = case.view.clock(ClockName.HEARING_NOTICE)
    assert run is not None
    assert (event.noticed, run.days) == (False, 30)


def test_once_the_first_notice_came_in_time_every_later_day_needs_fourteen() -> None:
    case = bundled()
    case.wait(days=40)
    adjourn(case, days=30)
    assert adjourn(case, days=16, asked_by=Seat.INVESTIGATOR).noticed
    assert refused(lambda: adjourn(case, days=14)) == (REASONS["new_date_leaves_notice"],)


def test_each_side_has_two_and_the_panel_as_many_as_it_needs() -> None:
    case = bundled()
    for side in SIDES:
        for _ in range(2):
            adjourn(case, asked_by=side)
    left = {}
    for side in SIDES:
        try:
            left[side] = adjourn(case, asked_by=side) is not None
        except NotNow as no:
            left[side] = no.reasons == (REASONS["fewer_than_two_adjournments_for_that_side"],) and False
    assert left == {Seat.RESPONDENT: False, Seat.INVESTIGATOR: False, Seat.PANEL_CHAIR: True}


def test_an_adjournment_needs_its_reason_and_a_side() -> None:
    assert refused(lambda: adjourn(bundled(), reasons_written=False)) == (REASONS["adjournment_reason_is_given"],)
    assert refused(lambda: adjourn(bundled(), asked_by=Seat.WITNESS)) == (REASONS["adjournment_has_a_side"],)


def test_a_hearing_that_was_open_is_opened_again_and_what_was_sat_stays_sat() -> None:
    case = heard()
    adjourn(case, days=20)
    assert case.reasons(Verb.OPEN_DELIBERATION, by=CLEO) == [REASONS["hearing_is_open"]]
    assert case.view.hearing.throughout == frozenset(WHOLE)


def test_absence_is_considered_on_the_day_and_after_notice_in_time() -> None:
    unserved = listed()
    unserved.do(Verb.FORM_PANEL, by=AVA, hearing_on=unserved.view.today + timedelta(days=45))
    early = bundled()
    unserved.wait(days=45)
    assert unserved.reasons(Verb.RECORD_ABSENCE, by=CLEO) == [unserved.reason("hearing_notice_was_in_time")]
    assert early.reasons(Verb.RECORD_ABSENCE, by=CLEO) == [REASONS["hearing_date_is_reached"]]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"medical": None}, "absence_checklist_is_complete"),
        ({"would_help": None}, "absence_checklist_is_complete"),
        ({"reasons_written": False}, "absence_checklist_is_complete"),
        ({"would_help": True}, "adjournment_would_not_help"),
    ],
    ids=["a question open", "the last question open", "no reasons", "another day would help"],
)
def test_the_checklist_is_whole_and_comes_to_going_on(given: dict[str, Any], reason: str) -> None:
    case = bundled()
    case.wait(days=45)
    assert refused(lambda: case.do(Verb.RECORD_ABSENCE, by=CLEO, **GOING_ON | given)) == (REASONS[reason],)


def test_considered_absence_carries_to_the_deliberation_but_not_to_another_day() -> None:
    case, other = bundled(), bundled()
    for one in (case, other):
        one.wait(days=45)
        one.do(Verb.RECORD_ABSENCE, by=CLEO, **GOING_ON)
    case.do(Verb.OPEN_HEARING, by=CLEO, present=WHOLE, respondent_present=False)
    case.do(Verb.RECORD_ATTENDANCE, by=AVA, throughout=WHOLE, respondent_present=False)
    case.do(Verb.OPEN_DELIBERATION, by=CLEO, last_word_offered=False)
    adjourn(other)
    assert (case.state, other.view.hearing.absence_considered) == (CaseState.DELIBERATION, False)


def charge(case: PureCase, **given: Any) -> Any:
    day = date(2026, 1, 20)
    wanted = {"commitment": 5, "first_day": day, "last_day": day, "evidence": (LETTERS,)}
    return case.two(Verb.ADD_CHARGE, first=OLA, second=CLEO, **{"allegation": uuid4()} | wanted | given)


def test_a_charge_added_in_time_is_charged_and_wants_a_finding_of_its_own() -> None:
    case = bundled()
    added = charge(case)
    case.wait(days=45)
    case.do(Verb.OPEN_HEARING, by=CLEO, present=WHOLE, respondent_present=True)
    case.do(Verb.RECORD_ATTENDANCE, by=AVA, throughout=WHOLE, respondent_present=True)
    case.do(Verb.OPEN_DELIBERATION, by=CLEO, last_word_offered=True)
    assert refused(lambda: save(case, finding())) == (REASONS["every_charge_has_a_finding"],)
    save(case, finding(), finding(added.allegation, proven=False, commitment=5))
    assert [one.state for one in case.view.allegations.all] == [AllegationState.PROVEN, AllegationState.NOT_PROVEN]


def test_a_charge_comes_fourteen_days_before_or_after_an_adjournment() -> None:
    case = bundled()
    case.wait(days=32)
    assert case.reasons(Verb.ADD_CHARGE, by=OLA) == [
        case.reason("charge_is_14_days_before_hearing"),
        REASONS["second_person_signed"],
    ]
    adjourn(case, days=30, asked_by=Seat.PANEL_CHAIR)
    assert charge(case).commitment == 5


def test_an_open_hearing_and_one_that_was_reopened_take_no_charge() -> None:
    reopened = deliberating()
    reopened.view = replace(reopened.view, deliberation=replace(reopened.view.deliberation, late_admitted=True))
    reopened.do(Verb.REOPEN_HEARING, by=CLEO, hearing_on=reopened.view.today + timedelta(days=40))
    assert [one.reasons(Verb.ADD_CHARGE, by=OLA)[:-1] for one in (heard(), reopened)] == [
        [REASONS["hearing_is_not_open"], heard().reason("charge_is_14_days_before_hearing")],
        [reopened.reason("charge_is_14_days_before_hearing")],
    ]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"evidence": ()}, "evidence_is_attached"),
        ({"first_day": date(2023, 1, 1), "last_day": date(2026, 1, 2)}, "oath_was_in_force_throughout"),
        ({"first_day": date(2026, 1, 21)}, "conduct_period_is_given"),
        ({"commitment": 99}, "commitment_is_in_the_edition_sworn"),
    ],
)
def test_a_charge_needs_all_that_a_notice_needs(given: dict[str, Any], reason: str) -> None:
    assert refused(lambda: charge(formed(), **given)) == (REASONS[reason],)
