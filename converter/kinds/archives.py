"""Archives: what is in them by name and size. Nothing in them is opened."""

import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from converter.frames import Frame
from converter.kinds import texts
from converter.kinds.view import DAMAGED, CannotShow, attached, clean_name, found

MOST_FILES = 1000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 100
_BLOCK = 64 * 1024


def view_zip(content: BinaryIO, asked: Mapping[str, Any]) -> Iterator[Frame]:
    try:
        with zipfile.ZipFile(content) as archive:
            files = [one for one in archive.infolist() if not one.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, LookupError, NotImplementedError) as fault:
        raise CannotShow(DAMAGED) from fault
    if any(one.flag_bits & 1 for one in files):
        yield found("unread", "The files in the archive are protected by a password.")
    yield from _listed([(one.filename, one.file_size) for one in files])


def view_tar(content: BinaryIO, asked: Mapping[str, Any]) -> Iterator[Frame]:
    yield from _listed(_members(content, "r:"))


def view_gzip(content: BinaryIO, asked: Mapping[str, Any]) -> Iterator[Frame]:
    """List the archive that is compressed. Raises CannotShow for a file of another kind, or one that unpacks to too much."""
    yield from _listed(_members(_Unpacked(content), "r|"))


def _members(content: Any, mode: Any) -> list[tuple[str, int]]:
    files: list[tuple[str, int]] = []
    try:
        with tarfile.open(fileobj=content, mode=mode) as archive:
            while len(files) <= MOST_FILES and (one := archive.next()) is not None:
                files += [] if one.isdir() else [(one.name, one.size)]
    except (tarfile.TarError, OSError, EOFError, zlib.error, ValueError) as fault:
        raise CannotShow("The compressed file is not opened here, or it is damaged. The original is kept.") from fault
    return files


def _listed(files: list[tuple[str, int]]) -> Iterator[Frame]:
    if not files:
        raise CannotShow("The archive is empty.")
    shown = files[:MOST_FILES]
    if len(files) > len(shown):
        yield found("cut", f"The archive holds more files than the {MOST_FILES:,} that are listed.")
    for name, size in shown:
        yield attached(name, size)
    lines = "\n".join(f"{size:>15,}  {clean_name(name)}" for name, size in shown)
    yield from texts.pages(f"This archive is not opened here. It holds these files (size in bytes, name):\n\n{lines}\n")


class _Unpacked:
    """Unpacks gzip while it is read, and at most `MOST_UNPACKED` bytes."""

    def __init__(self, content: BinaryIO) -> None:
        self._content, self._unpacker = content, zlib.decompressobj(wbits=31)
        self._ahead, self._count = b"", 0

    def read(self, size: int) -> bytes:
        while len(self._ahead) < size and not self._unpacker.eof:
            packed = self._unpacker.unconsumed_tail or self._content.read(_BLOCK)
            if not packed:
                break
            self._ahead += self._unpacker.decompress(packed, _BLOCK)
        given, self._ahead = self._ahead[:size], self._ahead[size:]
        self._count += len(given)
        if self._count > MOST_UNPACKED:
            raise CannotShow("The compressed file unpacks to more than is safe to read.")
        return given
