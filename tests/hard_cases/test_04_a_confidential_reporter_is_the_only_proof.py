"""Before anything is served it is decided what happens with the name; then nothing that goes out may hold it."""

import pytest

from casework.procedure.evidence.actions import add_evidence
from casework.procedure.screening.actions import open_investigation
from casework.procedure.seats.actions import seat_officer
from casework.queries.evidence.outgoing import HELD
from casework.recording import open_texts
from casework.vocabulary import CaseCompartment, CaseState, IdentityDecision, Seat, Verb
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from tests.casework.answer_cast import Inquiry, refused
from tests.casework.taking import last, take

pytestmark = pytest.mark.django_db
SURE = {"asked": "on", "reasons": "Asked in the channel; the name stays here."}


def test_a_confidential_reporter_is_the_only_proof(inquiry: Inquiry) -> None:
    case, _ = inquiry.framed()
    seat = {"person": inquiry.person("ola"), "seat": Seat.INVESTIGATOR, "reason": ""}
    seat_officer(reference=case.reference, by=inquiry.by("ines"), **seat)
    case = open_investigation(reference=case.reference, by=inquiry.screeners(case)[0])
    seen = "I, Pia Sandgrouse, was there when it was promised."
    case = add_evidence(reference=case.reference, by=inquiry.reporter(case), title="What I saw", text=seen)
    for name in ("dee", "dan", "dot"):
        decider = {"person": inquiry.person(name), "seat": Seat.DECIDER, "reason": "Of the three."}
        case = seat_officer(reference=case.reference, by=inquiry.by("ines"), **decider)

    betraying = {"title": "What was seen", "text": "Pia Sandgrouse was there."}
    assert refused(case, lambda: inquiry.disclose(case, **betraying)) == (str(HELD),)
    case = inquiry.disclose(case)
    assert REASONS["identity_is_decided"] in refused(case, lambda: inquiry.serve(case))

    decided = {"decision": IdentityDecision.OTHER_EVIDENCE.value}
    case = take(case, Verb.DECIDE_IDENTITY, inquiry.by("ola"), **decided, **SURE)
    assert last(case) == ("case.identity_decided", {"decision": "other_evidence"})
    minutes = "The minutes of the meeting, from the employer."
    case = add_evidence(reference=case.reference, by=inquiry.by("ola"), title="The minutes", text=minutes)
    assert refused(case, lambda: inquiry.serve(case, words="Ms Sandgrouse says so.")) == (str(HELD),)
    case = inquiry.serve(case)
    notice = ledger.stream(case.stream)[-1]
    texts = open_texts(case, CaseCompartment.RESPONDENT, [(notice.id, "notice"), (notice.id, "words")])
    assert (case.state, "sandgrouse" in str(texts).lower()) == (CaseState.AWAITING_RESPONSE, False)
    assert "read_identity" not in inquiry.rights("rex", case) | inquiry.rights("ola", case)
