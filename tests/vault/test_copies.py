"""Copies that go out: made of covered parts, kept with them, and named by one digest."""

import io
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import pikepdf
import pypdfium2
import pytest
from django.db import transaction
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from converter.frames import Frame, make_frame
from vault import store, views
from vault.compartments import CannotOpen, Compartment, Kind
from vault.copies import digest_of, discard_copy, keep_copy, remove_unrecorded
from vault.files import describe, read
from vault.models import SafeView, SealedFile

PLACE = Compartment(uuid4(), Kind.RESPONDENT)


def page(number: int, colour: str) -> Frame:
    body = io.BytesIO()
    Image.new("RGB", (400, 300), colour).save(body, "JPEG")
    return make_frame("page", body.getvalue(), number=number, width=400, height=300, text=colour, words=[], boxes=[])


def content(kept: SealedFile) -> bytes:
    return b"".join(read(kept, PLACE))


def test_pages_become_a_pdf_of_pictures_without_a_word_beside_them(db: None, kek: Path) -> None:
    kept = keep_copy([page(1, "red"), page(2, "blue")], PLACE)
    assert describe(kept, PLACE).media_type == "application/pdf"
    with pypdfium2.PdfDocument(content(kept)) as document:
        assert len(document) == 2
        assert document[1].get_textpage().get_text_range() == ""
        red, _, blue = document[1].render().to_pil().convert("RGB").getpixel((200, 100))
        assert red < 40 < 200 < blue
    with pikepdf.open(io.BytesIO(content(kept))) as file:
        assert not file.check_pdf_syntax()
        assert not dict(file.docinfo)
        assert "/Metadata" not in file.Root


def test_one_picture_and_a_text_stay_what_they_are(db: None, kek: Path) -> None:
    picture = page(1, "red")
    assert content(keep_copy([picture], PLACE)) == picture.body
    kept = keep_copy([make_frame("text", b"[name] ", number=1), make_frame("text", b"called", number=2)], PLACE)
    assert (describe(kept, PLACE).media_type, content(kept)) == ("text/plain", b"[name] called")
    kept = keep_copy([make_frame("sound", b"MP3", text="A voice."), make_frame("wave", b"[]")], PLACE)
    assert (describe(kept, PLACE).media_type, content(kept)) == ("audio/mpeg", b"MP3")
    stills = [page(1, "red"), make_frame("sound", b"MP3", text="A voice."), make_frame("wave", b"[]")]
    kept = keep_copy(stills, PLACE)
    assert describe(kept, PLACE).media_type == "application/zip"
    assert content(kept) == content(keep_copy(stills, PLACE))


def test_a_copy_is_seen_by_its_parts_and_waits_for_no_view(db: None, kek: Path) -> None:
    kept = keep_copy([page(1, "red"), page(2, "blue")], PLACE)
    view = views.view_of(kept, PLACE)
    assert view is not None
    assert [part.head["text"] for part in view.parts] == ["red", "blue"]
    assert SafeView.objects.get(file=kept).look_at is None


def test_the_digest_follows_from_the_content_alone(db: None, kek: Path) -> None:
    first, second = (keep_copy([page(1, "red"), page(2, colour)], PLACE) for colour in ("blue", "blue"))
    assert digest_of(first, PLACE) == digest_of(second, PLACE)
    assert digest_of(keep_copy([page(1, "red"), page(2, "green")], PLACE), PLACE) != digest_of(first, PLACE)
    said = [digest_of(keep_copy([make_frame("sound", b"MP3", text=text)], PLACE), PLACE) for text in ("Yes.", "No.")]
    assert len(set(said)) == 2


def test_a_copy_that_was_altered_has_no_digest(db: None, kek: Path) -> None:
    kept = keep_copy([page(1, "red")], PLACE)
    path = store.path_of(kept.pk)
    body = bytearray(path.read_bytes())
    body[50] ^= 1
    path.chmod(0o600)
    path.write_bytes(body)
    with pytest.raises(CannotOpen):
        digest_of(kept, PLACE)


def test_nothing_is_left_of_a_copy_that_could_not_be_made(db: None, kek: Path, store_folder: Path) -> None:
    def broken() -> Iterator[Frame]:
        yield page(1, "red")
        raise OSError("no converter")

    with pytest.raises(OSError, match="no converter"):
        keep_copy(broken(), PLACE)
    assert not [path for path in store_folder.rglob("*") if path.is_file()]


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_copy_that_never_went_out_can_be_deleted(
    db: None, kek: Path, store_folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        discard_copy(keep_copy([page(1, "red")], PLACE))
    assert not files_in(store_folder)
    assert not SealedFile.objects.exists()


def test_a_deletion_that_is_rolled_back_leaves_the_bytes(
    db: None, kek: Path, store_folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    kept = keep_copy([page(1, "red")], PLACE)
    before, whole = files_in(store_folder), digest_of(kept, PLACE)
    with django_capture_on_commit_callbacks(execute=True), suppress(RuntimeError), transaction.atomic():
        discard_copy(SealedFile.objects.get(pk=kept.pk))
        raise RuntimeError
    assert (files_in(store_folder), digest_of(kept, PLACE)) == (before, whole)


def test_the_bytes_of_a_copy_that_is_not_recorded_go_at_once(db: None, kek: Path, store_folder: Path) -> None:
    with suppress(RuntimeError), transaction.atomic():
        remove_unrecorded(keep_copy([page(1, "red")], PLACE))
        raise RuntimeError
    assert (files_in(store_folder), SealedFile.objects.count()) == ([], 0)
