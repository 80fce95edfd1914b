"""A covered copy: drafted, checked for leaks, made, put forward, compared, and signed by two."""

import hashlib
import io
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image

from accounts.budgets import PER_HOUR, Budget
from casework.models import Case, SealedDraft
from casework.procedure.evidence.actions import drop_copy
from casework.queries.case.page import readable_texts
from casework.queries.evidence.copies import Comparison, copy_view, leaks_of_draft, source_of
from casework.queries.evidence.covering import Covering, Mark, asked_part, marks_of_name, parts_of
from casework.queries.evidence.files import file_kept
from casework.queries.evidence.sealed_drafts import ChangedElsewhere
from casework.record.events import RedactedCopyDisclosed
from casework.vocabulary import CaseCompartment, HeldByCheck, NoRight, NotNow, NotSeen, Verb
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from tests.casework.answer_cast import refused
from tests.casework.procedure.evidence.covered import COVERED, FACE, Covers, pictures, read_by_ocr
from tests.casework.pure import By, someone
from tests.invariants.samples_inquiry import disclosure
from tests.invariants.walked import Walked
from tests.invariants.world import Given, World
from tests.scenario_fixtures import begins, begun_by
from vault.conversion import cover
from vault.models import SafeView, SealedFile


def covered_copy(world: World, by: By) -> Given | None:
    """A covered copy of some evidence, compared by the one who signs."""
    given = disclosure(world, by)
    made = {"file": someone("a covered copy"), "pages": 2, "compared": True}
    return given and {name: value for name, value in given.items() if name != "copied"} | made


WALKED = Walked(verb=Verb.DISCLOSE_REDACTED_COPY, sample=covered_copy)
begun = begun_by(Covers, to=Covers.letter)
SPELT = (*COVERED, "Sandgrouse")


@pytest.fixture
def inquiry(here: tuple[Covers, Any], converter: Path) -> Covers:
    """The cast, and a converter that answers."""
    return here[0]


def test_two_people_send_a_covered_letter_and_no_byte_of_it_holds_a_name(inquiry: Covers, case: Case) -> None:
    inquiry.cover(case, *SPELT)
    made = inquiry.make(case)
    inquiry.propose(case, made)
    inquiry.compare(case, made)
    case = inquiry.sign(case)
    event = case.view.evidence.copies[0]
    assert (event.file, event.evidence) == (made.file, inquiry.evidence(case))
    entry = ledger.stream(case.stream)[-1]
    assert (entry.type, entry.body["data"]["pages"]) == ("case.redacted_copy_disclosed", 2)
    description, chunks = file_kept(case, made.file, kept=CaseCompartment.RESPONDENT)
    content = b"".join(chunks)
    view = copy_view(case, made.file)
    assert view is not None
    shown = "\n".join(str(part.head["text"]) for part in view.parts)
    read = "\n".join(map(read_by_ocr, pictures(content)))
    assert "asked me twice" in shown and "on 6 March" in read and "Until Friday" in read
    for word in ("Pia", "Sandgrouse", "S a n d", "Ivy", "Pemberton"):
        assert word not in shown and word not in read and word.encode() not in content
        assert word not in repr(view) and word not in description.name
    for part, picture in zip(view.parts, pictures(content), strict=True):
        for left, top, _right, bottom in part.head["boxes"]:
            scale = picture.width / part.head["width"]
            edge = picture.crop(tuple(round(each * scale) for each in (left + 4, top + 4, left + 24, bottom - 4)))
            assert max(edge.convert("L").tobytes()) < 48


def test_what_goes_out_is_what_the_preview_showed(inquiry: Covers, case: Case) -> None:
    covering = inquiry.cover(case, *SPELT)
    view = inquiry.view(case)
    preview = [
        hashlib.sha256(frame.body).digest()
        for number, part in enumerate(parts_of(view), 1)
        for frame in cover([asked_part(view, part, covering.of_part(number))])
    ]
    copy = copy_view(case, inquiry.make(case).file)
    assert copy is not None
    assert [hashlib.sha256(copy.read(part)).digest() for part in copy.parts] == preview


def test_a_name_that_stands_open_is_named_by_its_page_and_field_alone(inquiry: Covers, case: Case) -> None:
    inquiry.cover(case, "Pia Sandgrouse")
    files = SealedFile.objects.count()
    with pytest.raises(NotNow) as held:
        inquiry.make(case)
    assert held.value.reasons == (
        "Page 2, text: something sealed stands there.",
        "Page 2, words: something sealed stands there.",
    )
    assert SealedFile.objects.count() == files


