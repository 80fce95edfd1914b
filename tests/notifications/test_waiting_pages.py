"""The pages of what waits: the list and its count, what can be put away, the calendar file, and the effect of a conflict."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from casework.models import Case
from casework.procedure.plain_step import do
from casework.vocabulary import ClockName, Verb
from ledger.clock import now
from notifications.dispatch.dispatcher import place_letters
from notifications.letters.own_cases import own_cases
from notifications.models import Item, MailChoice, Message
from notifications.topics.table import Topic
from notifications.waiting.lines import waiting_lines
from notifications.waiting.mails import mail_choice
from notifications.waiting.times import notify_of_clocks
from tests.casework.answer_cast import Inquiry
from tests.notifications.kept_inquiry import begun, here, inquiry
from tests.notifications.test_pages import TOKEN, at_the_desk, signed_in, words

__all__ = ["begun", "here", "inquiry"]

PAGE, DATES = reverse("waiting"), reverse("waiting_dates")
KEY = re.compile(r'name="request_key" value="[0-9a-f-]{36}"')
NONCE = re.compile(r'nonce="[^"]+"')


def post() -> None:
    while place_letters():
        pass
    notify_of_clocks()


def plain(page: str) -> str:
    """Return a page without what differs each time it is asked for."""
    return NONCE.sub("", KEY.sub("", TOKEN.sub("", page)))


def test_late_comes_first_then_soon_then_new_then_the_rest(inquiry: Inquiry) -> None:
    cases, today = [inquiry.swept() for _ in range(6)], now().date()
    rows = [(9, 8), (None, 0), (2, 8), (-4, 8), (None, 8), (30, 0)]
    for case, (due, age) in zip(cases, rows, strict=True):
        Item.objects.create(
            case=case,
            person=inquiry["ines"],
            seat="intake",
            topic=Topic.REPORT,
            since=today - timedelta(days=age),
            due=None if due is None else now() + timedelta(days=due),
        )
    lines = waiting_lines(inquiry["ines"], now(), page=1).lines
    wanted = [cases[place].code_name for place in (3, 2, 5, 1, 0, 4)]
    assert [line.named for line in lines] == wanted


def test_a_member_finds_their_time_under_the_reference_of_their_letter(inquiry: Inquiry) -> None:
    case = inquiry.served()
    due = case.clocks.get(name=ClockName.RESPONSE).due
    assert due is not None
    inquiry.clock.move_to(due - timedelta(days=2))
    post()
    page = words(signed_in(inquiry["rex"]).get(PAGE))
    notice = Message.objects.filter(case=case, reader=inquiry["rex"]).earliest("placed_at").reference
    assert f'href="{reverse("member_case", args=[notice])}"' in page
    assert [word for word in (case.reference, case.code_name) if word in page] == []


def test_a_seat_can_be_put_away_and_a_step_cannot(inquiry: Inquiry) -> None:
    inquiry.screening()
    post()
    sol = at_the_desk(inquiry["sol"])
    seat, turn = (Item.objects.get(person=inquiry["sol"], topic=topic) for topic in (Topic.SEAT, Topic.TURN))
    assert sol.post(reverse("dismiss_notification", args=[turn.pk])).status_code == 404
    assert at_the_desk(inquiry["ines"]).post(reverse("dismiss_notification", args=[seat.pk])).status_code == 404
    assert sol.post(reverse("dismiss_notification", args=[seat.pk])).status_code == 302
    seat.refresh_from_db()
    turn.refresh_from_db()
    assert (seat.withdrawn_at is not None, turn.withdrawn_at) == (True, None)


def test_the_calendar_file_holds_day_and_thing_and_no_case(inquiry: Inquiry) -> None:
    case = inquiry.screening()
    due = case.clocks.get(name=ClockName.SCREEN).due
    assert due is not None
    inquiry.clock.move_to(due - timedelta(days=3))
    post()
    answer = at_the_desk(inquiry["sol"]).get(DATES)
    found = Calendar.from_ical(answer.content)
    events = [(str(one["summary"]), one.decoded("dtstart")) for one in found.walk("VEVENT")]
    day = case.view.day_of(due)
    assert events == [("Your deadline: Screening – ICSRM", day)]
    body = answer.content.decode()
    assert [word for word in (case.reference, case.code_name, "Rex", "Corvid") if word in body] == []


def test_a_person_chooses_mails_on_a_page_of_their_account(inquiry: Inquiry) -> None:
    jar = signed_in(inquiry["rex"])
    assert f'href="{reverse("waiting_mails")}"' in words(jar.get(reverse("account")))
    assert jar.post(reverse("waiting_mails"), {"often": "hourly"}).status_code == 422
    assert jar.post(reverse("waiting_mails"), {"often": "weekly"}).status_code == 302
    assert mail_choice(inquiry["rex"].pk) is MailChoice.Often.WEEKLY


def pages_of(jar: Client) -> list[str]:
    """Return every page that shows what waits or how many things do, and the calendar file."""
    addresses = (reverse("today"), reverse("queue"), reverse("desk_inbox"), reverse("docket"))
    return [plain(words(jar.get(address))) for address in addresses] + [words(jar.get(DATES))]


def conflicted(inquiry: Inquiry, case: Case) -> None:
    """Ola, who investigates it, has a conflict; dispatch has not looked since."""
    do(Verb.DECLARE_CONFLICT, reference=case.reference, by=inquiry.by("ola"))


@pytest.mark.parametrize("dispatched", [False, True])
def test_a_conflicted_persons_pages_are_the_same_with_the_case_and_without_it(
    inquiry: Inquiry, dispatched: bool
) -> None:
    ola = at_the_desk(inquiry["ola"])
    inquiry.investigation()
    post()
    without = pages_of(ola)
    case = inquiry.investigation()
    post()
    assert pages_of(ola) != without
    conflicted(inquiry, case)
    if dispatched:
        post()
    assert pages_of(ola) == without


def lines_of_rex(inquiry: Inquiry) -> list[tuple[str, date | None]]:
    return [(f"{one.words} {one.clock}".strip(), one.due) for one in waiting_lines(inquiry["rex"], now(), page=1).lines]


def test_what_the_members_case_asks_waits_for_them_from_the_first_day(inquiry: Inquiry) -> None:
    case = inquiry.noticed()
    post()
    jar = signed_in(inquiry["rex"])
    notice = Message.objects.filter(case=case, reader=inquiry["rex"]).earliest("placed_at").reference
    jar.get(reverse("member_letter", args=[notice]))
    (one,) = own_cases(inquiry["rex"])
    assert one.asked is not None
    page = " ".join(words(jar.get(PAGE)).split())
    assert (lines_of_rex(inquiry), "Waiting (1)" in page) == ([(str(one.asked.label), one.asked.by)], True)
    events = Calendar.from_ical(jar.get(DATES).content).walk("VEVENT")
    wanted = [(f"{one.asked.label} – ICSRM", one.asked.by)]
    assert [(str(event["summary"]), event.decoded("dtstart")) for event in events] == wanted
    due = case.clocks.get(name=ClockName.NOTICE_ACK).due
    assert due is not None
    inquiry.clock.move_to(due - timedelta(days=1))
    post()
    assert lines_of_rex(inquiry) == [(str(one.asked.label), one.asked.by)]


def test_a_window_that_has_ended_waits_for_nobody(inquiry: Inquiry) -> None:
    case = inquiry.shared()
    draft = inquiry.last(case)
    do(Verb.OPEN_LETTER, reference=case.reference, by=inquiry.by("rex"), about=draft)
    due = case.clocks.get(name=ClockName.REPORT_COMMENTS).due
    assert due is not None
    told = []
    for moment in (due - timedelta(hours=1), due + timedelta(days=1)):
        inquiry.clock.move_to(moment)
        post()
        told.append(Item.objects.filter(case=case, clock=ClockName.REPORT_COMMENTS, withdrawn_at=None).exists())
    assert told == [True, False]
