"""Leaving ends nothing: the resignation waits, every clock runs on, and the case goes on to its end."""

from datetime import date

import pytest

from casework.models import Case
from casework.procedure.seats.actions import seat_officer
from casework.vocabulary import CaseState, Membership, Seat, Verb
from casework.workflow.guard import REASONS
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.taking import last, take, trying

pytestmark = pytest.mark.django_db


def clocks(case: Case) -> dict[str, date | None]:
    return {row.name: row.due.date() if row.due else None for row in case.clocks.all()}


def test_resigns_or_lapses_mid_case(inquiry: Inquiry) -> None:
    case = inquiry.served()
    seat = {"person": inquiry.person("regi"), "seat": Seat.REGISTRAR, "reason": ""}
    case = seat_officer(reference=case.reference, by=inquiry.by("ines"), **seat)
    before, held = clocks(case), inquiry.rights("rex", case)

    case = take(case, Verb.DEFER_RESIGNATION, inquiry.by("regi"), received_on="2026-03-02")
    assert last(case) == ("case.resignation_deferred", {"received_on": "2026-03-02"})
    lapsed = {"standing": "lapsed", "since": "2026-03-02", "note": "No fee this year."}
    case = take(case, Verb.RECORD_STANDING, inquiry.by("regi"), **lapsed)
    assert (case.state, case.view.membership.standing, case.view.membership.deferred) == (
        CaseState.AWAITING_RESPONSE,
        Membership.LAPSED,
        True,
    )
    assert (clocks(case), inquiry.rights("rex", case)) == (before, held)

    early = trying(case, Verb.ACCEPT_RESIGNATION, inquiry.by("regi"), confirmed="on")
    assert refused(case, early).__name__ == "NoRight"
    again = trying(case, Verb.DEFER_RESIGNATION, inquiry.by("regi"), received_on="2026-03-02")
    assert refused(case, again) == (REASONS["no_resignation_waits"],)

    assert inquiry.answer(case).state == CaseState.RESPONSE_REVIEW
