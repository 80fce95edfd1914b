"""Word on progress, and feedback, on the database."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
import time_machine

from casework.models import Case
from casework.queries.evidence.outgoing import HELD
from casework.tasks import lapses
from casework.vocabulary import NoRight, NotSeen, Verb
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from ledger.clock import now
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.desk_cast import MONDAY
from tests.casework.taking import due, last, take, trying, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry(db: None) -> Iterator[Inquiry]:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield Inquiry(clock)


def test_an_officers_words_on_progress_go_to_both_and_the_next_is_due_in_thirty_days(inquiry: Inquiry) -> None:
    case = inquiry.served()
    said = {"next_step": "We wait for the answer, sanderling."}
    inquiry.clock.move_to(now() + timedelta(days=5))
    ends = due(case, "INVESTIGATION")
    assert ends is not None
    case = take(case, Verb.SEND_STATUS, inquiry.by("ola"), **said)
    assert last(case) == ("case.status_sent", {"next_on": ends.isoformat()})
    assert words(case, "next_step") == "We wait for the answer, sanderling."
    assert due(case, "STATUS") == date(2026, 4, 7)
    named = trying(case, Verb.SEND_STATUS, inquiry.by("ola"), **said | {"next_step": "We speak with Pia Sandgrouse."})
    assert refused(case, named) == (str(HELD),)
    assert refused(case, trying(case, Verb.SEND_STATUS, inquiry.by("rex"), **said)) in (NoRight, NotSeen)


def test_word_on_progress_goes_by_itself_at_the_end_of_every_period(inquiry: Inquiry) -> None:
    case = inquiry.screening()
    for _ in range(3):
        period = case.clocks.get(name="STATUS").due
        assert period is not None
        inquiry.clock.move_to(period - timedelta(seconds=1))
        lapses()
        assert sent_to_sides(case) == []
        inquiry.clock.move_to(period + timedelta(minutes=1))
        lapses()
        lapses()
        assert sent_to_sides(case) == [period + timedelta(minutes=1)]
        assert ("case.clock_escalated", "STATUS") not in {
            (entry.type, entry.body["data"].get("clock")) for entry in ledger.stream(case.stream)
        }
        inquiry.clock.shift(timedelta(minutes=1))


def sent_to_sides(case: Case) -> list[datetime]:
    """Return when letters on progress were sent within the last minute."""
    entries = (entry for entry in ledger.stream(case.stream) if entry.type == "case.status_sent")
    return [entry.occurred for entry in entries if entry.occurred > now() - timedelta(minutes=1)]


def test_feedback_is_given_once_it_is_due_and_its_time_extended_once(inquiry: Inquiry) -> None:
    case = inquiry.investigation()
    by = inquiry.by("ola")
    case = take(case, Verb.EXTEND_FEEDBACK, by, reasons="Witnesses abroad, shrike.")
    assert (last(case), due(case, "FEEDBACK")) == (("case.feedback_extended", {"days": 90}), date(2026, 9, 1))
    assert refused(case, trying(case, Verb.EXTEND_FEEDBACK, by, reasons="x")) == (
        REASONS["feedback_not_extended_before"],
    )
    case = take(case, Verb.GIVE_FEEDBACK, by, feedback="We opened an investigation, pipit.")
    assert last(case)[0] == "case.feedback_given"
    assert words(case, "feedback") == "We opened an investigation, pipit."
    assert case.clocks.filter(name="FEEDBACK").count() == 0
    again = trying(case, Verb.GIVE_FEEDBACK, by, feedback="Again.")
    assert refused(case, again) == (REASONS["feedback_is_due"],)


@pytest.mark.parametrize("late", [1, 90])
def test_more_time_for_late_feedback_ends_180_days_after_the_acknowledgement(inquiry: Inquiry, late: int) -> None:
    case = inquiry.investigation()
    inquiry.clock.shift(timedelta(days=90 + late))
    case = take(case, Verb.EXTEND_FEEDBACK, inquiry.by("ola"), reasons="Witnesses abroad, shrike.")
    assert due(case, "FEEDBACK") == date(2026, 9, 1)


def test_feedback_so_late_that_no_time_would_be_left_is_given_at_once(inquiry: Inquiry) -> None:
    case = inquiry.investigation()
    inquiry.clock.shift(timedelta(days=190))
    asked = trying(case, Verb.EXTEND_FEEDBACK, inquiry.by("ola"), reasons="Witnesses abroad, shrike.")
    assert refused(case, asked) == (REASONS["more_time_would_not_be_over"],)
    take(case, Verb.GIVE_FEEDBACK, inquiry.by("ola"), feedback="We opened an investigation, pipit.")
