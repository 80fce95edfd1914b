"""A death ends the case: no finding, no publication, nothing of the respondent's left running; what stands is the record."""

import pytest

from casework.models import RegisterEntry
from casework.procedure.seats.actions import seat_officer
from casework.vocabulary import CaseState, ClosingCode, NoRight, Seat, Verb
from casework.workflow.guard import REASONS
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.taking import last, take, trying

pytestmark = pytest.mark.django_db
PROOF = {"proof": "A certificate of the registry, 9 March 2026."}


def test_death(inquiry: Inquiry) -> None:
    case = inquiry.answered()
    for name, seat in (("regi", Seat.REGISTRAR), ("vera", Seat.REVIEWER)):
        given = {"person": inquiry.person(name), "seat": seat, "reason": "Of the office."}
        case = seat_officer(reference=case.reference, by=inquiry.by("ines"), **given)
    assert refused(case, trying(case, Verb.ABATE_CASE, inquiry.by("ola"), **PROOF)) is NoRight
    take(case, Verb.ABATE_CASE, inquiry.by("regi"), **PROOF)
    assert refused(case, trying(case, Verb.ABATE_CASE, inquiry.by("regi"))) == (REASONS["second_person_signed"],)
    case = take(case, Verb.ABATE_CASE, inquiry.by("vera"))

    assert (case.state, case.closing_code) == (CaseState.CLOSED, ClosingCode.ABATED_BY_DEATH)
    assert last(case)[0] == "case.case_abated"
    assert {row.name for row in case.clocks.all()} == {"RETENTION"}
    assert (case.view.deliberation.findings, case.view.sanctions.current) == ((), None)
    assert not RegisterEntry.objects.exists()
    while place_letters():
        pass
    told = Message.objects.filter(template="abated").values_list("seat", "letter")
    assert list(told) == [("complainant", "N21")]
    for verb in (Verb.SHARE_DRAFT_REPORT, Verb.FINALISE_REPORT, Verb.ADD_ALLEGATION):
        assert refused(case, trying(case, verb, inquiry.by("ola"))) is NoRight
