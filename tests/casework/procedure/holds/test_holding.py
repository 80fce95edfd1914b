"""Holds on clocks and legal holds, on the database."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine

from accounts.models import User
from accounts.offices import appoint
from accounts.vocabulary import Office
from casework.procedure.seats.actions import seat_officer
from casework.vocabulary import BadShape, NoRight, Seat, Verb
from casework.workflow.guard import REASONS
from ledger.clock import now
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.desk_cast import MONDAY, SINCE
from tests.casework.taking import due, last, take, trying, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry(db: None) -> Iterator[Inquiry]:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield Inquiry(clock)


HOLD = {"clocks": ["RESPONSE"], "reasons": "A court sits on the same facts, crake."}


def test_a_decider_holds_the_named_clock_alone_and_its_days_are_given_back(inquiry: Inquiry) -> None:
    case = inquiry.served()
    assert refused(case, trying(case, Verb.PLACE_HOLD, inquiry.by("ola"), **HOLD)) is NoRight
    case = take(case, Verb.PLACE_HOLD, inquiry.by("dee"), **HOLD)
    assert (last(case), words(case, "reasons")) == (
        ("case.hold_placed", {"clocks": ["RESPONSE"]}),
        "A court sits on the same facts, crake.",
    )
    assert {row.name for row in case.clocks.filter(due=None)} == {"RESPONSE"}
    assert due(case, "HOLD_REVIEW") == date(2026, 6, 1)
    inquiry.clock.move_to(now() + timedelta(days=10))
    case = take(case, Verb.REVIEW_HOLD, inquiry.by("dee"), reasons="It still sits.")
    assert due(case, "HOLD_REVIEW") == date(2026, 6, 10)
    case = take(case, Verb.RELEASE_HOLD, inquiry.by("dee"), reasons="It has ruled.")
    assert (due(case, "RESPONSE"), case.clocks.filter(name="HOLD_REVIEW").count()) == (date(2026, 4, 13), 0)
    assert refused(case, trying(case, Verb.RELEASE_HOLD, inquiry.by("dee"), reasons="x")) == (
        REASONS["hold_is_in_force"],
    )


def test_the_reporter_s_clocks_are_not_offered_for_a_hold(inquiry: Inquiry) -> None:
    case = inquiry.served()
    with pytest.raises(BadShape):
        take(case, Verb.PLACE_HOLD, inquiry.by("dee"), **HOLD | {"clocks": ["FEEDBACK"]})


def test_in_screening_two_screeners_sign_a_hold(inquiry: Inquiry) -> None:
    case = inquiry.screening()
    first, second = inquiry.screeners(case)
    case = take(case, Verb.PLACE_HOLD, first, second, **HOLD | {"clocks": ["SCREEN"]})
    assert due(case, "SCREEN") is None
    assert case.view.holding.clocks == {"SCREEN"}


def test_a_legal_hold_is_placed_and_stops_the_time_to_keep_the_file(inquiry: Inquiry) -> None:
    for name, office in (("dia", Office.DPO), ("ada", Office.ADVISER)):
        inquiry.people[name] = User.objects.create_person(email=f"{name}@society.example", name=f"{name.title()} Held")
        appoint(user=inquiry[name], office=office, since=SINCE)
    case = inquiry.screening()
    wanted = {"person": inquiry.person("dia"), "seat": Seat.DPO, "reason": ""}
    case = seat_officer(reference=case.reference, by=inquiry.by("ines"), **wanted)
    case = take(case, Verb.PLACE_LEGAL_HOLD, inquiry.by("dia"), ground="A claim was announced, ruff.")
    assert (last(case), words(case, "ground")) == (("case.legal_hold_placed", {}), "A claim was announced, ruff.")
    again = trying(case, Verb.PLACE_LEGAL_HOLD, inquiry.by("dia"), ground="x")
    assert refused(case, again) == (REASONS["no_legal_hold"],)
    first, second = inquiry.screeners(case)
    referred = {"forum": "A court", "reasons": "x", "disclosure": "x", "consented": "yes"}
    case = take(case, Verb.REFER_CASE, first, second, **referred)
    assert due(case, "RETENTION") is None
    second = inquiry.by("ada")
    case = take(case, Verb.LIFT_LEGAL_HOLD, inquiry.by("dia"), second, reasons="The claim is dropped.")
    assert (last(case)[0], due(case, "RETENTION")) == ("case.legal_hold_lifted", date(2029, 3, 2))
