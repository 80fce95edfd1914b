"""Finds the type of a file from its first and last bytes, and ignores the name that its sender gave it."""

import codecs
import re

HEAD_BYTES = 1024 * 1024
TAIL_BYTES = 64 * 1024

_MAGIC = (
    (re.compile(rb"%PDF-\d"), "application/pdf"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
    (
        re.compile(rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.text", re.DOTALL),
        "application/vnd.oasis.opendocument.text",
    ),
)
_OFFICE = (
    (b"word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
)
_ENDINGS = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "text/plain": (".txt",),
}
_MIDDLE_OF_CHARACTER = re.compile(rb"\A[\x80-\xbf]{1,3}")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def media_type(head: bytes, tail: bytes) -> str | None:
    """The media type of a file with these first (up to 1 MiB) and last (up to 64 KiB) bytes, or None.

    None is for types that we do not accept. We accept PDF, PNG, JPEG, GIF, WebP, plain text in UTF-8,
    and Word, Excel and OpenDocument text files.
    """
    for magic, found in _MAGIC:
        if magic.match(head):
            return found
    if head.startswith(b"PK\x03\x04"):
        return next((found for part, found in _OFFICE if part in head or part in tail), None)
    return "text/plain" if _is_text(head) and _is_text(tail) else None


def safe_name(name: str, kind: str) -> str:
    """Return a file name whose extension fits the type of the file, whatever its sender called it.

    The reader's machine chooses the program by the extension: plain text named statement.hta would run as a program.
    """
    endings = _ENDINGS[kind]
    bare = name.rstrip(". ")
    return bare if bare.casefold().endswith(endings) else f"{bare or 'file'}{endings[0]}"


def _is_text(data: bytes) -> bool:
    # A piece of a longer text may begin and end in the middle of a character; a decoder that waits forgives the end.
    begun = _MIDDLE_OF_CHARACTER.sub(b"", data)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(begun)
    except UnicodeDecodeError:
        return False
    return _CONTROL.search(begun) is None
