"""That somebody has a seat is news until they have opened the case in it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from casework.models import Turn
from casework.procedure.screening.actions import open_investigation
from casework.procedure.seats.actions import seat_officer
from casework.record import events as e
from casework.vocabulary import CaseState, Seat
from ledger.clock import now
from notifications.models import Item
from notifications.today.page import today
from notifications.today.rows import ends_of_things
from notifications.topics.asked import Asked, its_work_goes_on
from notifications.topics.rules import RULES
from notifications.topics.table import Topic
from notifications.waiting.mails import items_of
from tests.casework.answer_cast import Inquiry
from tests.casework.pure import PureCase, someone
from tests.notifications.test_pages import at_the_desk
from tests.notifications.test_waiting_pages import post


def test_the_seat_of_a_second_screener_is_no_news_after_the_screening(inquiry: Inquiry) -> None:
    case, _allegation = inquiry.framed()
    post()
    first, second = inquiry.screeners(case)
    seat = {"person": inquiry.person("ola"), "seat": Seat.INVESTIGATOR, "reason": ""}
    seat_officer(reference=case.reference, by=inquiry.by("ines"), **seat)
    item = Item.objects.get(case=case, person=second.user, topic=Topic.SEAT)
    before = item.withdrawn_at
    open_investigation(reference=case.reference, by=first)
    post()
    item.refresh_from_db()
    assert (before, item.withdrawn_at is None, len(ends_of_things(second.user))) == (None, False, 0)


def test_a_seat_is_no_news_once_its_case_was_opened_in_it(inquiry: Inquiry) -> None:
    case, sol = inquiry.screening(), inquiry["sol"]
    post()
    Turn.objects.filter(case=case).delete()
    told = [line.words for _part, some in today(sol, now()).parts for line in some]
    number = len(ends_of_things(sol))
    assert at_the_desk(sol).get(reverse("case", args=[case.reference])).status_code == 200
    left = [line.words for _part, some in today(sol, now()).parts for line in some]
    seat = "You have a seat in this case: Screener"
    assert (seat in told, seat in left, number - len(ends_of_things(sol))) == (True, False, 1)


def test_a_seat_is_news_to_somebody_who_opened_the_case_earlier_that_day(inquiry: Inquiry) -> None:
    case, ines = inquiry.investigation(), inquiry["ines"]
    assert at_the_desk(ines).get(reverse("case", args=[case.reference])).status_code == 200
    inquiry.clock.shift(timedelta(hours=1))
    seat = {"person": inquiry.person("ines"), "seat": Seat.DECIDER, "reason": "Free."}
    seat_officer(reference=case.reference, by=inquiry.by("ines"), **seat)
    post()
    told = items_of(ines.pk).filter(case=case, topic=Topic.SEAT)
    assert [item.seat for item in told] == [Seat.DECIDER]


def test_a_second_seat_in_a_case_is_told_again_and_named(inquiry: Inquiry) -> None:
    case, dee = inquiry.investigation(), inquiry["dee"]
    post()
    first = Item.objects.create(case=case, person=dee, seat=Seat.REVIEWER, topic=Topic.SEAT, since=now().date())
    seat = {"person": inquiry.person("dee"), "seat": Seat.DECIDER, "reason": "Free."}
    seat_officer(reference=case.reference, by=inquiry.by("ines"), **seat)
    post()
    first.refresh_from_db()
    (item,) = Item.objects.filter(case=case, person=dee, topic=Topic.SEAT, withdrawn_at__isnull=True)
    assert (item.seat, item.mail_due is None, first.withdrawn_at is None) == (Seat.DECIDER, False, False)


def test_a_seat_that_is_told_is_the_one_that_was_given_and_no_office() -> None:
    told = [(kind, one) for kind, rules in RULES.items() for one in rules if one.topic is Topic.SEAT]
    given = e.OfficerSeated(person=someone("dee"), seat=Seat.DECIDER)
    seats = {kind: one.seats_in(given) if one.seats_in else one.seats for kind, one in told}
    assert seats == {
        **dict.fromkeys((e.OfficerSeated, e.AdjudicatorSeated, e.SeatReplaced), frozenset({Seat.DECIDER})),
        e.MonitorsSeated: {Seat.MONITOR},
        e.AlternateSeated: {Seat.BOARD_MEMBER},
        e.PanelNamed: {Seat.PANEL_CHAIR, Seat.PANEL_MEMBER},
        e.AppealPanelSeated: {Seat.APPEAL_CHAIR, Seat.APPEAL_MEMBER},
    }


@pytest.mark.parametrize(
    ("seat", "state", "goes_on"),
    [
        (Seat.SCREENER, CaseState.DISMISSAL_REVIEW, True),
        (Seat.SCREENER, CaseState.INVESTIGATION, False),
        (Seat.DECIDER, CaseState.CONSENT_PROPOSED, True),
        (Seat.DECIDER, CaseState.BOARD_DECISION, False),
        (Seat.PROTECTION_OFFICER, CaseState.CLOSED, True),
    ],
)
def test_a_seat_is_news_only_where_it_has_work(seat: Seat, state: CaseState, goes_on: bool) -> None:
    assert its_work_goes_on(PureCase.new(state=state).view, Asked(person=someone("sol"), seat=seat)) is goes_on
