"""The first look at a file of a draft: kept with it under its writer's secret, and gone with it."""

import socket
import time
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from ledger import clock
from operations.restore_files import missing_files
from tests.vault.by_phone import PLACE, recorded, taken_by_phone
from tests.vault.sealed import is_stored
from tests.vault.sent import sent, stored
from tests.vault.test_drafts import attached, begun, filed
from vault import draft_files, drafts, expired_drafts, store
from vault.compartments import Compartment, Kind
from vault.models import DraftFile
from vault.uploads import FileRefused
from vault.views import View


def _looked_at(content: bytes, name: str, *, seconds: float = 20) -> tuple[UUID, str, UUID]:
    handle, secret = begun()
    file = attached(handle, secret, content, name)
    draft_files.look_at(handle, secret, file, seconds=seconds)
    return handle, secret, file


def _view(handle: UUID, secret: str) -> View | None:
    (file,) = drafts.attached_files(drafts.read(handle, secret))
    return file.view


def test_what_a_picture_says_is_found_and_its_small_view_does_not_hold_it(db: None, converter: Path) -> None:
    handle, secret, _ = _looked_at(taken_by_phone(), "IMG_2291.JPG")
    view = _view(handle, secret)
    assert view is not None
    assert view.found == (("place", PLACE), ("device", "iPhone of Jo"), ("moment", "2026:06:19 17:52:00"))
    (part,) = view.parts
    body = view.read(part)
    assert (part.kind, dict(part.head), body[:2]) == ("page", {"width": 64, "height": 48}, b"\xff\xd8")
    assert b"iPhone" not in body


def test_only_its_writer_reads_what_was_found(db: None, converter: Path) -> None:
    handle, secret, _ = _looked_at(taken_by_phone(), "IMG_2291.JPG")
    view = _view(handle, secret)
    assert view is not None and view.stored is not None
    assert [is_stored(word) for word in (PLACE, "iPhone", "IMG_2291")] == [False] * 3
    assert b"\xff\xd8" not in store.path_of(view.stored).read_bytes()[:64]
    with pytest.raises(drafts.NoSuchDraft):
        drafts.read(handle, "another")


def test_a_text_of_many_pages_is_looked_at_up_to_its_first(db: None, converter: Path) -> None:
    view = _view(*_looked_at(b"A line of a long chat.\n" * 5000, "chat.txt")[:2])
    assert view is not None
    assert [part.kind for part in view.parts] == ["text"]


def test_a_file_that_cannot_be_shown_is_kept_with_the_reason(db: None, converter: Path) -> None:
    handle, secret, file = _looked_at(b"\x00\x01" * 100, "data.bin")
    view = _view(handle, secret)
    assert view is not None
    assert view.why.startswith("A file of this kind cannot be shown here.")
    assert DraftFile.objects.get().view is None
    assert DraftFile.objects.get().id == file


def test_without_a_converter_the_file_is_kept_and_not_looked_at(db: None, settings: Settings, tmp_path: Path) -> None:
    for socket_path in (None, tmp_path / "nothing"):
        settings.CONVERTER_SOCKET = socket_path
        assert _view(*_looked_at(taken_by_phone(), "a.jpg")[:2]) is None


def test_a_converter_that_says_nothing_is_waited_for_briefly(db: None, settings: Settings, tmp_path: Path) -> None:
    settings.CONVERTER_SOCKET = tmp_path / "silent"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as silent:
        silent.bind(str(settings.CONVERTER_SOCKET))
        silent.listen()
        began = time.monotonic()
        assert _view(*_looked_at(taken_by_phone(), "a.jpg", seconds=0.3)[:2]) is None
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("end", ["taken off", "given up", "sent", "too old"])
def test_the_bytes_of_a_view_go_with_its_file(
    db: None,
    kek: Path,
    store_folder: Path,
    converter: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    end: str,
) -> None:
    handle, secret, file = _looked_at(taken_by_phone(), "a.jpg")
    assert len(stored(store_folder)) == 2
    now = clock.now()
    with django_capture_on_commit_callbacks(execute=True):
        match end:
            case "taken off":
                draft_files.detach(handle, secret, file)
            case "given up":
                drafts.forget(handle, secret)
            case "sent":
                filed(handle, secret, Compartment(uuid4(), Kind.CASE))
            case _:
                expired_drafts.purge(now=now, words_since=now - timedelta(days=1), files_since=now + timedelta(hours=1))
    left = [path.name for path in stored(store_folder)]
    assert left == ([str(file)] if end == "sent" else [])


def test_the_bytes_of_a_view_have_an_owner_as_long_as_its_file(db: None, store_folder: Path, converter: Path) -> None:
    _looked_at(taken_by_phone(), "a.jpg")
    later = clock.now() + timedelta(hours=26)
    expired_drafts.purge(now=later, words_since=later - timedelta(days=30), files_since=later - timedelta(days=7))
    assert len(stored(store_folder)) == 2
    view = DraftFile.objects.get().view
    assert view is not None
    assert missing_files() == 0
    store.remove(view)
    assert missing_files() == 1


def test_a_second_look_changes_nothing(db: None, store_folder: Path, converter: Path) -> None:
    handle, secret, file = _looked_at(taken_by_phone(), "a.jpg")
    before = DraftFile.objects.get().view
    draft_files.look_at(handle, secret, file, seconds=20)
    draft_files.look_at(handle, secret, uuid4(), seconds=20)
    assert (DraftFile.objects.get().view, len(stored(store_folder))) == (before, 2)


def test_the_21st_file_gets_its_own_sentence(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_files, "MOST_FILES", 1)
    handle, secret = begun()
    attached(handle, secret)
    with pytest.raises(FileRefused, match="A report holds 20 files"), sent(b"one more") as upload:
        draft_files.attach(handle, secret, upload)


def test_of_a_long_recording_what_was_found_is_kept_and_its_job_ends(db: None, converter: Path) -> None:
    began = time.monotonic()
    handle, secret, _ = _looked_at(recorded(minutes=40), "Team meeting.wav", seconds=2)
    view = _view(handle, secret)
    assert view is not None
    assert (dict(view.found).get("title"), view.parts, view.why) == ("Jo and the auditor", (), "")
    assert time.monotonic() - began < 8
