"""“Late” is the same in the queue and on Today: also where only a clock in the background is over."""

from datetime import timedelta

from django.urls import reverse

from accounts.models import User
from casework.models import Case, CaseGrant
from casework.models.turn import NEVER
from casework.queries.checks.replay import drifts
from casework.queries.queue.page import queue
from casework.vocabulary import Reading
from ledger.clock import now
from notifications.today.page import today
from tests.casework.answer_cast import Inquiry
from tests.notifications.kept_inquiry import begun, here, inquiry
from tests.notifications.test_pages import at_the_desk, words
from tests.notifications.test_waiting_pages import post

__all__ = ["begun", "here", "inquiry"]

LONG = timedelta(days=400)


def late_on_today(user: User) -> set[str]:
    return {line.reference for part, lines in today(user, now()).parts if str(part) == "Late" for line in lines}


def late_in_queue(user: User, **wanted: str) -> set[str]:
    return {row.reference for row in queue(user, wanted=wanted or {"whose": "late"}, now=now()).rows}


def with_only_a_background_clock_late(inquiry: Inquiry) -> Case:
    """A notice that nobody has opened: no day of it runs. The time for the investigation is over."""
    case = inquiry.noticed()
    inquiry.clock.shift(LONG)
    post()
    case.refresh_from_db()
    assert (case.due > now(), case.late_from < now()) == (True, True)
    return case


def test_the_late_view_has_a_case_in_which_only_a_background_clock_is_late(inquiry: Inquiry) -> None:
    case = with_only_a_background_clock_late(inquiry)
    ola = inquiry["ola"]
    page = queue(ola, wanted={"whose": "late"}, now=now())
    assert ([row.reference for row in page.rows], page.views["late"]) == ([case.reference], 1)
    assert late_in_queue(ola, due="late") == {case.reference}
    assert case.reference in words(at_the_desk(ola).get(reverse("queue"), {"whose": "late"}))


def test_the_late_view_begins_with_what_is_late_longest(inquiry: Inquiry) -> None:
    case = with_only_a_background_clock_late(inquiry)
    other = inquiry.investigation()
    Case.objects.filter(pk=other.pk).update(due=now() - timedelta(days=1), late_from=now() - timedelta(days=1))
    assert [row.reference for row in queue(inquiry["ola"], wanted={"whose": "late"}, now=now()).rows] == [
        case.reference,
        other.reference,
    ]


def test_what_today_names_late_is_in_the_late_view_of_everybody(inquiry: Inquiry) -> None:
    with_only_a_background_clock_late(inquiry)
    inquiry.answered()
    inquiry.swept()
    inquiry.clock.shift(LONG)
    post()
    named = {name: late_on_today(inquiry[name]) for name in inquiry.people}
    assert {name for name, some in named.items() if some} >= {"ola", "ines"}
    for name, some in named.items():
        assert some <= late_in_queue(inquiry[name]), name


def test_an_upcoming_day_makes_no_case_late(inquiry: Inquiry) -> None:
    case = inquiry.noticed()
    assert (late_in_queue(inquiry["ola"]), case.late_from > now()) == (set(), True)


def test_a_background_clock_is_late_only_for_those_who_see_it(inquiry: Inquiry) -> None:
    """Who may not know the people of a case sees no other clock in its row, and the filter tells no more."""
    case = with_only_a_background_clock_late(inquiry)
    ola = inquiry["ola"]
    CaseGrant.objects.filter(user=ola, permission__codename=Reading.READ_PEOPLE.value).delete()
    assert (late_in_queue(ola), queue(ola, wanted={}, now=now()).views["late"]) == (set(), 0)
    Case.objects.filter(pk=case.pk).update(due=now() - timedelta(days=1))
    assert late_in_queue(ola) == {case.reference}


def test_an_altered_day_is_found_at_night(inquiry: Inquiry) -> None:
    case = inquiry.noticed()
    assert list(drifts([case.reference])) == []
    Case.objects.filter(pk=case.pk).update(late_from=NEVER)
    assert [one.field for one in drifts([case.reference])] == ["late_from"]
