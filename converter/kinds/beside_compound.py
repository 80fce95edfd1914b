"""What an older Office file, a compound file, holds beside its pages. RTF says it in its header."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

import olefile

from converter.frames import Found, Frame
from converter.kinds.view import DAMAGED, PROTECTED, CannotShow, found

_FIELDS: tuple[tuple[str, Found], ...] = (
    ("author", "author"),
    ("last_saved_by", "editor"),
    ("company", "company"),
    ("manager", "company"),
    ("title", "title"),
    ("keywords", "keywords"),
    ("comments", "comment"),
    ("creating_application", "program"),
    ("create_time", "moment"),
)
_RTF: tuple[tuple[bytes, Found], ...] = (
    (rb"author", "author"),
    (rb"operator", "editor"),
    (rb"\*\\company|company", "company"),
    (rb"title", "title"),
)
_RTF_HEAD = 256 * 1024
_WORD_LOCKED = 0x0100
_PASSWORD_RECORD, _SHEET_RECORD, _LAST_RECORD = 0x002F, 0x0085, 0x000A
_FIRST_RECORDS = 20_000
_UTF_8 = 65001
_FIRST_YEAR = 1970
"""A file without a time says 1601."""


def said(content: BinaryIO) -> Iterator[Frame]:
    """Yield what a reader of the pages does not see. Raises CannotShow for a file that is locked or damaged."""
    content.seek(0)
    if content.read(5) == b"{\\rtf":
        yield from _said_by_rtf(content)
        return
    content.seek(0)
    try:
        with olefile.OleFileIO(content) as file:
            if _is_locked(file):
                raise CannotShow(PROTECTED)
            yield from [*_written(file), *_macros(file), *_hidden_sheets(file)]
    except (OSError, LookupError, ValueError, TypeError, AttributeError, RecursionError, OverflowError) as fault:
        raise CannotShow(DAMAGED) from fault


def _said_by_rtf(content: BinaryIO) -> Iterator[Frame]:
    content.seek(0)
    head = content.read(_RTF_HEAD)
    for name, what in _RTF:
        match = re.search(rb"\{\\(?:" + name + rb")\s([^{}]{1,500})\}", head)
        if match:
            yield found(what, match[1].decode("latin-1"))


def _written(file: olefile.OleFileIO) -> Iterator[Frame]:
    said = file.get_metadata()
    page = (said.codepage or 0) % 0x10000
    for name, what in _FIELDS:
        words = _words(getattr(said, name), "utf-8" if page == _UTF_8 else f"cp{page or 1252}")
        if words:
            yield found(what, words)


def _words(value: bytes | datetime | None, encoding: str) -> str:
    if isinstance(value, datetime) and value.year < _FIRST_YEAR:
        return ""
    text = value.decode(encoding, "replace") if isinstance(value, bytes) else str(value or "")
    return text.strip("\0 ")


def _macros(file: olefile.OleFileIO) -> Iterator[Frame]:
    if any("VBA" in (part.upper() for part in path) for path in file.listdir(streams=True, storages=True)):
        yield found("script", "The file holds macros: programs that run when it is opened.")


def _is_locked(file: olefile.OleFileIO) -> bool:
    """Whether the contents are encrypted, as each of the three programs says it."""
    if file.exists("WordDocument"):
        head = file.openstream("WordDocument").read(12)
        return bool(int.from_bytes(head[10:12], "little") & _WORD_LOCKED)
    return bool(
        any(kind == _PASSWORD_RECORD for kind, _ in _records(file))
        or file.exists("EncryptedSummary")
        or file.exists("EncryptedPackage")
    )


def _hidden_sheets(file: olefile.OleFileIO) -> Iterator[Frame]:
    count = sum(kind == _SHEET_RECORD and body[4:5] not in (b"\0", b"") for kind, body in _records(file))
    if count:
        yield found("hidden", str(count))


def _records(file: olefile.OleFileIO) -> Iterator[tuple[int, bytes]]:
    """Yield the first records of a workbook, which say whether it is locked and which sheets it has."""
    name = next((one for one in ("Workbook", "Book") if file.exists(one)), None)
    if name is None:
        return
    stream = file.openstream(name)
    for _ in range(_FIRST_RECORDS):
        kind, size = (int.from_bytes(stream.read(2), "little") for _ in range(2))
        yield kind, stream.read(size)
        if kind == _LAST_RECORD:
            return
