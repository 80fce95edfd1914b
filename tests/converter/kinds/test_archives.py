"""Archives are listed, and nothing in them is opened."""

import pytest

from converter.kinds import CannotShow, archives
from tests.converter import samples, shown

FILES = {"chat.txt": b"hello", "photos/one.jpg": b"12"}
LISTED = [("chat.txt", 5), ("photos/one.jpg", 2)]


@pytest.mark.parametrize(
    "content",
    [samples.zipped(FILES), samples.tarred(FILES), samples.gzipped(samples.tarred(FILES))],
    ids=["zip", "tar", "tar.gz"],
)
def test_the_files_in_an_archive_are_listed(content: bytes) -> None:
    frames = shown.shown(content)
    assert shown.attached(frames) == LISTED
    assert shown.text(frames).endswith("             5  chat.txt\n              2  photos/one.jpg\n")


@pytest.mark.parametrize("content", [b"7z\xbc\xaf'\x1c\x00\x04" + bytes(40), b"Rar!\x1a\x07\x01\x00" + bytes(40)])
def test_archives_of_other_kinds_are_not_opened(content: bytes) -> None:
    assert shown.outcome(content) == "Archives of this kind are not opened here. The original is kept."


def test_names_in_an_archive_lead_nowhere() -> None:
    names = ["../../etc/passwd", "C:\\Windows\\a.exe", "/root/.ssh/id", "safe\u202efdp.exe", "a\nb", ".."]
    frames = shown.shown(samples.tarred(dict.fromkeys(names, b"")))
    expected = ["etc/passwd", "Windows/a.exe", "root/.ssh/id", "safe\ufffdfdp.exe", "a b", "?"]
    assert [name for name, _ in shown.attached(frames)] == expected


def test_an_archive_of_very_many_files_is_listed_in_part() -> None:
    frames = shown.shown(samples.zipped({f"{number}.txt": b"" for number in range(archives.MOST_FILES + 5)}))
    assert len(shown.attached(frames)) == archives.MOST_FILES
    assert shown.found(frames) == {"cut": "The archive holds more files than the 1,000 that are listed."}


def test_a_file_that_was_compressed_alone_is_not_opened() -> None:
    assert shown.outcome(samples.gzipped(b"a plain text")).startswith("The compressed file is not opened here")


def test_a_bomb_ends_before_it_is_unpacked() -> None:
    content = samples.gzipped(samples.tarred({"zeros": bytes(archives.MOST_UNPACKED + 1)}))
    assert len(content) < 1_000_000
    assert shown.outcome(content) == "The compressed file unpacks to more than is safe to read."


def test_the_files_of_a_protected_archive_are_listed() -> None:
    content = bytearray(samples.zipped({"secret.txt": b"x"}))
    content[6] |= 1
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    frames = shown.shown(bytes(content))
    assert shown.attached(frames) == [("secret.txt", 1)]
    assert shown.found(frames) == {"unread": "The files in the archive are protected by a password."}


@pytest.mark.parametrize("content", [samples.zipped(FILES), samples.gzipped(samples.tarred(FILES))], ids=["zip", "gz"])
def test_half_an_archive_cannot_be_shown(content: bytes) -> None:
    with pytest.raises(CannotShow, match="damaged"):
        shown.shown(content[: len(content) // 2], "application/zip" if content[:2] == b"PK" else "")


def test_an_empty_archive_says_so() -> None:
    assert shown.outcome(samples.zipped({}), "application/zip") == "The archive is empty."


@pytest.mark.parametrize("content", [b"MZ\x90\x00\x03" + bytes(300), b"\x7fELF\x02" + bytes(300), bytes(10)])
def test_what_no_table_knows_is_not_shown(content: bytes) -> None:
    assert shown.outcome(content) == "A file of this kind cannot be shown here. The original is kept."
