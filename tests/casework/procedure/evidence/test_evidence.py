"""Evidence on the database: sealed as it comes, and out only as a checked copy."""

from functools import partial
from uuid import uuid4

import pytest

from casework import access
from casework.models import Case
from casework.procedure.evidence.actions import add_evidence, disclose_evidence
from casework.procedure.evidence.forms import AddEvidenceForm, DiscloseEvidenceForm
from casework.queries.case.page import readable_texts
from casework.queries.evidence.outgoing import CANNOT, HELD, NOT_CHECKED
from casework.record.events import EvidenceAdded
from casework.recording import compartment_of, open_texts
from casework.vocabulary import CaseCompartment, CaseState, NoRight, NotSeen, Reading, Seat
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from tests.casework.answer_cast import COPY, SECRET, Inquiry, refused
from tests.casework.desk_cast import MARL
from tests.scenario_fixtures import begins
from tests.vault.sent import PDF, sent
from vault.files import read
from vault.models import SealedFile, SealedText, WrappedKey


@begins(Inquiry.evidenced)
def test_evidence_is_one_entry_with_its_words_sealed(inquiry: Inquiry, case: Case) -> None:
    entry = ledger.stream(case.stream)[-1]
    data = entry.body["data"]
    assert (entry.type, data) == (
        "case.evidence_added",
        {"evidence": str(inquiry.evidence(case)), "side": "complainant", "file": None},
    )
    stored = [bytes(entry.entry), *(bytes(row.blob) for row in SealedText.objects.all())]
    assert not any(b"dotterel" in each for each in stored)
    assert open_texts(case, CaseCompartment.CASE, [(entry.id, "text")]) == {(entry.id, "text"): SECRET}


@begins(Inquiry.investigation)
def test_a_file_is_kept_whole_with_its_entry(inquiry: Inquiry, case: Case) -> None:
    with sent(PDF + b"killdeer") as file:
        case = add_evidence(reference=case.reference, by=inquiry.by("ola"), title="A scan", text="", file=file)
    (piece,) = case.view.evidence.all
    assert piece.side is Seat.INVESTIGATOR
    assert piece.file is not None
    kept = SealedFile.objects.get(pk=piece.file)
    assert b"".join(read(kept, compartment_of(case, CaseCompartment.CASE))) == PDF + b"killdeer"


@begins(Inquiry.investigation)
@pytest.mark.parametrize(
    ("name", "answer"), [("stranger", NotSeen), ("rex", NotSeen), ("vera", NotSeen), ("regi", NotSeen)]
)
def test_nobody_without_a_seat_adds_anything(inquiry: Inquiry, case: Case, name: str, answer: type[Exception]) -> None:
    doing = partial(add_evidence, reference=case.reference, by=inquiry.by(name), title="A", text="B")
    assert refused(case, doing) is answer


@begins(Inquiry.evidenced)
def test_a_copy_is_sealed_for_the_respondent_and_seen_by_nobody_before_the_notice(inquiry: Inquiry, case: Case) -> None:
    case = inquiry.disclose(case)
    entry = ledger.stream(case.stream)[-1]
    assert entry.body["data"] == {
        "copy": str(inquiry.copy(case)),
        "evidence": str(inquiry.evidence(case)),
        "file": None,
        "one_holder": False,
    }
    assert open_texts(case, CaseCompartment.RESPONDENT, [(entry.id, "text")]) == {(entry.id, "text"): COPY}
    assert inquiry.rights("rex", case) == set()


@begins(Inquiry.evidenced)
def test_a_new_plain_text_file_goes_out_after_it_was_read(inquiry: Inquiry, case: Case) -> None:
    with sent(b"The promise, in new words.", name="copy.txt") as file:
        case = inquiry.disclose(case, file=file)
    (copy,) = case.view.evidence.copies
    assert copy.file is not None
    kept = SealedFile.objects.get(pk=copy.file)
    assert b"".join(read(kept, compartment_of(case, CaseCompartment.RESPONDENT))) == b"The promise, in new words."


@begins(Inquiry.evidenced)
@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (PDF, "copy.pdf", str(NOT_CHECKED)),
        (b"as Pia Sandgrouse wrote", "copy.txt", str(HELD)),
        (b"nothing in it", "sandgrouse.txt", str(HELD)),
    ],
)
def test_a_file_that_cannot_be_read_or_holds_a_name_stays(
    inquiry: Inquiry, case: Case, content: bytes, name: str, reason: str
) -> None:
    with sent(content, name=name) as file:
        assert refused(case, lambda: inquiry.disclose(case, file=file)) == (reason,)


