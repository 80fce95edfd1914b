"""Seats and conflicts on the database."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from casework.access import the_clock
from casework.models import Case, Seating
from casework.models.sealed_draft import SealedDraft
from casework.procedure.plain_step import do
from casework.procedure.seats.actions import seat_officer
from casework.recording import open_texts
from casework.vocabulary import CaseCompartment, NoRight, NotNow, NotSeen, Seat, Verb
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from tests.casework.desk_cast import MONDAY, Desk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def desk() -> Desk:
    return Desk()


def kinds(case: Case) -> list[str]:
    return [entry.type for entry in ledger.stream(case.stream)]


def seat(desk: Desk, case: Case, name: str, seat: Seat, reason: str = "") -> Case:
    wanted: dict[str, Any] = {"person": desk.person(name), "seat": seat, "reason": reason}
    return seat_officer(reference=case.reference, by=desk.by("ines"), **wanted)


def left_out(desk: Desk, case: Case) -> str:
    """Return the screener who has no seat."""
    seated = {row.user_id for row in Seating.objects.filter(case=case, seat="screener")}
    return next(name for name in ("sol", "sam", "sky") if desk[name].pk not in seated)


def test_seating_gives_the_seats_rights_and_nothing_else(desk: Desk) -> None:
    case = desk.screening()
    assert desk.rights("vera", case) == set()
    case = seat(desk, case, "vera", Seat.REVIEWER)
    assert desk.rights("vera", case) == {
        "release_message",
        "return_message",
        "rule_on_mention",
        "declare_conflict",
        "recuse_officer",
        "accept_withdrawal",
        "release_complaint",
        "adopt_case",
        "abate_case",
        "release_original",
        "see_case",
        "read_people",
        "read_complaint",
        "read_evidence",
        "read_response",
        "read_channel",
    }


def test_off_the_rota_a_reason_is_written_and_sealed(desk: Desk) -> None:
    case = desk.screening()
    seat(desk, case, "dee", Seat.DECIDER)
    with pytest.raises(NotNow) as refused:
        seat(desk, case, "regi", Seat.INVESTIGATOR)
    assert refused.value.reasons == (REASONS["rota_is_followed_or_reason_given"],)
    case = seat(desk, case, "regi", Seat.INVESTIGATOR, "Ola is on leave.")
    entry = ledger.stream(case.stream)[-1]
    assert entry.body["data"] == {"by_rota": False, "person": str(desk.person("regi")), "seat": "investigator"}
    assert open_texts(case, CaseCompartment.CASE, [(entry.id, "reason")]) == {(entry.id, "reason"): "Ola is on leave."}


def test_a_seat_that_is_taken_stays_taken(desk: Desk) -> None:
    case = desk.screening()
    before = kinds(case)
    with pytest.raises(NotNow) as refused:
        seat(desk, case, left_out(desk, case), Seat.SCREENER)
    assert (refused.value.reasons, kinds(case)) == ((REASONS["seat_is_empty"],), before)


def test_who_steps_aside_loses_every_right_and_the_case_is_gone_for_them(desk: Desk) -> None:
    case = desk.screening()
    by, next_one = desk.screeners(case)[0], left_out(desk, case)
    case = do(Verb.RECUSE_OFFICER, reference=case.reference, by=by)
    assert set(case.grants.filter(user=by.user)) == set()
    with pytest.raises(NotSeen):
        do(Verb.RECUSE_OFFICER, reference=case.reference, by=by)
    wanted = {"person": desk.person(next_one), "seat": Seat.SCREENER}
    case = do(Verb.REPLACE_SEAT, reference=case.reference, by=desk.by("ines"), **wanted)
    assert len(case.view.people.holding(Seat.SCREENER)) == 2


def test_an_officer_by_standing_who_declares_a_conflict_is_gone_too(desk: Desk) -> None:
    case = desk.swept()
    case = do(Verb.DECLARE_CONFLICT, reference=case.reference, by=desk.by("ines"))
    assert desk.rights("ines", case) == set()
    assert desk.rights("ivo", case) >= {"see_case", "acknowledge_complaint"}


def test_a_conflict_found_later_empties_the_seat(desk: Desk) -> None:
    case = desk.investigation()
    found = {"person": desk.person("ola"), "provisional": False, "basis": ["chapter"]}
    case = do(Verb.DETECT_CONFLICT, reference=case.reference, by=the_clock(), **found)
    assert (desk.rights("ola", case), case.view.people.holding(Seat.INVESTIGATOR)) == (set(), frozenset())


def test_a_mention_is_ruled_on_by_a_reviewer_alone(desk: Desk) -> None:
    case = desk.screening()
    mentioned = desk.screeners(case)[0].user
    person = next(row.person for row in case.seatings.filter(user=mentioned))
    found = {"person": person, "provisional": True, "basis": ["mention"]}
    typed: dict[str, Any] = {"step": "triage_case", "version": 1, "blob": b"sealed", "saved_at": MONDAY}
    SealedDraft.objects.create(subject=case.pk, about=uuid4(), holder=mentioned.pk, **typed)
    case = do(Verb.DETECT_CONFLICT, reference=case.reference, by=the_clock(), **found)
    assert SealedDraft.objects.count() == 1
    assert case.clocks.filter(name="MENTION", subject=person).count() == 1
    ruling: dict[str, Any] = {"subject": person, "stands": True, "reasons": "They share an office."}
    with pytest.raises(NoRight):
        do(Verb.RULE_ON_MENTION, reference=case.reference, by=desk.by("ines"), **ruling)
    seat(desk, case, "vera", Seat.REVIEWER)
    case = do(Verb.RULE_ON_MENTION, reference=case.reference, by=desk.by("vera"), **ruling)
    assert person not in case.view.people.holding(Seat.SCREENER)
    assert SealedDraft.objects.count() == 0
    assert case.clocks.filter(name="MENTION").count() == 0


def test_a_request_repeated_is_one_act(desk: Desk) -> None:

    case = desk.screening()
    by = replace(desk.by("ines"), request_key=uuid4())
    wanted: dict[str, Any] = {"person": desk.person("dee"), "seat": Seat.DECIDER, "reason": ""}
    seat_officer(reference=case.reference, by=by, **wanted)
    before = kinds(case)
    with pytest.raises(NotNow):
        seat_officer(reference=case.reference, by=by, **wanted)
    assert kinds(case) == before
