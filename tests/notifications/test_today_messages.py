"""Messages of a party on Today: a line until somebody has read them, and until an answer is on its way."""

from datetime import timedelta

from django.urls import reverse

from accounts.models import User
from casework.access import Actor, case_behind, the_clock
from casework.models import Case, Seating, WaitingMessage
from casework.procedure.conversation.actions import deliver_message, release_message, return_message, send_message
from casework.vocabulary import Seat, Thread
from ledger.clock import now
from notifications.models import Item
from notifications.today.page import ToDo, today
from notifications.today.rows import ends_of_things
from notifications.topics.table import Topic
from tests.casework.answer_cast import Inquiry
from tests.casework.web.second_readers import reader_of, release_what_waits
from tests.notifications.kept_inquiry import begun, here, inquiry
from tests.notifications.test_pages import at_the_desk, words
from tests.notifications.test_waiting_pages import post

__all__ = ["begun", "here", "inquiry"]

PAGE = reverse("today")


def hear(inquiry: Inquiry, case: Case, message: str) -> None:
    """The reporter writes, and it is told to those who read the thread."""
    send_message(reference=case.reference, by=inquiry.reporter(case), thread=Thread.REPORTER, message=message)
    deliver(inquiry)


def deliver(inquiry: Inquiry) -> None:
    inquiry.clock.shift(timedelta(minutes=1))
    deliver_message(by=the_clock(), message=WaitingMessage.objects.get().pk)
    post()


def lines_of(user: User) -> dict[str, ToDo]:
    """What stands on Today of a person, by address."""
    return {line.address: line for _, part in today(user, now()).parts for line in part}


def screener_of(case: Case) -> User:
    return Seating.objects.filter(case=case, seat=Seat.SCREENER)[0].user


def written_to(inquiry: Inquiry) -> tuple[Case, str]:
    """A report whose reporter wrote, and the address of the thread."""
    case = inquiry.screening()
    hear(inquiry, case, "One, wryneck.")
    return case, reverse("conversation", args=[case.reference, Thread.REPORTER])


def test_a_message_has_its_day_until_somebody_opens_its_thread(inquiry: Inquiry) -> None:
    case, thread = written_to(inquiry)
    found, lines = today(inquiry["ines"], now()), lines_of(inquiry["ines"])
    days = case_behind(case.pk, now()).view.rules.limits["message_read_days"]
    assert (str(lines[thread].words), lines[thread].key) == ("A message from the reporter", None)
    assert (lines[thread].days_left >= days, [one.address for _, some in found.ahead for one in some]) == (
        True,
        [thread],
    )
    assert "A message that nobody has read" in words(
        at_the_desk(inquiry["ines"]).get(reverse("case", args=[case.reference]))
    )


def test_a_message_that_was_read_stays_without_a_day_until_it_needs_no_answer(inquiry: Inquiry) -> None:
    case, thread = written_to(inquiry)
    item = Item.objects.get(person=inquiry["ines"], topic=Topic.REPORTER_MESSAGE)
    desk, away = at_the_desk(inquiry["ines"]), reverse("dismiss_notification", args=[item.pk])
    assert desk.post(away).status_code == 404
    desk.get(thread)
    post()
    for user in (inquiry["ines"], screener_of(case)):
        line = lines_of(user)[thread]
        assert (str(line.words), line.due) == ("A message from the reporter is not answered", None)
    assert "Needs no answer" in words(desk.get(PAGE))
    assert desk.post(away).status_code == 302
    post()
    assert (thread in lines_of(inquiry["ines"]), thread in lines_of(screener_of(case))) == (False, True)


def test_the_next_message_is_told_again_with_its_day_and_an_answer_ends_the_line_for_all(inquiry: Inquiry) -> None:
    case, thread = written_to(inquiry)
    at_the_desk(inquiry["ines"]).get(thread)
    post()
    mine = Item.objects.filter(person=inquiry["ines"], topic=Topic.REPORTER_MESSAGE, withdrawn_at__isnull=True)
    assert mine.get().mail_due is None
    hear(inquiry, case, "Two, wryneck.")
    assert (mine.get().due is None, mine.get().mail_due is None) == (False, False)
    at_the_desk(screener_of(case)).get(thread)
    send_message(reference=case.reference, by=Actor(user=screener_of(case)), thread=Thread.REPORTER, message="Soon.")
    deliver(inquiry)
    assert (thread in lines_of(screener_of(case)), thread in lines_of(inquiry["ines"])) == (False, False)
    release_what_waits(inquiry.people)
    post()
    assert [user for user in (inquiry["ines"], screener_of(case)) if thread in lines_of(user)] == []


def test_nobody_is_asked_to_answer_while_an_answer_is_on_its_way(inquiry: Inquiry) -> None:
    """The author from the moment they sent it; colleagues while a second reader has it, and when that reader let it go."""
    case, thread = written_to(inquiry)
    screener, ines = screener_of(case), inquiry["ines"]
    at_the_desk(ines).get(thread)
    post()

    def asked() -> list[bool]:
        return [thread in lines_of(user) for user in (screener, ines)]

    number = len(ends_of_things(screener))
    send_message(reference=case.reference, by=Actor(user=screener), thread=Thread.REPORTER, message="Soon.")
    assert (asked(), len(ends_of_things(screener))) == ([False, True], number - 1)
    deliver(inquiry)
    assert asked() == [False, False]
    row = WaitingMessage.objects.get()
    release_message(reference=case.reference, by=Actor(user=reader_of(row, inquiry.people)), message=row.pk)
    assert asked() == [False, False]


def test_a_message_waits_for_an_answer_again_when_the_answer_came_back(inquiry: Inquiry) -> None:
    case, thread = written_to(inquiry)
    screener, ines = screener_of(case), inquiry["ines"]
    at_the_desk(ines).get(thread)
    post()
    send_message(reference=case.reference, by=Actor(user=screener), thread=Thread.REPORTER, message="Soon.")
    deliver(inquiry)
    row = WaitingMessage.objects.get()
    reader = Actor(user=reader_of(row, inquiry.people))
    return_message(reference=case.reference, by=reader, message=row.pk, note="Say when.")
    post()
    assert thread in lines_of(ines)
