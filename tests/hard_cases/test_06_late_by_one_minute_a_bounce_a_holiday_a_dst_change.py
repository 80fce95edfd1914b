"""A last moment is a last moment, in the zone of the Society; a bounce serves nobody, and no time ends on a holiday."""

from datetime import UTC, datetime, timedelta

import pytest

from casework.access import the_clock
from casework.models import Case, Clock
from casework.procedure.plain_step import do
from casework.vocabulary import CaseState, Channel, Seat, Verb
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.taking import last, take

pytestmark = pytest.mark.django_db
MORE = {"kind": "more_time", "days": "7", "words": "I am in hospital."}


def due(case: Case, name: str = "RESPONSE") -> datetime | None:
    return Clock.objects.get(case=case, name=name).due


def opens(inquiry: Inquiry, case: Case, moment: datetime) -> None:
    """Let Rex open the notice at a moment."""
    inquiry.clock.move_to(moment)
    notice = next(one.id for one in ledger.stream(case.stream) if one.type == "case.notice_served")
    do(Verb.OPEN_LETTER, reference=case.reference, by=inquiry.by("rex"), about=notice)


def test_a_bounce_serves_nothing_and_summer_time_moves_the_last_moment(inquiry: Inquiry) -> None:
    case = inquiry.noticed()
    notice = next(one.id for one in ledger.stream(case.stream) if one.type == "case.notice_served")
    bounced = {"about": notice, "reader": Seat.RESPONDENT, "channel": Channel.MAIL}
    do(Verb.RECORD_BOUNCE, reference=case.reference, by=the_clock(), **bounced)
    assert due(case) is None

    opens(inquiry, case, datetime(2026, 3, 2, 16, 29, tzinfo=UTC))
    last_moment = datetime(2026, 4, 1, 22, 59, 59, tzinfo=UTC)
    assert due(case) == last_moment, "thirty days from 2 March, 23:59:59 in London, where the clocks went forward"

    inquiry.clock.move_to(last_moment)
    case = take(case, Verb.MAKE_REQUEST, inquiry.by("rex"), **MORE)
    assert (last(case)[1]["late"], due(case)) == (False, None)
    asked = str(case.view.requests.all[0].id)
    take(case, Verb.ANSWER_REQUEST, inquiry.by("ola"), request=asked, granted="no", reasons="Not again.")
    assert due(case) == last_moment
    inquiry.clock.move_to(last_moment + timedelta(minutes=1))
    case = take(case, Verb.MAKE_REQUEST, inquiry.by("rex"), **MORE, new_facts="on")
    assert (last(case)[1]["late"], last(case)[1]["stops"]) == (True, False)
    do(Verb.RESPONSE_LAPSES, reference=case.reference, by=the_clock())
    grace = due(case, "RESPONSE_GRACE")
    assert grace is not None
    inquiry.clock.move_to(grace + timedelta(minutes=1))
    assert refused(case, lambda: inquiry.answer(case)) == (REASONS["answer_window_is_open"],)
    inquiry.clock.move_to(grace)
    assert inquiry.answer(case).state == CaseState.RESPONSE_REVIEW


def test_an_afternoon_counts_as_the_next_day_and_no_time_ends_on_a_holiday(inquiry: Inquiry) -> None:
    case = inquiry.noticed()
    opens(inquiry, case, datetime(2026, 3, 3, 16, 31, tzinfo=UTC))
    assert due(case) == datetime(2026, 4, 7, 22, 59, 59, tzinfo=UTC), (
        "served on 4 March; the thirtieth day is Good Friday, then a weekend, then Easter Monday"
    )
