"""While a court sits on the same facts, the clocks that were named wait, and no other: the reporter's never do."""

from datetime import date, timedelta

import pytest

from casework.models import Case
from casework.vocabulary import BadShape, CaseState, Verb
from casework.workflow.guard import REASONS
from ledger.clock import now
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.taking import last, take, trying

pytestmark = pytest.mark.django_db


def clocks(case: Case) -> dict[str, date | None]:
    return {row.name: row.due.date() if row.due else None for row in case.clocks.all()}


def test_a_criminal_case_in_parallel(inquiry: Inquiry) -> None:
    case = inquiry.served()
    before = clocks(case)
    for clock in ("FEEDBACK", "STATUS"):
        with pytest.raises(BadShape):
            take(case, Verb.PLACE_HOLD, inquiry.by("dee"), clocks=[clock], reasons="A court sits.")
    case = take(case, Verb.PLACE_HOLD, inquiry.by("dee"), clocks=["RESPONSE"], reasons="A court sits.")
    assert last(case) == ("case.hold_placed", {"clocks": ["RESPONSE"]})
    assert clocks(case) == before | {"RESPONSE": None, "HOLD_REVIEW": date(2026, 6, 1)}

    inquiry.clock.move_to(now() + timedelta(days=20))
    case = take(case, Verb.SEND_STATUS, inquiry.by("ines"), next_step="The court has not ruled.")
    assert case.state == CaseState.AWAITING_RESPONSE
    assert refused(case, trying(case, Verb.RELEASE_HOLD, inquiry.by("ola"), reasons="x")).__name__ == "NoRight"
    case = take(case, Verb.RELEASE_HOLD, inquiry.by("dee"), reasons="It has ruled.")
    after = clocks(case)
    assert before["RESPONSE"] == date(2026, 4, 1)
    assert after["RESPONSE"] == date(2026, 4, 21)
    assert before["FEEDBACK"] == after["FEEDBACK"]
    assert refused(case, trying(case, Verb.RELEASE_HOLD, inquiry.by("dee"), reasons="x")) == (
        REASONS["hold_is_in_force"],
    )
    assert inquiry.answer(case).state == CaseState.RESPONSE_REVIEW
