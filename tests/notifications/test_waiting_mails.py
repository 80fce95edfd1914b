"""Reminders by mail: by each person's choice, without a word of what waits, and at an hour that reveals nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from accounts.models import AccountMail
from casework.procedure.evidence.actions import add_evidence
from casework.procedure.plain_step import do
from casework.vocabulary import ClockName, Verb
from ledger.clock import now
from notifications.dispatch.account_mails import send_waiting
from notifications.dispatch.dispatcher import place_letters
from notifications.mail.throttle import HOUR, hour_of_case
from notifications.mail.times import next_round
from notifications.models import Item, MailChoice
from notifications.topics.table import Topic
from notifications.waiting.mails import choose_mails, something_waits, write_waiting_mails
from notifications.waiting.times import notify_of_clocks
from tests.casework.answer_cast import Inquiry
from tests.casework.taking import take
from tests.notifications.conftest import Sink
from tests.notifications.kept_inquiry import begun, here, inquiry

__all__ = ["begun", "here", "inquiry"]

Often = MailChoice.Often
MORNING = datetime(2026, 3, 3, 7, tzinfo=UTC)
"""Seven o'clock on the Tuesday after the desk's Monday, in the Society's winter time."""


def post() -> int:
    """Dispatch, write the mails that are due, and return how many that were."""
    while place_letters():
        pass
    return write_waiting_mails()


def written() -> list[str]:
    """Return who has a mail that waits or was sent, by name."""
    return sorted(AccountMail.objects.filter(kind="something_waits").values_list("user__name", flat=True))


def test_by_default_one_mail_in_the_morning_says_only_that_something_waits(inquiry: Inquiry, sink: Sink) -> None:
    cases = [inquiry.swept(), inquiry.swept()]
    assert post() == 0
    inquiry.clock.move_to(MORNING - timedelta(seconds=1))
    assert post() == 0
    inquiry.clock.move_to(MORNING)
    assert (post(), post()) == (1, 0)
    assert (send_waiting(), send_waiting()) == (1, 0)
    (mail,) = sink.mails
    assert (mail["To"], mail["Subject"].startswith("Something is waiting for you")) == ("ines@society.example", True)
    body = mail.get_payload(decode=True).decode()
    said = [word for case in cases for word in (case.reference, case.code_name, "report", "Rex")]
    assert [word for word in said if word in body] == []
    assert reverse("account_login") in body


@pytest.mark.parametrize(
    ("often", "at"),
    [
        (Often.AT_ONCE, timedelta()),
        (Often.DAILY, timedelta(hours=21)),
        (Often.WEEKLY, timedelta(days=6, hours=21)),
        (Often.OFF, None),
    ],
)
def test_each_person_chooses_how_often(inquiry: Inquiry, often: Often, at: timedelta | None) -> None:
    start = now()
    choose_mails(inquiry["ola"].pk, often)
    inquiry.investigation()
    while place_letters():
        pass
    dues = {item.mail_due for item in Item.objects.filter(person=inquiry["ola"], withdrawn_at__isnull=True)}
    assert dues == {None if at is None else start + at}


def test_what_the_rules_require_is_told_whatever_was_chosen(inquiry: Inquiry) -> None:
    choose_mails(inquiry["ines"].pk, Often.OFF)
    inquiry.swept()
    post()
    inquiry.clock.move_to(MORNING)
    assert (post(), written()) == (1, ["Ines Farrow"])


def test_the_mail_is_not_sent_once_nothing_waits_any_more(inquiry: Inquiry, sink: Sink) -> None:
    case = inquiry.investigation()
    choose_mails(inquiry["ola"].pk, Often.AT_ONCE)
    post()
    inquiry.clock.move_to(MORNING)
    post()
    assert "Ola Nwosu" in written()
    do(Verb.RECUSE_OFFICER, reference=case.reference, by=inquiry.by("ola"))
    send_waiting()
    assert "ola@society.example" not in {mail["To"] for mail in sink.mails}
    assert "Ola Nwosu" not in written()


def test_no_mail_is_written_about_days_that_nobody_can_answer_any_more(inquiry: Inquiry) -> None:
    inquiry.swept()
    post()
    item, moment = Item.objects.get(person=inquiry["ines"], withdrawn_at__isnull=True), now()
    asked = Item.objects.filter(pk=item.pk)
    asked.update(topic=Topic.DAYS.value, due=moment - timedelta(seconds=1), mail_due=moment)
    over = (write_waiting_mails(), something_waits(inquiry["ines"].pk))
    asked.update(due=moment + timedelta(days=1))
    waits = something_waits(inquiry["ines"].pk)
    assert (over, waits, write_waiting_mails()) == ((0, False), True, 1)


HOURS = (0, 3, 9, 13)
"""Hours after ten on a Monday at which a reporter writes."""


@pytest.mark.parametrize("often", [Often.AT_ONCE, Often.DAILY])
def test_neither_mail_nor_row_tells_the_hour_at_which_a_reporter_wrote(inquiry: Inquiry, often: Often) -> None:
    case = inquiry.investigation()
    choose_mails(inquiry["ola"].pk, often)
    post()
    Item.objects.all().delete()
    seen = set()
    begun = now()
    for hour in HOURS:
        inquiry.clock.move_to(begun + timedelta(hours=hour))
        add_evidence(reference=case.reference, by=inquiry.reporter(case), title="A mail", text=f"It came {hour}.")
        while place_letters():
            pass
        item = Item.objects.get(case=case, topic=Topic.PAPER)
        seen.add((item.since, item.mail_due))
        item.delete()
    assert seen == {(begun.date(), MORNING)}


@pytest.mark.parametrize("hour", HOURS[:3])
def test_a_clock_that_goes_on_by_a_reporters_act_is_told_of_by_the_day(inquiry: Inquiry, hour: int) -> None:
    case = inquiry.screening()
    for name in ("sam", "sol"):
        choose_mails(inquiry[name].pk, Often.AT_ONCE)
    due = case.clocks.get(name=ClockName.SCREEN).due
    assert due is not None
    begun = datetime.combine(due.date() - timedelta(days=2), now().timetz())
    inquiry.clock.move_to(begun)
    case = take(case, Verb.REQUEST_INFORMATION, inquiry.screeners(case)[0], items="The mail of 12 January.")
    inquiry.clock.move_to(begun + timedelta(days=3, hours=hour))
    post()
    clock = Item.objects.filter(case=case, topic=Topic.CLOCK, withdrawn_at__isnull=True)
    assert not clock.exists()
    take(case, Verb.SUPPLY_INFORMATION, inquiry.reporter(case), answer="It is lost.", nothing_more="on")
    post()
    assert {(item.clock, item.mail_due) for item in clock} == {(ClockName.SCREEN, next_round(now()))}


def test_a_mail_to_the_accused_keeps_an_hour_from_one_to_the_reporter(inquiry: Inquiry) -> None:
    case = inquiry.served()
    due = case.clocks.get(name=ClockName.RESPONSE).due
    assert due is not None
    inquiry.clock.move_to(due - timedelta(days=2))
    notify_of_clocks()
    morning = next_round(now())
    inquiry.clock.move_to(morning)
    hour_of_case(case).note(("reporter", morning - timedelta(minutes=20)), HOUR)
    write_waiting_mails()
    assert "Rex Marlowe" not in written()
    later = Item.objects.get(person=inquiry["rex"], withdrawn_at__isnull=True).mail_due
    assert later is not None and later >= morning + HOUR
    inquiry.clock.move_to(later)
    write_waiting_mails()
    assert "Rex Marlowe" in written()
    assert hour_of_case(case).last_note() == ("accused", later)
