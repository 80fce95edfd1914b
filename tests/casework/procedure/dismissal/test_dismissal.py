"""Dismissal on the database: two hands, sealed reasons, and the lapse that closes the case."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from casework.access import the_clock
from casework.models import Case
from casework.procedure.plain_step import do
from casework.procedure.signatures.actions import propose_step
from casework.recording import open_texts
from casework.vocabulary import CaseCompartment, CaseState, ClosingCode, NoRight, NotNow, Verb
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from tests.casework.desk_cast import MONDAY, Desk
from tests.casework.taking import reason

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def desk() -> Desk:
    return Desk()


def wanted(allegation: Any) -> dict[str, Any]:
    return {
        "allegations": (allegation,),
        "codes": (ClosingCode.INSUFFICIENT_INFORMATION,),
        "reasons": {allegation.hex: "wheatear"},
    }


def dismissed(desk: Desk) -> Case:
    case, allegation = desk.framed()
    first, second = desk.screeners(case)
    typed = {"reasons": ["wheatear"]}
    propose_step(reference=case.reference, by=first, step=Verb.DISMISS_CASE, subject=None, typed=typed)
    return do(Verb.DISMISS_CASE, reference=case.reference, by=second, **wanted(allegation))


def test_one_hand_dismisses_nothing(desk: Desk) -> None:
    case, allegation = desk.framed()
    before = len(ledger.stream(case.stream))
    with pytest.raises(NotNow) as refused:
        do(Verb.DISMISS_CASE, reference=case.reference, by=desk.screeners(case)[0], **wanted(allegation))
    assert refused.value.reasons == (REASONS["second_person_signed"],)
    assert len(ledger.stream(case.stream)) == before


def test_two_hands_dismiss_and_the_reasons_are_sealed(desk: Desk) -> None:
    case = dismissed(desk)
    entry = ledger.stream(case.stream)[-1]
    data = entry.body["data"]
    assert entry.type == "case.case_dismissed"
    assert data["code"] == "insufficient_information"
    assert data["codes"] == ["insufficient_information"]
    assert data["from"] == "screening"
    assert data["to"] == "dismissed"
    assert case.dismissed_from == "screening"
    (reasons,) = open_texts(case, CaseCompartment.CASE, [(entry.id, "reasons")]).values()
    assert list(reasons.values()) == ["wheatear"]
    assert b"wheatear" not in bytes(entry.entry)


def test_every_open_allegation_needs_a_code(desk: Desk) -> None:
    case, _ = desk.framed()
    first, second = desk.screeners(case)
    propose_step(reference=case.reference, by=first, step=Verb.DISMISS_CASE, subject=None, typed={})
    with pytest.raises(NotNow) as refused:
        do(Verb.DISMISS_CASE, reference=case.reference, by=second, allegations=(), codes=(), reasons={})
    assert refused.value.reasons == (REASONS["every_allegation_has_a_code_and_reasons"],)
    assert Case.objects.get(pk=case.pk).state == CaseState.SCREENING


def test_the_time_for_a_review_counts_from_the_letter_in_the_channel(desk: Desk) -> None:
    case = dismissed(desk)
    row = case.clocks.get(name="REVIEW")
    assert row.due is not None and row.due.date().isoformat() == "2026-04-01"


def test_nobody_asks_for_a_review_and_the_case_closes(desk: Desk) -> None:
    case = dismissed(desk)
    with pytest.raises(NotNow) as refused:
        do(Verb.REVIEW_LAPSES, reference=case.reference, by=the_clock())
    assert refused.value.reasons == (reason(case, "review_time_is_over"),)
    with time_machine.travel(MONDAY + timedelta(days=32), tick=False):
        case = do(Verb.REVIEW_LAPSES, reference=case.reference, by=the_clock())
    assert (case.state, case.closing_code) == (CaseState.CLOSED, ClosingCode.INSUFFICIENT_INFORMATION)
    assert {row.name for row in case.clocks.all()} == {"REOPEN", "RETENTION"}


def test_a_lapse_is_for_the_clock_alone(desk: Desk) -> None:
    case = dismissed(desk)
    with pytest.raises(NoRight):
        do(Verb.REVIEW_LAPSES, reference=case.reference, by=desk.by("ines"))