def test_a_title_is_looked_through_too(inquiry: Covers, case: Case) -> None:
    inquiry.cover(case, *SPELT, title="Mail of P. Sandgrouse")
    with pytest.raises(NotNow) as held:
        inquiry.make(case)
    assert held.value.reasons == ("The document, title: something sealed stands there.",)


def test_a_draft_does_not_say_whether_a_name_in_its_title_is_sealed(inquiry: Covers, case: Case) -> None:
    for title in ("Mail of P. Sandgrouse", "Mail of I. Pemberton"):
        covering = inquiry.cover(case, *SPELT, title=title)
        assert leaks_of_draft(case, covering, inquiry.view(case)) == ()
    covering = inquiry.cover(case, *SPELT, title=case.reference)
    assert [str(one) for one in leaks_of_draft(case, covering, inquiry.view(case))] == [
        "The document, title: something sealed stands there."
    ]


def test_tries_of_a_name_in_a_title_count(inquiry: Covers, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PER_HOUR, Budget.HELD, 0)
    inquiry.cover(case, *SPELT, title="Mail of P. Sandgrouse")
    for said in ("something sealed", "You can write again in an hour."):
        with pytest.raises(HeldByCheck, match=said):
            inquiry.make(case)


def test_no_copy_is_made_before_every_page_was_looked_at(inquiry: Covers, case: Case) -> None:
    inquiry.view(case)
    inquiry.change(case, lambda view, now: Covering(looked=frozenset({1})))
    with pytest.raises(NotNow) as no:
        inquiry.make(case)
    assert no.value.reasons == ("Page 2 was not looked at.", "Give the copy a title.")


def test_a_draft_is_sealed_and_a_second_tab_does_not_overwrite_it(inquiry: Covers, case: Case) -> None:
    inquiry.cover(case, *COVERED, title="Katarzyna")
    assert b"Katarzyna" not in bytes(SealedDraft.objects.get().blob)
    with pytest.raises(ChangedElsewhere):
        inquiry.change(case, lambda view, now: now.with_marks([Mark(1, (1, 1, 9, 9), "O")]), seen=0)
    now = Covering.of(source_of(inquiry.by("ola"), case.reference, inquiry.evidence(case)).draft.value)
    assert (now.title, len(now.marks)) == ("Katarzyna", 4)


@pytest.mark.parametrize(("name", "answer"), [("stranger", NotSeen), ("rex", NotSeen), ("ines", NoRight)])
def test_nobody_else_covers_or_sees_the_draft(inquiry: Covers, case: Case, name: str, answer: type[Exception]) -> None:
    doing = lambda: source_of(inquiry.by(name), case.reference, inquiry.evidence(case))  # noqa: E731  one line reads better here
    assert refused(case, doing) is answer


def test_the_second_signature_waits_for_the_comparison(inquiry: Covers, case: Case) -> None:
    inquiry.cover(case, *SPELT)
    inquiry.propose(case, inquiry.make(case))
    assert refused(case, lambda: inquiry.sign(case)) == (REASONS["copy_was_compared"],)


def test_one_person_does_not_sign_twice(inquiry: Covers, case: Case) -> None:
    inquiry.cover(case, *SPELT)
    made = inquiry.make(case)
    inquiry.propose(case, made)
    inquiry.compare(case, made, by="ola")
    assert refused(case, lambda: inquiry.sign(case, by="ola")) == (REASONS["second_person_signed"],)


def test_a_copy_that_was_changed_after_the_first_signature_does_not_go(inquiry: Covers, case: Case) -> None:
    inquiry.cover(case, *SPELT)
    made, other = inquiry.make(case), inquiry.make(case)
    inquiry.propose(case, made)
    inquiry.compare(case, made)
    SafeView.objects.filter(file=made.file).update(blob=SafeView.objects.get(file=other.file).blob)
    (said,) = refused(case, lambda: inquiry.sign(case))
    assert said.startswith("The copy is not the one that was put forward.")


@pytest.mark.parametrize("given", [{"digest": "0" * 64}, {"file": str(uuid4())}])
def test_what_was_never_made_does_not_go(inquiry: Covers, case: Case, given: dict[str, str]) -> None:
    inquiry.cover(case, *SPELT)
    made = inquiry.make(case)
    inquiry.propose(case, made, **given)
    inquiry.compare(case, made)
    (said,) = refused(case, lambda: inquiry.sign(case))
    assert said.startswith("The copy is not the one that was put forward.")


