"""Where the disk of files is full, a file is refused in words, and nothing half written stays."""

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.full_disk import fill, small_disk
from tests.vault.sent import PDF, sent, stored
from vault import store
from vault.files import copy
from vault.uploads import Fault, FileRefused, SealingUploadHandler

MIB = 1024 * 1024


@pytest.fixture
def disk(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A store on a disk of eight megabytes."""
    with small_disk(tmp_path / "store", 8) as folder:
        settings.FILES_DIR = folder
        yield folder


@pytest.mark.parametrize("left", [0, 1, 3 * MIB])
def test_a_file_that_finds_no_room_is_refused_and_leaves_nothing(disk: Path, left: int) -> None:
    ballast = fill(disk)
    with ballast.open("r+b") as file:
        file.truncate(ballast.stat().st_size - left)
    with sent(PDF + b"x" * 5 * MIB) as upload, pytest.raises(FileRefused) as refused:
        upload.get_received()
    assert (refused.value.fault, stored(disk)) == (Fault.NO_ROOM, [ballast])
    ballast.unlink()
    with sent(PDF) as upload:
        assert upload.get_received().description.size == len(PDF)


def test_the_next_file_of_the_same_request_is_judged_by_itself(disk: Path) -> None:
    handler = SealingUploadHandler()
    faults = []
    for content in (PDF + b"x" * 12 * MIB, PDF):
        handler.new_file("added", "letter.pdf", "application/pdf", None)
        for start in range(0, len(content), MIB):
            handler.receive_data_chunk(content[start : start + MIB], start)
        faults.append(handler.file_complete(len(content)).fault)
    assert (faults, len(stored(disk))) == ([Fault.NO_ROOM, None], 1)


def test_a_copy_that_finds_no_room_leaves_nothing_and_says_the_number(disk: Path) -> None:
    with sent(PDF + b"x" * 2 * MIB) as upload:
        received = upload.get_received()
        before = stored(disk)
        fill(disk)
        with pytest.raises(OSError, match="No space left") as fault:
            copy(received)
        assert (fault.value.errno, [path for path in stored(disk) if path not in before]) == (
            errno.ENOSPC,
            [disk / "ballast"],
        )
        assert store.path_of(received.file_id).exists()
