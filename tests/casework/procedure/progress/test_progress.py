"""Word on progress, and feedback, on the database."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine

from casework.queries.outgoing import HELD
from casework.vocabulary import NoRight, NotSeen, Verb
from casework.workflow.guard import REASONS
from ledger.clock import now
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.desk_cast import MONDAY
from tests.casework.taking import due, last, take, trying, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry(db: None) -> Iterator[Inquiry]:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield Inquiry(clock)


def test_word_on_progress_goes_to_both_and_the_next_is_due_in_thirty_days(inquiry: Inquiry) -> None:
    case = inquiry.served()
    said = {"next_step": "We wait for the answer, sanderling.", "next_on": "2026-04-01"}
    inquiry.clock.move_to(now() + timedelta(days=5))
    case = take(case, Verb.SEND_STATUS, inquiry.by("ola"), **said)
    assert last(case) == ("case.status_sent", {"next_on": "2026-04-01"})
    assert words(case, "next_step") == "We wait for the answer, sanderling."
    assert due(case, "STATUS") == date(2026, 4, 7)
    past = trying(case, Verb.SEND_STATUS, inquiry.by("ola"), **said | {"next_on": "2026-03-01"})
    assert refused(case, past) == (REASONS["next_step_and_date_are_given"],)
    named = trying(case, Verb.SEND_STATUS, inquiry.by("ola"), **said | {"next_step": "We speak with Pia Sandgrouse."})
    assert refused(case, named) == (str(HELD),)
    assert refused(case, trying(case, Verb.SEND_STATUS, inquiry.by("rex"), **said)) in (NoRight, NotSeen)


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