def test_a_copy_that_was_not_put_forward_can_be_dropped(inquiry: Covers, case: Case) -> None:
    inquiry.cover(case, *SPELT)
    made = inquiry.make(case)
    drop_copy(reference=case.reference, by=inquiry.by("ola"), file=made.file)
    assert not SealedFile.objects.filter(pk=made.file).exists()


def test_a_name_is_found_in_every_spelling(inquiry: Covers, case: Case) -> None:
    view = inquiry.view(case)
    found = {name: len(list(marks_of_name(view, name, "N"))) for name in ("sandgrouse", "bell, oscar", "Nobody", " ")}
    assert found == {"sandgrouse": 11, "bell, oscar": 2, "Nobody": 0, " ": 0}


def test_the_copy_is_the_respondent_s_to_read_once_the_notice_is_served(inquiry: Covers, case: Case) -> None:
    inquiry.cover(case, *SPELT)
    made = inquiry.make(case)
    inquiry.propose(case, made)
    inquiry.compare(case, made)
    case = inquiry.sign(case)
    seen = source_of(inquiry.by("ola"), case.reference, inquiry.evidence(case)).case
    (one,) = [one for one in seen.record if isinstance(one.event, RedactedCopyDisclosed)]
    assert {text.field for text in readable_texts(one, seen)} == {"title", "text", "digest"}
    assert {seal.kept for seal in one.event.sealed.values()} == {CaseCompartment.RESPONDENT}


@begins(Covers.photo)
def test_a_face_in_a_picture_goes_out_as_one_even_box(inquiry: Covers, case: Case) -> None:
    view = inquiry.view(case)
    assert dict(view.found)["device"] == "Telephone of Pia"
    marks = (Mark(1, FACE, "R"),)
    inquiry.change(case, lambda view, now: Covering(title="A photo", marks=marks, looked=frozenset({1})))
    made = inquiry.make(case)
    inquiry.propose(case, made)
    inquiry.compare(case, made)
    case = inquiry.sign(case)
    description, chunks = file_kept(case, made.file, kept=CaseCompartment.RESPONDENT)
    content = b"".join(chunks)
    assert (description.media_type, description.name) == ("image/jpeg", "copy.jpg")
    assert b"Telephone" not in content and b"Exif" not in content
    edge = Image.open(io.BytesIO(content)).convert("L").crop((FACE[0], FACE[1], FACE[2], FACE[1] + 20))
    assert max(edge.tobytes()) < 24


@begins(Covers.photo)
def test_pixels_that_no_program_read_are_signed_for(inquiry: Covers, case: Case) -> None:
    view = inquiry.view(case)
    inquiry.change(case, lambda view, now: Covering(title="A photo", looked=frozenset({1})))
    copy = copy_view(case, inquiry.make(case).file)
    assert copy is not None
    looked = Comparison().with_page(1, [], [], pixels=False)
    unsure = "No program could read this page with certainty: say that you looked"
    assert looked.missing(view, copy, Covering()) == [(unsure, 1)]
    assert not looked.with_page(1, [], [], pixels=True).missing(view, copy, Covering())


@begins(Covers.chat)
def test_a_text_goes_out_with_one_token_for_every_name(inquiry: Covers, case: Case) -> None:
    inquiry.cover(case, "Sandgrouse", "Pia", "Ivy Pemberton")
    _description, chunks = file_kept(case, inquiry.make(case).file, kept=CaseCompartment.RESPONDENT)
    assert b"".join(chunks) == b"[name]: come at nine.\n[name]: no. Ask [name]."


ONE_LINE = "w," * 9997 + ",Sandgrouse said so."
"""A text without a space or the end of a line near its 20,000th character, where its first page ends within a name."""


def in_one_line(inquiry: Covers) -> Case:
    return inquiry.letter(ONE_LINE.encode(), "export.txt")


@begins(in_one_line)
def test_a_name_that_runs_from_one_page_into_the_next_is_held(inquiry: Covers, case: Case) -> None:
    inquiry.cover(case)
    with pytest.raises(NotNow) as held:
        inquiry.make(case)
    assert held.value.reasons == ("The document, text from one page to the next: something sealed stands there.",)
