"""A sound with silences: drafted, checked, made, compared and signed, and a video as its stills and its sound."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict

from casework.models import Case
from casework.procedure.evidence.actions import NO_TRANSCRIPT, NOT_LISTENED
from casework.queries.evidence.copies import copy_view, source_of
from casework.queries.evidence.covering import (
    LONGEST_TRANSCRIPT,
    MOST_SILENCES,
    Covering,
    Mark,
    is_coverable,
    is_video,
    moment_in_words,
    moment_of,
    parts_of,
    sound_number,
)
from casework.queries.evidence.files import file_kept
from casework.vocabulary import CaseCompartment, NotNow
from casework.web.files.covering_changes import change_of
from tests.casework.answer_cast import refused
from tests.casework.procedure.evidence.covered import PROPOSED, Covers
from tests.converter import recorded
from tests.converter.test_silencing import at, samples
from tests.scenario_fixtures import begins, begun_by
from vault.models import SafeView, SealedFile
from vault.views import View

SECOND_HALF = Mark(1, (1000, 2000), "R")
SAID = "A voice: come at nine.\n[silence]"


def memo(inquiry: Covers) -> Case:
    return inquiry.letter(recorded.sound("wav", "pcm_s16le", title="Pia at the office"), "memo.wav")


def film(inquiry: Covers) -> Case:
    return inquiry.letter(recorded.video(heard="aac"), "film.mp4")


begun = begun_by(Covers, to=memo)


@pytest.fixture
def inquiry(here: tuple[Covers, Any], converter: Path) -> Covers:
    """The cast, and a converter that answers."""
    return here[0]


def draft(inquiry: Covers, case: Case, *marks: Mark, transcript: str = SAID) -> Covering:
    """Let Ola listen, mark silences, and write a transcript and a title."""
    looked = frozenset(range(1, len(parts_of(inquiry.view(case))) + 1))
    made = Covering(title=PROPOSED["title"], transcript=transcript, marks=marks, looked=looked)
    return inquiry.change(case, lambda view, now: made)


def sound_of_copy(case: Case, view: View | None) -> tuple[bytes, Mapping[str, Any]]:
    assert view is not None
    (part,) = view.of_kind("sound")
    return view.read(part), part.head


def test_two_people_send_a_silenced_sound_with_its_transcript(inquiry: Covers, case: Case) -> None:
    draft(inquiry, case, SECOND_HALF)
    made = inquiry.make(case)
    inquiry.propose(case, made)
    inquiry.compare(case, made)
    case = inquiry.sign(case)
    assert case.view.evidence.copies[0].file == made.file
    description, chunks = file_kept(case, made.file, kept=CaseCompartment.RESPONDENT)
    content = b"".join(chunks)
    assert (description.media_type, description.name) == ("audio/mpeg", "copy.mp3")
    assert b"Pia" not in content
    assert any(samples(inquiry.view(case).read(parts_of(inquiry.view(case))[0])))
    assert not any(samples(content)[: at(2000)])
    body, head = sound_of_copy(case, copy_view(case, made.file))
    assert (body, head["text"]) == (content, SAID)


def test_a_sound_goes_out_with_a_transcript_and_after_somebody_listened(inquiry: Covers, case: Case) -> None:
    inquiry.view(case)
    inquiry.change(case, lambda view, now: Covering(title="A memo"))
    with pytest.raises(NotNow) as no:
        inquiry.make(case)
    assert no.value.reasons == (str(NOT_LISTENED), str(NO_TRANSCRIPT))


def test_a_sealed_name_in_a_transcript_is_held_whatever_nobody_sees_in_it(inquiry: Covers, case: Case) -> None:
    files = SealedFile.objects.count()
    draft(inquiry, case, transcript="A voice: ask Sand\ufe0fgrouse, at nine.")
    with pytest.raises(NotNow) as held:
        inquiry.make(case)
    assert held.value.reasons == ("Page 1, transcript: something sealed stands there.",)
    assert SealedFile.objects.count() == files


def test_the_end_of_the_longest_transcript_is_read_too(inquiry: Covers, case: Case) -> None:
    draft(inquiry, case, transcript=("word " * LONGEST_TRANSCRIPT)[: LONGEST_TRANSCRIPT - 10] + "Sandgrouse")
    assert refused(case, lambda: inquiry.make(case)) == ("Page 1, transcript: something sealed stands there.",)


def test_a_silence_changed_between_comparison_and_signature_does_not_go(inquiry: Covers, case: Case) -> None:
    draft(inquiry, case, SECOND_HALF)
    made = inquiry.make(case)
    inquiry.propose(case, made)
    inquiry.compare(case, made)
    draft(inquiry, case)
    other = inquiry.make(case)
    SafeView.objects.filter(file=made.file).update(blob=SafeView.objects.get(file=other.file).blob)
    (said,) = refused(case, lambda: inquiry.sign(case))
    assert said.startswith("The copy is not the one that was put forward.")


def test_a_silence_that_lies_beyond_the_sound_makes_no_copy(inquiry: Covers, case: Case) -> None:
    files = SealedFile.objects.count()
    draft(inquiry, case, Mark(1, (0, 60_000), "R"))
    assert refused(case, lambda: inquiry.make(case)) == ("A silence ends after the end of the sound.",)
    assert SealedFile.objects.count() == files


REFUSED: tuple[tuple[dict[str, str], str], ...] = (
    ({"from": "0:01", "to": "0:03"}, "lies outside the sound"),
    ({"from": "0:01.5", "to": "0:01"}, "lies outside the sound"),
    ({"from": "1", "to": "1"}, "lies outside the sound"),
    ({"from": "-1", "to": "1"}, "minutes and seconds"),
    ({"from": "0:61", "to": "2:00"}, "minutes and seconds"),
    ({"from": "9" * 5000, "to": "1"}, "minutes and seconds"),
    ({"from": "\u0661", "to": "2"}, "minutes and seconds"),
    ({"to": "1"}, "minutes and seconds"),
    ({"from": "0", "to": "1", "reason": "X"}, "Say why it is covered."),
    ({"from": "0", "to": "1", "transcript": "w" * (LONGEST_TRANSCRIPT + 1)}, "can have at most 100000 characters"),
)


def test_a_stretch_that_does_not_fit_is_not_kept(inquiry: Covers, case: Case) -> None:
    inquiry.view(case)
    for typed, why in REFUSED:
        with pytest.raises(NotNow, match=why):
            inquiry.change(case, pressed(**{"reason": "R"} | typed))


def test_silences_overlap_and_have_a_most(inquiry: Covers, case: Case) -> None:
    draft(inquiry, case, *(Mark(1, (at, at + 500), "R") for at in range(MOST_SILENCES - 1)))
    now = inquiry.change(case, pressed(**{"from": "0:00.9", "to": "2.5", "reason": "R", "transcript": "Nothing."}))
    assert (len(now.marks), now.transcript) == (MOST_SILENCES, "Nothing.")
    with pytest.raises(NotNow, match="at most 200 silences"):
        inquiry.change(case, pressed(**{"from": "0", "to": "2", "reason": "R"}))
    body, head = sound_of_copy(case, copy_view(case, inquiry.make(case).file))
    assert (head["silences"][0][0], head["silences"][-1][1], any(samples(body))) == (0, 2000, False)


def pressed(**typed: str) -> Any:
    """What the button on the page of the sound does."""
    sent = QueryDict(mutable=True)
    sent.update({"do": "silence", **typed})
    return change_of(sent, 1)


@begins(film)
def test_a_video_goes_out_as_its_stills_and_its_sound(inquiry: Covers, case: Case) -> None:
    view = inquiry.view(case)
    assert (is_coverable(view), is_video(view), sound_number(view)) == (True, True, 4)
    draft(inquiry, case, Mark(1, (0, 0, 32, 48), "R"), Mark(4, (2000, 5000), "R"))
    made = inquiry.make(case)
    inquiry.propose(case, made)
    inquiry.compare(case, made)
    case = inquiry.sign(case)
    description, chunks = file_kept(case, made.file, kept=CaseCompartment.RESPONDENT)
    copy = copy_view(case, made.file)
    assert copy is not None
    assert [part.kind for part in copy.parts] == ["page", "page", "page", "sound", "wave"]
    assert [box[:2] for box in copy.parts[0].head["boxes"]] == [[0, 0]]
    with zipfile.ZipFile(io.BytesIO(b"".join(chunks))) as file:
        assert (description.name, file.testzip()) == ("copy.zip", None)
        names = [f"{part.kind}-{part.number}.{'mp3' if part.kind == 'sound' else 'jpg'}" for part in parts_of(copy)]
        assert {one.filename: one.date_time[0] for one in file.infolist()} == dict.fromkeys(names, 1980)
        assert [file.read(name) for name in names] == [copy.read(part) for part in parts_of(copy)]
        assert not any(samples(file.read("sound-1.mp3"))[at(2000) :])


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("0", 0), ("65", 65_000), ("1:05", 65_000), ("1:05.5", 65_500), ("0:01:05,25", 65_250), (" 2:00 ", 120_000),
        ("1:60", None), ("1:60:00", None), ("", None), ("1:5x", None), ("1.2345", None),
    ],
)  # fmt: skip
def test_a_moment_is_read_as_people_write_it(text: str, moment: int | None) -> None:
    assert moment_of(text) == moment


def test_a_moment_is_said_to_a_tenth_of_a_second() -> None:
    assert [moment_in_words(one) for one in (0, 65_449, 59_960, 3_600_000)] == ["0:00.0", "1:05.4", "1:00.0", "60:00.0"]


def test_nobody_else_hears_the_draft(inquiry: Covers, case: Case) -> None:
    draft(inquiry, case, SECOND_HALF)
    seen = source_of(inquiry.by("ola"), case.reference, inquiry.evidence(case))
    assert Covering.of(seen.draft.value).transcript == SAID
    assert SAID.encode() not in b"".join(bytes(row) for row in SafeView.objects.values_list("blob", flat=True))
