"""A sealed name planted wherever a file can hold one: a copy with it is held, or is made without it."""

import io
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PIL import ExifTags, Image

from casework.queries.evidence.copies import copy_view, unread_pages
from casework.queries.evidence.covering import Covering, asked_parts, marks_of_name, parts_of
from casework.queries.evidence.files import file_kept
from casework.vocabulary import CaseCompartment, NotNow
from tests.casework.procedure.evidence.covered import Covers, pictures, read_by_ocr
from tests.converter import office_files, samples, shown
from tests.converter.test_recognising import written
from tests.scenario_fixtures import begun_by
from tests.share import share_of
from vault import conversion, files, pixels, views
from vault.compartments import Compartment, Kind
from vault.copies import keep_copy
from vault.views import View

NAME = "Sandgrouse"
HELD = "Page 1, text: something sealed stands there."
GONE = "nothing of it is in the copy"

begun = begun_by(Covers)


def _photo(*lines: str, artist: str = "") -> bytes:
    exif = Image.Exif()
    if artist:
        exif[ExifTags.Base.Artist] = artist
    return samples.saved(written(*lines), "JPEG", exif=exif)


def _scan(line: str = "Sandgrouse asked twice") -> bytes:
    body = io.BytesIO()
    written(line).save(body, "PDF")
    return body.getvalue()


def _changed() -> bytes:
    change = f"<w:p><w:ins w:id='1' w:author='{NAME}'><w:r><w:t>Pia {NAME} came</w:t></w:r></w:ins></w:p>"
    return office_files.docx(change)


def _commented() -> bytes:
    note = f"<w:comment w:id='0' w:author='{NAME}'><w:p><w:r><w:t>{NAME}</w:t></w:r></w:p></w:comment>"
    comments = f'<w:comments xmlns:w="{office_files.WORD}">{note}</w:comments>'.encode()
    return office_files.docx(word__comments_xml=comments)


PLANTED: Mapping[str, tuple[str, Callable[[], bytes], str]] = {
    "text layer": ("letter.pdf", lambda: samples.pdf("Sandgrouse came"), HELD),
    "spaced": ("letter.pdf", lambda: samples.pdf("S a n d g r o u s e"), HELD),
    "hyphenated": ("letter.pdf", lambda: samples.pdf("Sand-grouse came"), HELD),
    "pixels of a photo": ("photo.jpg", lambda: _photo("Ask Sandgrouse"), HELD),
    "pixels of a scan": ("scan.pdf", _scan, HELD),
    "metadata of a PDF": ("letter.pdf", lambda: samples.pdf("Hello", Author=NAME, Title=NAME), GONE),
    "EXIF": ("photo.jpg", lambda: _photo("Hello", artist=NAME), GONE),
    "name of the file": (f"{NAME}.jpg", lambda: _photo("Hello"), GONE),
    "comment of a text": ("text.docx", _commented, GONE),
    "tracked change": ("text.docx", _changed, HELD),
    "hidden sheet": (
        "sums.xlsx", lambda: office_files.xlsx(("Sums", "visible", "Hello"), (NAME, "hidden", NAME)), GONE,
    ),
    "heading of a mail": ("mail.eml", lambda: samples.mail(f"X-Sender: {NAME}"), HELD),
    "name of a file in a mail": ("mail.eml", lambda: samples.mail_with_files("Hello", **{f"{NAME}.txt": b"1"}), HELD),
}  # fmt: skip


@pytest.fixture
def inquiry(here: tuple[Covers, Any], converter: Path) -> Covers:
    """The cast, and a converter that answers."""
    return here[0]


def everything_in(content: bytes, view: View) -> str:
    """Return all that a copy holds: its bytes, its texts, and what a program reads in its pixels."""
    texts = [view.read(part).decode() for part in view.of_kind("text")]
    heads = [repr(dict(part.head)) for part in view.parts]
    return " ".join([repr(view), content.decode("latin-1"), *texts, *heads, *read_in(content)])


def read_in(content: bytes) -> list[str]:
    if content.startswith(b"%PDF"):
        return [read_by_ocr(picture) for picture in pictures(content)]
    if content.startswith(b"\xff\xd8"):
        return [read_by_ocr(Image.open(io.BytesIO(content)))]
    return []


@pytest.mark.parametrize("place", PLANTED)
def test_a_planted_name_is_held_or_gone(inquiry: Covers, place: str) -> None:
    name, make, expected = PLANTED[place]
    case = inquiry.letter(make(), name)
    view = inquiry.view(case)
    assert parts_of(view), view.why
    inquiry.cover(case, title="A paper")
    if expected == HELD:
        with pytest.raises(NotNow) as held:
            inquiry.make(case)
        assert HELD in held.value.reasons
        assert NAME not in str(held.value.reasons)
    else:
        made = inquiry.make(case)
        description, chunks = file_kept(case, made.file, kept=CaseCompartment.RESPONDENT)
        copy = copy_view(case, made.file)
        assert copy is not None
        assert NAME not in everything_in(b"".join(chunks), copy) + description.name
        assert bool(unread_pages(copy)) == name.endswith(".jpg")


SPELT = ("Pia Sandgrouse asked", "SANDGROUSE, PIA called", "Ask S a n d g r o u s e again", "Of Sand-grouse, Pia said")
FORTY: Mapping[str, Callable[[], bytes]] = {
    **{
        f"pdf {turn} {line}": partial(samples.pdf, line, "The second page", rotate=turn)
        for turn in (0, 90, 180, 270)
        for line in SPELT
    },
    **{
        f"{form} {number}": partial(lambda form, line: samples.saved(written(line, "on Friday"), form), form, line)
        for form in ("JPEG", "PNG", "WEBP")
        for number, line in enumerate(SPELT[:2])
    },
    **{f"scan {number}": partial(_scan, line) for number, line in enumerate(SPELT[:2])},
    **{
        f"text {coded} {line}": partial(f"Über alles: {line}.\nBis später.".encode, coded)
        for coded in ("utf-8", "latin-1", "utf-16")
        for line in SPELT
    },
    **{f"mail {number}": partial(samples.mail, body=line) for number, line in enumerate(SPELT)},
}


def test_no_byte_of_forty_covered_files_holds_a_covered_word(inquiry: Covers, converter: Path) -> None:
    assert len(FORTY) == 40
    for name in share_of(FORTY, one_in=8):
        content = FORTY[name]()
        view = pixels.with_words(views.keep_view(shown.converted(converter, content)))
        marks = [mark for each in ("Pia Sandgrouse", "Sandgrouse", "Pia") for mark in marks_of_name(view, each, "N")]
        place = Compartment(uuid4(), Kind.RESPONDENT)
        kept = keep_copy(conversion.cover(asked_parts(view, Covering(marks=tuple(marks)))), place)
        copy = views.view_of(kept, place)
        assert copy is not None and len(copy.parts) == len(view.parts)
        held = everything_in(b"".join(files.read(kept, place)), copy)
        for word in ("Pia", "PIA", "sandgrouse", "Sand-grouse", "S a n d"):
            assert word.casefold() not in held.casefold(), f"{name}: {word}"
