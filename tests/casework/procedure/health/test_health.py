"""A health note, on the database."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine

from accounts.models import User
from accounts.offices import appoint
from accounts.vocabulary import Office
from casework.vocabulary import CaseCompartment, NoRight, Verb
from ledger.clock import now
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.desk_cast import MONDAY, SINCE
from tests.casework.taking import clocks, last, take, trying, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry(db: None) -> Iterator[Inquiry]:
    with time_machine.travel(MONDAY, tick=False) as clock:
        cast = Inquiry(clock)
        cast.people["ada"] = User.objects.create_person(email="ada@society.example", name="Ada Held")
        appoint(user=cast.people["ada"], office=Office.ADVISER, since=SINCE)
        yield cast


def test_a_health_note_is_for_respondent_and_adviser_and_stops_their_clocks(inquiry: Inquiry) -> None:
    case = inquiry.served()
    case = take(case, Verb.FLAG_HEALTH, inquiry.by("rex"), note="In hospital, sandpiper.")
    assert (last(case), words(case, "note", CaseCompartment.RESPONDENT)) == (
        ("case.health_flagged", {}),
        "In hospital, sandpiper.",
    )
    assert {name for name, day in clocks(case).items() if day is None} == {"RESPONSE", "INVESTIGATION"}
    readers = [name for name in ("rex", "ada", "ola", "dee", "ines") if "read_health" in inquiry.rights(name, case)]
    assert readers == ["rex", "ada"]
    assert refused(case, trying(case, Verb.FLAG_HEALTH, inquiry.by("ola"), note="x")) is NoRight
    assert refused(case, trying(case, Verb.REVIEW_HEALTH, inquiry.by("rex"), note="x")) is NoRight
    inquiry.clock.move_to(now() + timedelta(days=10))
    case = take(case, Verb.REVIEW_HEALTH, inquiry.by("ada"), note="", confirmed="on")
    assert clocks(case)["HEALTH_REVIEW"] == date(2026, 6, 10)
    case = take(case, Verb.CLEAR_HEALTH, inquiry.by("rex"), confirmed="on")
    assert last(case)[0] == "case.health_cleared"
    assert clocks(case)["RESPONSE"] == date(2026, 4, 13)
    assert "HEALTH_REVIEW" not in clocks(case)
