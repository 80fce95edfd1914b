"""What was marked as seen is said, stays in a list, and can be brought back by the same person in the same session."""

import re

from django.test import Client
from django.urls import reverse

from casework.models import Case
from casework.procedure.intake.actions import acknowledge_complaint
from casework.procedure.plain_step import do
from casework.vocabulary import Seat, Verb
from ledger.clock import now
from notifications.models import Item, Message
from notifications.topics.table import Topic
from tests.casework.answer_cast import Inquiry
from tests.notifications.test_pages import at_the_desk, signed_in, words
from tests.notifications.test_waiting_pages import post

TODAY, BACK = reverse("today"), "Bring it back"


def told(inquiry: Inquiry, case: Case, topic: Topic = Topic.ANSWER) -> Item:
    """News of a case for intake, and no other."""
    post()
    Item.objects.filter(person=inquiry["ines"]).delete()
    about = {"seat": Seat.INTAKE, "topic": topic, "since": now().date()}
    return Item.objects.create(case=case, person=inquiry["ines"], **about)


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", page).split())


def seen(jar: Client, item: Item) -> str:
    return words(jar.post(reverse("dismiss_notification", args=[item.pk]), follow=True))


def back(item: Item) -> str:
    return reverse("bring_notification_back", args=[item.pk])


def test_what_was_marked_is_said_and_stays_in_a_list_from_which_it_comes_back(inquiry: Inquiry) -> None:
    case, desk = inquiry.swept(), at_the_desk(inquiry["ines"])
    item = told(inquiry, case)
    page = seen(desk, item)
    said = f"Marked as seen: An answer came in – {case.code_name}. {BACK}"
    listed = f"Marked as seen, since you signed in 1 An answer came in – {case.code_name} {BACK}"
    assert (said in plain(page), listed in plain(page), page.count(back(item)), "Today (1)" in page) == (
        *(True, True),
        *(2, True),
    )
    again = words(desk.get(TODAY))
    assert (said in plain(again), listed in plain(again)) == (False, True)
    page = words(desk.post(back(item), follow=True))
    shown = f"It waits for you again: An answer came in – {case.code_name}" in plain(page)
    assert (shown, "Marked as seen" in page, "Today (2)" in page) == (True, False, True)
    item.refresh_from_db()
    assert (item.withdrawn_at, item.mail_due) == (None, None)


def test_nobody_brings_back_what_they_did_not_mark_since_they_signed_in(inquiry: Inquiry) -> None:
    item, desk = told(inquiry, inquiry.swept()), at_the_desk(inquiry["ines"])
    assert desk.post(back(item)).status_code == 404
    seen(desk, item)
    others = [at_the_desk(inquiry["sol"]), at_the_desk(inquiry["ines"]), signed_in(inquiry["rex"])]
    assert [jar.post(back(item)).status_code for jar in others] == [404] * 3
    assert "Marked as seen" not in words(others[1].get(TODAY))
    assert (desk.get(back(item)).status_code, desk.post(back(item)).status_code) == (405, 302)
    assert desk.post(back(item)).status_code == 404


def test_after_a_conflict_what_was_marked_is_named_no_more_and_stays_away(inquiry: Inquiry) -> None:
    case, desk = inquiry.swept(), at_the_desk(inquiry["ines"])
    item = told(inquiry, case)
    seen(desk, item)
    do(Verb.DECLARE_CONFLICT, reference=case.reference, by=inquiry.by("ines"))
    page = words(desk.get(TODAY))
    assert (case.code_name in page, "Marked as seen, since" in page) == (False, False)
    assert desk.post(back(item)).status_code == 404


def test_what_was_told_again_meanwhile_is_not_brought_back_twice(inquiry: Inquiry) -> None:
    case, desk = inquiry.swept(), at_the_desk(inquiry["ines"])
    item = told(inquiry, case)
    seen(desk, item)
    told_again = Item.objects.create(
        case=case, person=inquiry["ines"], seat=Seat.INTAKE, topic=item.topic, since=now().date()
    )
    assert "Marked as seen, since" not in words(desk.get(TODAY))
    assert desk.post(back(item)).status_code == 404
    assert list(Item.objects.filter(person=inquiry["ines"], withdrawn_at=None)) == [told_again]


def test_what_has_ended_meanwhile_is_said_to_have_ended(inquiry: Inquiry) -> None:
    desk, item = at_the_desk(inquiry["ines"]), told(inquiry, inquiry.swept(), Topic.FAR_APART)
    seen(desk, item)
    page = plain(words(desk.post(back(item), follow=True)))
    item.refresh_from_db()
    assert ("This has ended since: Two readers" in page, item.withdrawn_at is None) == (True, False)


def test_what_a_move_of_the_case_has_ended_does_not_come_back(inquiry: Inquiry) -> None:
    case, desk = inquiry.swept(), at_the_desk(inquiry["ines"])
    item = told(inquiry, case, Topic.RETURNED)
    seen(desk, item)
    acknowledge_complaint(reference=case.reference, by=inquiry.by("ines"))
    post()
    page = plain(words(desk.post(back(item), follow=True)))
    item.refresh_from_db()
    assert ("This has ended since: The case came back" in page, item.withdrawn_at is None) == (True, False)
    assert "Marked as seen, since" not in page


def test_a_member_brings_back_what_they_marked_under_the_name_that_they_know(inquiry: Inquiry) -> None:
    case = inquiry.served()
    post()
    about = {"seat": Seat.RESPONDENT, "topic": Topic.HEARING, "since": now().date()}
    item = Item.objects.create(case=case, person=inquiry["rex"], **about)
    jar = signed_in(inquiry["rex"])
    page, notice = plain(seen(jar, item)), Message.objects.filter(reader=inquiry["rex"]).earliest("placed_at")
    assert (f"Marked as seen: The hearing – {notice.reference}. {BACK}" in page, case.code_name in page) == (
        True,
        False,
    )
    page = plain(words(jar.post(back(item), follow=True)))
    assert f"It waits for you again: The hearing – {notice.reference}" in page
