"""Files that arrive in pieces: whole in the end, whatever was sent twice or broke off, and nothing of them in clear."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from ledger import clock
from operations.restore_files import missing_files
from tests.vault.sealed import is_stored
from tests.vault.sent import sent, stored
from tests.vault.test_drafts import CANARY, attached, begun
from vault import draft_files, drafts, expired_drafts, pieces, store
from vault.models import DraftFile, DraftPiece
from vault.uploads import FileRefused

WHOLE = b"%PDF-1.7 " + CANARY.encode() + bytes(range(256)) * 40
PIECE = 4000
SOME = WHOLE[:PIECE]


def _opened() -> drafts.Opened:
    return drafts.read(*begun())


def _send(
    found: drafts.Opened, upload: UUID, start: int, content: bytes | None = None, size: int = len(WHOLE)
) -> pieces.Progress:
    with sent(WHOLE[start : start + PIECE] if content is None else content, f"{CANARY}.pdf") as piece:
        return pieces.add_piece(found, upload, piece, start=start, size=size, modified=7)


def _send_all(found: drafts.Opened, upload: UUID) -> pieces.Progress:
    after = pieces.Progress(upload=upload)
    while after.file is None:
        after = _send(found, upload, after.offset)
    return after


def test_pieces_become_one_file_with_the_digest_of_the_whole(
    db: None, store_folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    found, upload = _opened(), uuid4()
    with django_capture_on_commit_callbacks(execute=True):
        after = _send_all(found, upload)
    (file,) = drafts.attached_files(found)
    assert drafts.read(found.handle, found.secret).has_files
    described = file.description
    assert after == pieces.progress(found, upload)
    assert (after.file, after.offset) == (file.id, len(WHOLE))
    assert (described.name, described.size, described.media_type) == (f"{CANARY}.pdf", len(WHOLE), "application/pdf")
    assert described.sha256 == sha256(WHOLE).hexdigest()
    place = {"key": file.received.key, "prefix": file.received.prefix, "size": described.size}
    assert b"".join(store.read(file.id, **place)) == WHOLE  # type: ignore[arg-type]
    assert (DraftPiece.objects.count(), [path.name for path in stored(store_folder)]) == (0, [str(file.id)])


def test_a_piece_that_was_sent_twice_or_out_of_turn_changes_nothing(db: None, store_folder: Path) -> None:
    found, upload = _opened(), uuid4()
    assert pieces.progress(found, upload).offset == 0
    assert _send(found, upload, PIECE).offset == 0
    assert _send(found, upload, 0).offset == PIECE
    assert _send(found, upload, 0).offset == PIECE
    assert _send(found, upload, 2 * PIECE).offset == PIECE
    assert (DraftPiece.objects.count(), len(stored(store_folder))) == (1, 1)


def test_the_last_piece_sent_twice_makes_one_file(db: None) -> None:
    found, upload = _opened(), uuid4()
    whole = _send_all(found, upload)
    assert _send(found, upload, 2 * PIECE) == whole
    assert DraftFile.objects.count() == 1


def test_nothing_of_a_piece_is_in_clear(db: None, store_folder: Path) -> None:
    found = _opened()
    _send(found, uuid4(), 0)
    assert not is_stored(CANARY)
    assert all(CANARY.encode() not in path.read_bytes() for path in stored(store_folder))


def test_an_upload_that_broke_off_is_listed_with_what_finds_the_same_file_again(db: None) -> None:
    found, upload = _opened(), uuid4()
    _send(found, upload, 0)
    _send(found, upload, PIECE)
    (one,) = pieces.unfinished(found)
    assert drafts.read(found.handle, found.secret).has_pieces
    assert (one.upload, one.offset, one.name, one.size, one.modified) == (
        upload, 2 * PIECE, f"{CANARY}.pdf", len(WHOLE), 7,
    )  # fmt: skip
    assert _send(found, upload, one.offset).file is not None
    assert pieces.unfinished(found) == []


@pytest.mark.parametrize(("size", "content"), [(100 * 1024 * 1024 + 1, SOME), (PIECE - 1, SOME), (PIECE, b"")])
def test_too_much_and_nothing_are_refused(db: None, store_folder: Path, size: int, content: bytes) -> None:
    found = _opened()
    with pytest.raises(FileRefused):
        _send(found, uuid4(), 0, content, size)
    assert (DraftPiece.objects.count(), stored(store_folder)) == (0, [])


def test_the_announced_size_is_counted_before_the_bytes_come(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    found = _opened()
    monkeypatch.setattr(draft_files, "MOST_BYTES", len(WHOLE) - 1)
    with pytest.raises(FileRefused, match="together are too large"):
        _send(found, uuid4(), 0)


def test_pieces_count_for_the_room_of_the_draft(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    found = _opened()
    _send(found, uuid4(), 0)
    monkeypatch.setattr(draft_files, "MOST_BYTES", 100_000)
    with pytest.raises(FileRefused, match="together are too large"):
        attached(found.handle, found.secret)


def test_a_stopped_upload_leaves_nothing(
    db: None, store_folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    found, upload, other = _opened(), uuid4(), uuid4()
    _send(found, upload, 0)
    _send(found, other, 0)
    with django_capture_on_commit_callbacks(execute=True):
        pieces.drop(found, upload)
    assert (pieces.progress(found, upload).offset, pieces.progress(found, other).offset) == (0, PIECE)
    assert len(stored(store_folder)) == 1


def test_an_abandoned_upload_is_gone_within_a_day_and_until_then_has_an_owner(
    db: None, store_folder: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    found = _opened()
    _send(found, uuid4(), 0)
    assert missing_files() == 0
    counts = []
    for hours in (23, 25):
        later = clock.now() + timedelta(hours=hours)
        with django_capture_on_commit_callbacks(execute=True):
            expired_drafts.purge(
                now=later, words_since=later - timedelta(days=30), files_since=later - timedelta(days=7)
            )
        counts.append((DraftPiece.objects.count(), len(stored(store_folder))))
    assert counts == [(1, 1), (0, 0)]


def test_another_draft_cannot_go_on_with_an_upload(db: None) -> None:
    found, other, upload = _opened(), _opened(), uuid4()
    _send(found, upload, 0)
    assert pieces.progress(other, upload).offset == 0
    with pytest.raises(drafts.NoSuchDraft):
        _send(drafts.Opened(found.handle, other.secret, {}, 0), upload, PIECE)


def test_a_piece_for_which_there_is_no_room_is_refused(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    found, upload = _opened(), uuid4()
    _send(found, upload, 0)
    _send(found, upload, PIECE)
    monkeypatch.setattr(draft_files, "SHARE_OF_FREE_DISK", 1e-9)
    with pytest.raises(FileRefused, match="no room"):
        _send(found, upload, 2 * PIECE)
    assert pieces.progress(found, upload).offset == 2 * PIECE
