"""What others are late with stands apart on Today, and neither Today nor the header counts it."""

from datetime import timedelta

from django.urls import reverse
from playwright.sync_api import Page

from casework.models import Case, Clock, Turn
from casework.verbs import VERBS
from casework.vocabulary import ClockName, Seat
from ledger.clock import now
from notifications.models import Item
from notifications.today.late import SHORT
from notifications.today.page import today
from notifications.today.rows import ends_of_things
from notifications.topics.clock_rules import CLOCKS
from notifications.topics.table import Topic
from tests.casework.answer_cast import Inquiry
from tests.casework.web.test_queue_look import SITE, Window
from tests.notifications.test_pages import at_the_desk, words
from tests.notifications.test_waiting_pages import post

PAGE = reverse("today")


def missed(case: Case, inquiry: Inquiry) -> Item:
    """What tells intake that others missed a date of a case in which nothing is expected of intake."""
    post()
    Item.objects.filter(person=inquiry["ines"]).delete()
    Turn.objects.filter(user=inquiry["ines"], case=case).delete()
    about = {"seat": Seat.INTAKE, "topic": Topic.OVERDUE, "since": now().date()}
    return Item.objects.create(case=case, person=inquiry["ines"], **about)


def test_the_header_and_today_count_the_same_lines_and_not_what_others_are_late_with(inquiry: Inquiry) -> None:
    own, late, told = (inquiry.swept() for _ in range(3))
    ines = inquiry["ines"]
    missed(late, inquiry)
    Turn.objects.filter(user=ines, case=told).delete()
    Item.objects.create(case=told, person=ines, seat=Seat.INTAKE, topic=Topic.ANSWER, since=now().date())
    found = today(ines, now())
    shown = [(str(part), [line.reference for line in lines]) for part, lines in found.parts]
    assert shown == [("New", [own.reference]), ("What happened", [told.reference])]
    assert ([line.reference for line in found.others], found.number, len(ends_of_things(ines))) == (
        [late.reference],
        *(2, 2),
    )
    assert late.reference not in [line.reference for _day, lines in found.ahead for line in lines]
    desk = at_the_desk(ines)
    page = words(desk.get(PAGE))
    places = [page.index(said) for said in ("2 things to do", own.code_name, "Others are late", late.code_name)]
    assert (places, "Today (2)" in page, "Today (2)" in words(desk.get(reverse("queue")))) == (
        sorted(places),
        True,
        True,
    )


def test_a_missed_date_counts_where_somebody_is_in_danger(inquiry: Inquiry) -> None:
    case, ines = inquiry.swept(), inquiry["ines"]
    missed(case, inquiry)
    Case.objects.update(danger=True)
    found = today(ines, now())
    ((part, (line,)),) = found.parts
    counted = (found.number, len(ends_of_things(ines)), found.others)
    assert (str(part), line.reference, counted) == ("Somebody is in danger now", case.reference, (1, 1, ()))


def test_a_full_page_of_own_things_and_one_that_others_missed_is_no_more_than_a_page(inquiry: Inquiry) -> None:
    own, late, ines = inquiry.swept(), inquiry.swept(), inquiry["ines"]
    missed(late, inquiry)
    Turn.objects.filter(user=ines).delete()
    steps = {"case": own, "user": ines, "seat": Seat.INTAKE, "due": now() + timedelta(days=30)}
    Turn.objects.bulk_create(Turn(step=verb, **steps) for verb in sorted(VERBS)[:100])
    found = today(ines, now())
    assert (len(ends_of_things(ines)), found.number, found.more, found.others) == (100, 100, False, ())


def test_a_row_of_what_others_are_late_with_is_low_by_every_clock(page: Page, inquiry: Inquiry) -> None:
    """Only a request waits for more seats than a line has room for."""
    clocks = sorted({*CLOCKS, *SHORT} - {ClockName.REQUEST})
    for n, clock in enumerate(clocks):
        case, day = inquiry.swept(), now() - timedelta(days=n + 1)
        Case.objects.filter(pk=case.pk).update(late_from=day)
        Clock.objects.filter(case=case).update(name=clock, due=day)
    post()
    ines, cases = inquiry["ines"], Case.objects.all()
    Turn.objects.filter(user=ines).delete()
    Item.objects.filter(person=ines).delete()
    about = {"person": ines, "seat": Seat.INTAKE, "topic": Topic.OVERDUE, "since": now().date()}
    Item.objects.bulk_create(Item(case=case, **about) for case in cases)
    window = Window(page, at_the_desk(ines), PAGE)
    assert window.look() == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{SITE}{PAGE}")
    heights = page.eval_on_selector_all(".ob-todo tbody tr", "rows => rows.map(row => row.offsetHeight)")
    assert (len(heights), max(heights) <= 45) == (len(clocks), True)
