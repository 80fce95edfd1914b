"""Finds the kind of a file from its first and last bytes, and ignores the name that its sender gave it.

The kind decides how a file is shown and under which ending it is handed out. Every file is accepted, of whatever kind.
"""

import codecs
import re
from collections.abc import Mapping

HEAD_BYTES = 1024 * 1024
TAIL_BYTES = 64 * 1024

UNKNOWN = "application/octet-stream"
TEXT = "text/plain"
MAIL = "message/rfc822"

_OPENDOCUMENT = "application/vnd.oasis.opendocument"
_OPENXML = "application/vnd.openxmlformats-officedocument"

_BEGINNINGS = (
    (rb"%PDF-\d", "application/pdf"),
    (rb"\x89PNG\r\n\x1a\n", "image/png"),
    (rb"\xff\xd8\xff", "image/jpeg"),
    (rb"GIF8[79]a", "image/gif"),
    (rb"RIFF....WEBP", "image/webp"),
    (rb"II\*\x00|MM\x00\*", "image/tiff"),
    (rb"BM.{4}\x00{4}", "image/bmp"),
    (rb".{4}ftyp(?:hei[cmsx]|hev[cmsx]|mif1|msf1)", "image/heic"),
    (rb".{4}ftypavi[fs]", "image/avif"),
    (rb".{4}ftypM4[AB] ", "audio/mp4"),
    (rb".{4}ftypqt  ", "video/quicktime"),
    (rb".{4}ftyp3g", "video/3gpp"),
    (rb".{4}ftyp", "video/mp4"),
    (rb"ID3[\x02-\x04]|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]", "audio/mpeg"),
    (rb"\xff[\xf0\xf1\xf8\xf9]", "audio/aac"),
    (rb"RIFF....WAVE", "audio/wav"),
    (rb"OggS", "audio/ogg"),
    (rb"fLaC", "audio/flac"),
    (rb"#!AMR", "audio/amr"),
    (rb"caff\x00\x01", "audio/x-caf"),
    (rb"RIFF....AVI ", "video/x-msvideo"),
    (rb"\x1aE\xdf\xa3.{,60}webm", "video/webm"),
    (rb"\x1aE\xdf\xa3", "video/x-matroska"),
    (rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-asf"),
    (rb"\{\\rtf", "application/rtf"),
    *(
        (rb"PK\x03\x04.{26}mimetype" + re.escape(f"{_OPENDOCUMENT}.{kind}".encode()), f"{_OPENDOCUMENT}.{kind}")
        for kind in ("text", "spreadsheet", "presentation")
    ),
    (rb"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (rb"Rar!\x1a\x07", "application/vnd.rar"),
    (rb"\x1f\x8b\x08", "application/gzip"),
)
_MAGIC = tuple((re.compile(beginning, re.DOTALL), found) for beginning, found in _BEGINNINGS)

_ZIP = b"PK\x03\x04"
_PARTS_OF_ZIP = (
    (b"word/document.xml", f"{_OPENXML}.wordprocessingml.document"),
    (b"xl/workbook.", f"{_OPENXML}.spreadsheetml.sheet"),
    (b"ppt/presentation.xml", f"{_OPENXML}.presentationml.presentation"),
    (_ZIP, "application/zip"),
)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A message is looked for first: what is attached to it lies in the same file, with the names of its own parts.
_PARTS_OF_COMPOUND = (
    ("__properties_version1.0".encode("utf-16-le"), "application/vnd.ms-outlook"),
    ("PowerPoint Document".encode("utf-16-le"), "application/vnd.ms-powerpoint"),
    ("Workbook".encode("utf-16-le"), "application/vnd.ms-excel"),
    ("WordDocument".encode("utf-16-le"), "application/msword"),
)

ENDINGS: Mapping[str, tuple[str, ...]] = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "image/tiff": (".tif", ".tiff"),
    "image/bmp": (".bmp",),
    "image/heic": (".heic", ".heif"),
    "image/avif": (".avif",),
    "audio/mp4": (".m4a",),
    "audio/mpeg": (".mp3",),
    "audio/aac": (".aac",),
    "audio/wav": (".wav",),
    "audio/ogg": (".ogg", ".oga", ".opus"),
    "audio/flac": (".flac",),
    "audio/amr": (".amr",),
    "audio/x-caf": (".caf",),
    "video/quicktime": (".mov",),
    "video/3gpp": (".3gp",),
    "video/mp4": (".mp4", ".m4v"),
    "video/x-msvideo": (".avi",),
    "video/webm": (".webm",),
    "video/x-matroska": (".mkv",),
    "video/x-ms-asf": (".wmv", ".wma"),
    "application/rtf": (".rtf",),
    f"{_OPENDOCUMENT}.text": (".odt",),
    f"{_OPENDOCUMENT}.spreadsheet": (".ods",),
    f"{_OPENDOCUMENT}.presentation": (".odp",),
    f"{_OPENXML}.wordprocessingml.document": (".docx",),
    f"{_OPENXML}.spreadsheetml.sheet": (".xlsx",),
    f"{_OPENXML}.presentationml.presentation": (".pptx",),
    "application/msword": (".doc",),
    "application/vnd.ms-excel": (".xls",),
    "application/vnd.ms-powerpoint": (".ppt",),
    "application/vnd.ms-outlook": (".msg",),
    "application/zip": (".zip",),
    "application/x-7z-compressed": (".7z",),
    "application/vnd.rar": (".rar",),
    "application/gzip": (".gz",),
    MAIL: (".eml",),
    TEXT: (".txt",),
    UNKNOWN: (".bin",),
}
"""The endings that fit each kind; a file with another gets the first."""

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAIL_HEADERS = re.compile(rb"(?:[!-9;-~]+:.*\r?\n(?:[ \t].*\r?\n)*)+\r?\n")
_MAIL_NEEDS = (re.compile(rb"^from:", re.I | re.M), re.compile(rb"^(?:date|received|message-id):", re.I | re.M))


def media_type(head: bytes, tail: bytes) -> str:
    """Return the media type of a file with these first (up to 1 MiB) and last (up to 64 KiB) bytes, `UNKNOWN` if none fits.

    Text of any encoding and in any language of markup is `TEXT`: it is handed out under a name that no program runs.
    """
    for magic, found in _MAGIC:
        if magic.match(head):
            return found
    for beginning, parts in ((_ZIP, _PARTS_OF_ZIP), (_COMPOUND, _PARTS_OF_COMPOUND)):
        if head.startswith(beginning):
            return next((found for part, found in parts if part in head or part in tail), UNKNOWN)
    if head.startswith(_UTF_16):
        return TEXT
    if _CONTROL.search(head) or _CONTROL.search(tail):
        return UNKNOWN
    return MAIL if _is_mail(head) else TEXT


class Ends:
    """The first and last bytes of a file that is seen chunk by chunk: what its media type is found from."""

    def __init__(self) -> None:
        self._head = self._tail = b""

    def note(self, chunk: bytes) -> bytes:
        """Note the next bytes of the file, and return them."""
        if len(self._head) < HEAD_BYTES:
            self._head = (self._head + chunk)[:HEAD_BYTES]
        self._tail = (self._tail + chunk)[-TAIL_BYTES:]
        return chunk

    def media_type(self) -> str:
        return media_type(self._head, self._tail)


def safe_name(name: str, kind: str) -> str:
    """Return a file name whose extension fits the type of the file, whatever its sender called it.

    The reader's machine chooses the program by the extension: plain text named statement.hta would run as a program.
    """
    endings = ENDINGS[kind]
    bare = name.rstrip(". ")
    return bare if bare.casefold().endswith(endings) else f"{bare or 'file'}{endings[0]}"


def _is_mail(head: bytes) -> bool:
    found = _MAIL_HEADERS.match(head)
    return found is not None and all(needed.search(found[0]) for needed in _MAIL_NEEDS)
