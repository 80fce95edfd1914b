"""What the respondent is to the Society, on the database."""

from collections.abc import Iterator

import pytest
import time_machine

from casework.procedure.seats.actions import seat_officer
from casework.vocabulary import CaseState, NoRight, Seat, Verb
from casework.workflow.guard import REASONS
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.desk_cast import MONDAY
from tests.casework.taking import clocks, last, take, trying, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry(db: None) -> Iterator[Inquiry]:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield Inquiry(clock)


def test_the_registrar_records_what_the_member_is_and_lets_a_resignation_wait(inquiry: Inquiry) -> None:
    case = inquiry.served()
    seat = {"person": inquiry.person("regi"), "seat": Seat.REGISTRAR, "reason": ""}
    case = seat_officer(reference=case.reference, by=inquiry.by("ines"), **seat)
    day = {"since": "2026-03-01"}
    case = take(case, Verb.RECORD_STANDING, inquiry.by("regi"), standing="lapsed", note="No fee, ruff.", **day)
    assert (last(case), words(case, "note")) == (
        ("case.standing_recorded", {"standing": "lapsed", "since": "2026-03-01"}),
        "No fee, ruff.",
    )
    same = trying(case, Verb.RECORD_STANDING, inquiry.by("regi"), standing="lapsed", note="", **day)
    assert refused(case, same) == (REASONS["standing_has_changed"],)
    day = {"received_on": "2026-03-02"}
    case = take(case, Verb.DEFER_RESIGNATION, inquiry.by("regi"), **day)
    assert (case.state, last(case)) == (
        CaseState.AWAITING_RESPONSE,
        ("case.resignation_deferred", {"received_on": "2026-03-02"}),
    )
    assert [name for name, due in clocks(case).items() if due is None] == []
    for name in ("ola", "rex"):
        assert refused(case, trying(case, Verb.DEFER_RESIGNATION, inquiry.by(name), **day)) is NoRight


def test_the_deferred_resignation_takes_effect_once_the_case_is_closed(inquiry: Inquiry) -> None:
    case, _ = inquiry.framed()
    seat = {"person": inquiry.person("regi"), "seat": Seat.REGISTRAR, "reason": ""}
    case = seat_officer(reference=case.reference, by=inquiry.by("ines"), **seat)
    day = {"received_on": "2026-03-02"}
    case = take(case, Verb.DEFER_RESIGNATION, inquiry.by("regi"), **day)
    first, second = inquiry.screeners(case)
    referred = {"forum": "A court", "reasons": "x", "disclosure": "x", "consented": "yes"}
    case = take(case, Verb.REFER_CASE, first, second, **referred)
    case = take(case, Verb.ACCEPT_RESIGNATION, inquiry.by("regi"), confirmed="on")
    assert last(case) == ("case.resignation_accepted", {})
    again = trying(case, Verb.ACCEPT_RESIGNATION, inquiry.by("regi"), confirmed="on")
    assert refused(case, again) == (REASONS["resignation_waits"],)
