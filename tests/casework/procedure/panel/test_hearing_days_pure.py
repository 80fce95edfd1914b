"""The poll of days for a hearing, without a database: who is asked, what is refused, and which day suits best."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.formats import date_format

from casework.procedure.panel.forms import AnswerHearingDaysForm, FormPanelForm, OfferHearingDaysForm
from casework.queries.hearing.directions import directions_for
from casework.record.events import HearingDaysOffered
from casework.record.state.hearing_notice import first_hearing_day
from casework.record.turns import expected_now, next_change
from casework.vocabulary import CanCome, NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from notifications.topics.asked import Asked, days_are_asked
from notifications.topics.clock_rules import moment_of
from notifications.topics.rules import RULES
from policy.deadlines import rolled_forward
from tests.casework.panel_road import AVA, CLEO, MILO, OLA, REX, formed, listed
from tests.casework.pure import PureCase

YES, IF, NO = CanCome.YES, CanCome.IF_NEEDED, CanCome.NO


def days_ahead(case: PureCase, *ahead: int) -> tuple[date, ...]:
    return tuple(rolled_forward(case.view.today + timedelta(days=n), case.view.rules.calendar) for n in ahead)


def offered(case: PureCase, by: Any = CLEO) -> tuple[date, ...]:
    days = days_ahead(case, 40, 55)
    case.do(Verb.OFFER_HEARING_DAYS, by=by, days=days, answer_by=case.view.today + timedelta(days=7))
    return days


@pytest.mark.parametrize("by", [CLEO, AVA])
def test_the_chair_or_the_adviser_offers_days_and_a_later_offer_replaces_them(by: Any) -> None:
    case = listed()
    days = offered(case, by)
    case.do(Verb.ANSWER_HEARING_DAYS, by=REX, answers=(YES, NO))
    assert (case.view.panel.days, case.view.panel.day_answers) == (days, ((REX[0], (YES, NO)),))
    offered(case, by)
    assert case.view.panel.day_answers == ()


def test_everybody_answers_for_themselves_and_the_last_answer_counts() -> None:
    case = listed()
    offered(case)
    for who, answers in ((REX, (NO, YES)), (MILO, (YES, IF)), (OLA, (IF, IF)), (REX, (YES, YES))):
        case.do(Verb.ANSWER_HEARING_DAYS, by=who, answers=answers)
    said = dict(case.view.panel.day_answers)
    assert said == {REX[0]: (YES, YES), MILO[0]: (YES, IF), OLA[0]: (IF, IF)}


def test_what_cannot_be_a_day_of_the_hearing_is_not_offered() -> None:
    case = listed()
    first, second = days_ahead(case, 40, 55)
    sunday = first + timedelta(days=(6 - first.weekday()) % 7)
    due = case.view.today + timedelta(days=7)
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"days": (first,), "answer_by": due}, "offered_days_are_business_days"),
        ({"days": (first, first), "answer_by": due}, "offered_days_are_business_days"),
        ({"days": (first, sunday), "answer_by": due}, "offered_days_are_business_days"),
        ({"days": days_ahead(case, 20, 40), "answer_by": due}, "hearing_is_30_days_ahead"),
        ({"days": days_ahead(case, 40, 400), "answer_by": due}, "hearing_is_within_a_year"),
        ({"days": (first, second), "answer_by": first}, "answers_are_due_before_the_first_day"),
        (
            {"days": (first, second), "answer_by": case.view.today - timedelta(days=1)},
            "answers_are_due_before_the_first_day",
        ),
    ]
    for given, reason in wrong:
        with pytest.raises(NotNow) as no:
            case.do(Verb.OFFER_HEARING_DAYS, by=CLEO, **given)
        assert no.value.reasons == (REASONS[reason],)


def test_silence_stops_nothing_and_late_answers_are_refused_with_the_reason() -> None:
    case = listed()
    days = offered(case)
    with pytest.raises(NotNow) as no:
        case.do(Verb.ANSWER_HEARING_DAYS, by=REX, answers=(YES,))
    assert no.value.reasons == (REASONS["each_day_is_answered"],)
    assert case.reasons(Verb.FORM_PANEL, by=AVA) == []
    case.wait(days=8)
    assert case.reasons(Verb.ANSWER_HEARING_DAYS, by=REX) == [REASONS["days_can_still_be_answered"]]
    case.do(Verb.FORM_PANEL, by=AVA, hearing_on=days[0])
    assert (case.view.panel.days, case.view.hearing.on) == ((), days[0])
    assert case.reasons(Verb.ANSWER_HEARING_DAYS, by=REX) == [REASONS["days_are_offered"]]


def test_it_is_the_members_turn_until_their_side_answers_or_the_last_day_is_over() -> None:
    case = listed()
    offered(case)
    case.wait(days=7)
    assert asks_the_member(case)
    assert next_change(case.view) is not None
    over = replace(case.view, now=case.view.now + timedelta(days=1))
    assert Verb.ANSWER_HEARING_DAYS not in {verb for one in expected_now(over) for verb in one.verbs}
    case.do(Verb.ANSWER_HEARING_DAYS, by=REX, answers=(YES, NO))
    assert not asks_the_member(case)


def test_days_that_the_notice_cannot_reach_after_the_last_answer_are_refused() -> None:
    case = listed()
    today, last_day = case.view.today, case.view.today + timedelta(days=14)
    first, earliest = (first_hearing_day(case.view, day) for day in (last_day, today))
    days = dict(zip(("day_1", "day_2"), days_ahead(case, 35, 70), strict=True)) | {"answer_by": last_day}
    typed = {name: day.isoformat() for name, day in days.items()}
    form = OfferHearingDaysForm(typed, view=case.view, acting=case.acting)
    hint = str(form.fields["day_1"].help_text)
    assert f"the first possible day is {date_format(earliest, 'l j F Y')}." in hint
    last = date_format(last_day, "j F Y")
    said = f"If somebody answers on {last}, the notice cannot arrive in time. "
    assert form.errors == {"day_1": [f"{said}The first possible day is {date_format(first, 'l j F Y')}."]}
    with pytest.raises(NotNow) as no:
        case.do(Verb.OFFER_HEARING_DAYS, by=CLEO, days=days_ahead(case, 35, 70), answer_by=last_day)
    named = f"The first possible day is {first.day} {first:%B %Y}."
    assert no.value.reasons == (f"{REASONS['notice_can_follow_the_last_answer']} {named}",)


@pytest.mark.parametrize(("ahead", "guard"), [(20, "hearing_is_30_days_ahead"), (400, "hearing_is_within_a_year")])
def test_a_panel_is_formed_for_the_same_days_by_the_form_and_by_the_step(ahead: int, guard: str) -> None:
    case = listed()
    (day,) = days_ahead(case, ahead)
    typed = {"hearing_on": day.isoformat(), "hearing_at": "10:00", "hearing_minutes": "60", "arrangements": "Room 4."}
    form = FormPanelForm(typed, view=case.view, acting=case.acting)
    assert form.errors == {"hearing_on": [REASONS[guard]]}
    with pytest.raises(NotNow) as no:
        case.do(Verb.FORM_PANEL, by=AVA, hearing_on=day)
    assert no.value.reasons == (REASONS[guard],)


def test_the_form_of_the_answer_names_the_last_day() -> None:
    case = listed()
    offered(case)
    assert case.view.panel.answer_by is not None
    form = AnswerHearingDaysForm(view=case.view, acting=case.acting)
    last = date_format(case.view.panel.answer_by, "j F Y")
    said = [str(field.help_text) for field in form.fields.values()]
    assert said == [f"The last day to answer is {last}.", ""]


def test_the_notification_about_days_has_the_last_day_to_answer() -> None:
    case = listed()
    offered(case)
    last = case.view.panel.answer_by
    assert last is not None
    (rule,) = RULES[HearingDaysOffered]
    assert rule.day is not None
    due = moment_of(rule.day(HearingDaysOffered(days=case.view.panel.days, answer_by=last)), case.view.rules.zone)
    assert case.view.day_of(due) == last


def asks_the_member(case: PureCase) -> bool:
    found = [one for one in expected_now(case.view) if Verb.ANSWER_HEARING_DAYS in one.verbs]
    return bool(found) and all(one.seats == (Seat.RESPONDENT,) for one in found)


def test_those_who_are_asked_are_notified_until_they_answer_or_the_time_is_over() -> None:
    case = listed()
    offered(case)
    asked = Asked(person=MILO[0], seat=MILO[1])
    assert days_are_asked(case.view, asked)
    case.do(Verb.ANSWER_HEARING_DAYS, by=MILO, answers=(YES, YES))
    late = Asked(person=CLEO[0], seat=CLEO[1])
    over = replace(case.view, now=case.view.now + timedelta(days=9))
    assert (days_are_asked(case.view, asked), days_are_asked(case.view, late), days_are_asked(over, late)) == (
        False,
        True,
        False,
    )


def test_the_directions_are_computed_for_the_day_that_suits_best() -> None:
    case = formed()
    day = days_ahead(case, 60)[0]
    shown = directions_for(case.view, day)
    assert (shown.day, shown.is_set, shown.lines[-1].by) == (day, False, day)
