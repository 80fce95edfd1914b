"""The days on which a reminder by post can be sent: one of another day is refused, with the first possible day."""

from datetime import date, timedelta

import pytest

from casework.record import events as e
from casework.vocabulary import Channel, NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from tests.casework.procedure.service.test_deemed_service import by_post
from tests.casework.pure import CLOCK, PureCase
from tests.casework.silence import business_day, pass_days, sent


def refused_reminder(case: PureCase, letter: e.Event, **given: object) -> tuple[str, ...]:
    with pytest.raises(NotNow) as refused:
        by_post(case, letter, **given)
    return refused.value.reasons


def first_day(day: date) -> str:
    return f"The first possible day is {day.day} {day:%B %Y}."


def too_early(day: date) -> tuple[str, ...]:
    return (f"{REASONS['reminder_could_be_sent_then']} {first_day(day)}",)


def bounced(case: PureCase, letter: e.Event) -> None:
    case.do(Verb.RECORD_BOUNCE, by=CLOCK, about=letter.id, reader=Seat.RESPONDENT, channel=Channel.MAIL)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_no_reminder_is_dated_before_the_day_of_the_rule(number: int) -> None:
    case, letter = sent(e.PanelListServed)
    bounced(case, letter)
    pass_days(case, business_day(20))
    day = business_day(number) if number else case.view.service.sent[-1].on
    assert refused_reminder(case, letter, sent_on=day) == too_early(business_day(3))
    by_post(case, letter, sent_on=business_day(3))
    assert case.view.service.reminded_on(letter.id) == (business_day(3),)


def test_the_second_reminder_is_dated_its_days_after_the_first() -> None:
    case, letter = sent(e.PanelListServed)
    bounced(case, letter)
    pass_days(case, business_day(20))
    by_post(case, letter, sent_on=business_day(5))
    for early in (business_day(5), business_day(7)):
        assert refused_reminder(case, letter, sent_on=early) == too_early(business_day(8))
    by_post(case, letter, sent_on=business_day(8))
    assert case.view.service.reminded_on(letter.id) == (business_day(5), business_day(8))


def test_reminders_that_are_entered_late_serve_no_letter_on_a_day_that_is_over() -> None:
    case, letter = sent(e.PanelListServed)
    bounced(case, letter)
    pass_days(case, business_day(20))
    for day in (business_day(3), business_day(6)):
        by_post(case, letter, sent_on=day)
    pass_days(case, business_day(21))
    assert case.view.service.day(letter.id, Seat.RESPONDENT) == business_day(20)


def test_reminders_that_are_entered_in_time_serve_a_letter_on_the_day_of_the_rule() -> None:
    case, letter = sent(e.PanelListServed)
    bounced(case, letter)
    for day in (business_day(3), business_day(6)):
        pass_days(case, day)
        by_post(case, letter)
    pass_days(case, business_day(21))
    assert case.view.service.day(letter.id, Seat.RESPONDENT) == business_day(11)


def test_no_reminder_by_post_is_dated_before_the_letter_came_back() -> None:
    case, letter = sent(e.PanelListServed)
    pass_days(case, business_day(5))
    bounced(case, letter)
    pass_days(case, business_day(20))
    assert refused_reminder(case, letter, sent_on=business_day(4)) == too_early(business_day(5))


def test_a_third_reminder_is_refused_as_one_too_many() -> None:
    case, letter = sent(e.NoticeServed)
    bounced(case, letter)
    pass_days(case, business_day(20))
    for day in (business_day(3), business_day(6)):
        by_post(case, letter, sent_on=day)
    assert refused_reminder(case, letter) == (REASONS["a_reminder_is_left"],)


def test_a_reminder_goes_by_post_only_after_a_bounce_with_proof_and_when_it_is_due() -> None:
    case, letter = sent(e.PanelListServed)
    pass_days(case, business_day(3))
    assert refused_reminder(case, letter) == (f"{REASONS['reminder_is_due']} {first_day(business_day(6))}",)
    pass_days(case, business_day(5))
    case.wait(days=1)
    assert refused_reminder(case, letter) == (REASONS["reminder_goes_the_right_way"],)
    case.do(Verb.RECORD_BOUNCE, by=CLOCK, about=letter.id, reader=Seat.RESPONDENT, channel=Channel.MAIL)
    assert refused_reminder(case, letter, proof_written=False) == (REASONS["reminder_goes_the_right_way"],)
    tomorrow = case.view.today + timedelta(days=1)
    assert refused_reminder(case, letter, sent_on=tomorrow) == (REASONS["day_of_sending_has_come"],)
    case.serve(letter.id, Seat.RESPONDENT)
    assert refused_reminder(case, letter) == (REASONS["letter_is_unserved"],)