@begins(Inquiry.evidenced)
@pytest.mark.parametrize("given", [{"text": "As Pia told me."}, {"title": "Mail of P. Sandgrouse"}])
def test_a_sealed_name_is_held_and_not_said(inquiry: Inquiry, case: Case, given: dict[str, str]) -> None:
    assert refused(case, lambda: inquiry.disclose(case, **given)) == (str(HELD),)


@begins(Inquiry.evidenced)
def test_eight_words_of_the_complaint_do_not_go_out(inquiry: Inquiry, case: Case) -> None:
    (said,) = refused(case, lambda: inquiry.disclose(case, text=f"It is said: {MARL}"))
    assert "the tender was given to a friend whimbrel" in said


@begins(Inquiry.evidenced)
def test_the_case_s_own_name_does_not_go_out(inquiry: Inquiry, case: Case) -> None:
    (said,) = refused(case, lambda: inquiry.disclose(case, text=f"In {case.code_name} we hold"))
    assert case.code_name in said


@begins(Inquiry.evidenced)
def test_where_the_sealed_names_do_not_open_nothing_goes_out(inquiry: Inquiry, case: Case) -> None:
    WrappedKey.objects.filter(subject=case.id, kind="identity").delete()
    assert refused(case, lambda: inquiry.disclose(case)) == (str(CANNOT),)


@begins(Inquiry.evidenced)
@pytest.mark.parametrize(
    ("given", "guard"),
    [
        ({"evidence": uuid4()}, "evidence_is_of_this_case"),
        ({"text": ""}, "copy_is_redacted"),
    ],
)
def test_a_copy_of_nothing_is_refused(inquiry: Inquiry, case: Case, given: dict[str, object], guard: str) -> None:
    assert refused(case, lambda: inquiry.disclose(case, **given)) == (REASONS[guard],)


@begins(Inquiry.evidenced)
@pytest.mark.parametrize(("name", "answer"), [("stranger", NotSeen), ("rex", NotSeen), ("ines", NoRight)])
def test_the_investigator_alone_prepares_copies(
    inquiry: Inquiry, case: Case, name: str, answer: type[Exception]
) -> None:
    doing = partial(
        disclose_evidence,
        reference=case.reference,
        by=inquiry.by(name),
        evidence=inquiry.evidence(case),
        title="A",
        text="B",
        one_holder=False,
    )
    assert refused(case, doing) is answer


def test_the_form_wants_words_or_a_file(inquiry: Inquiry) -> None:
    form = AddEvidenceForm({"title": "A mail"}, {})
    assert not form.is_valid()
    assert form.errors == {"text": ["Write something, or choose a file."]}
    with sent(b"") as file:
        form = AddEvidenceForm({"title": "A mail"}, {"file": file})
        assert not form.is_valid()
        assert list(form.errors) == ["file"]


@begins(Inquiry.evidenced)
def test_the_form_offers_the_evidence_of_the_case_alone(inquiry: Inquiry, case: Case) -> None:
    typed = {"evidence": str(inquiry.evidence(case)), "title": "A mail", "text": COPY, "one_holder": "no"}
    form = DiscloseEvidenceForm(typed, view=case.view)
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "evidence": inquiry.evidence(case),
        "title": "A mail",
        "text": COPY,
        "one_holder": False,
        "file": None,
    }
    assert list(DiscloseEvidenceForm(typed | {"evidence": str(uuid4())}, view=case.view).errors) == ["evidence"]
    assert case.state == CaseState.INVESTIGATION


@begins(Inquiry.noticed)
def test_each_side_reads_its_own_evidence_and_not_the_other_s(inquiry: Inquiry, case: Case) -> None:
    case = add_evidence(reference=case.reference, by=inquiry.by("rex"), title="Mine", text="The receipt.")
    pieces = [one for one in access.recorded_in(case.stream) if isinstance(one.event, EvidenceAdded)]
    people = {"reporter": inquiry.reporter(case), "respondent": inquiry.by("rex"), "ola": inquiry.by("ola")}
    entered = {who: access.case_shown(by, case.reference, *Reading) for who, by in people.items()}
    assert {who: [bool(readable_texts(one, seen)) for one in pieces] for who, seen in entered.items()} == {
        "reporter": [True, False],
        "respondent": [False, True],
        "ola": [True, True],
    }
