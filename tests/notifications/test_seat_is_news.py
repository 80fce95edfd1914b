"""That somebody has a seat is news until they have opened the case in it."""

from django.urls import reverse

from casework.models import Turn
from ledger.clock import now
from notifications.today import today
from notifications.today_rows import things_to_do
from tests.casework.answer_cast import Inquiry
from tests.notifications.test_pages import at_the_desk
from tests.notifications.test_waiting_pages import post


def test_a_seat_is_no_news_once_its_case_was_opened_in_it(inquiry: Inquiry) -> None:
    case, sol = inquiry.screening(), inquiry["sol"]
    post()
    Turn.objects.filter(case=case).delete()
    told = [line.words for _part, some in today(sol, now()).parts for line in some]
    number = things_to_do(sol)
    assert at_the_desk(sol).get(reverse("case", args=[case.reference])).status_code == 200
    left = [line.words for _part, some in today(sol, now()).parts for line in some]
    seat = "You have a seat in this case"
    assert (seat in told, seat in left, number - things_to_do(sol)) == (True, False, 1)
