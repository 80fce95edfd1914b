"""A small file of every kind that people send, and what is promised of it."""

from collections.abc import Callable, Mapping
from functools import cache, partial

from tests.converter import office_files, outlook_file, recorded, samples

PAGE, TEXT = frozenset({"page"}), frozenset({"text"})
SOUND, VIDEO = frozenset({"sound", "wave"}), frozenset({"page", "sound", "wave"})
NOTHING: frozenset[str] = frozenset()

FILES = {"note.txt": b"Ms Quillon asked."}
_BOOK = ("Sums", "visible", "Quillon")
_AMR = b"#!AMR\n" + (b"\x3c" + bytes(31)) * 50


def older(source: Callable[[], bytes], ending: str, into: str) -> bytes:
    return office_files.turned(source(), ending, into)


_book = partial(office_files.xlsx, _BOOK)

EVERY_KIND: Mapping[str, tuple[Callable[[], bytes], frozenset[str]]] = {
    "letter.pdf": (lambda: samples.pdf("Letter"), PAGE),
    "screenshot.png": (lambda: samples.picture("PNG"), PAGE),
    "photo.jpg": (lambda: samples.picture("JPEG"), PAGE),
    "moving.gif": (lambda: samples.picture("GIF"), PAGE),
    "picture.webp": (lambda: samples.picture("WEBP"), PAGE),
    "fax.tiff": (partial(samples.many_pages, 2), PAGE),
    "paint.bmp": (lambda: samples.picture("BMP"), PAGE),
    "telephone.heic": (samples.heic, PAGE),
    "picture.avif": (lambda: samples.picture("AVIF"), PAGE),
    "memo.m4a": (lambda: recorded.sound("ipod", "aac"), SOUND),
    "memo.mp3": (lambda: recorded.sound("mp3", "libmp3lame"), SOUND),
    "memo.aac": (lambda: recorded.sound("adts", "aac"), SOUND),
    "memo.wav": (lambda: recorded.sound("wav", "pcm_s16le"), SOUND),
    "voice.opus": (lambda: recorded.sound("ogg", "libopus"), SOUND),
    "memo.flac": (lambda: recorded.sound("flac", "flac"), SOUND),
    "call.amr": (lambda: _AMR, SOUND),
    "memo.caf": (lambda: recorded.sound("caf", "pcm_s16le"), SOUND),
    "film.mov": (lambda: recorded.video("mov", heard="aac"), VIDEO),
    "film.3gp": (lambda: recorded.video("3gp", heard="aac"), VIDEO),
    "film.mp4": (lambda: recorded.video("mp4", heard="aac"), VIDEO),
    "film.avi": (lambda: recorded.video("avi", "mpeg4", heard="libmp3lame"), VIDEO),
    "film.webm": (lambda: recorded.video("webm", "libvpx", heard="libopus"), VIDEO),
    "film.mkv": (lambda: recorded.video("matroska", heard="aac"), VIDEO),
    "film.wmv": (lambda: recorded.video("asf", "wmv2", heard="wmav2"), VIDEO),
    "letter.rtf": (office_files.rtf, PAGE),
    "letter.odt": (office_files.odt, PAGE),
    "sums.ods": (partial(older, _book, "xlsx", "ods"), PAGE),
    "slides.odp": (office_files.odp, PAGE),
    "letter.docx": (office_files.docx, PAGE),
    "sums.xlsx": (_book, PAGE),
    "slides.pptx": (partial(older, office_files.odp, "odp", "pptx"), PAGE),
    "letter.doc": (partial(older, office_files.docx, "docx", "doc"), PAGE),
    "sums.xls": (partial(older, _book, "xlsx", "xls"), PAGE),
    "slides.ppt": (partial(older, office_files.odp, "odp", "ppt"), PAGE),
    "mail.msg": (lambda: outlook_file.message(subject="The book", body="Hello"), TEXT),
    "mail.eml": (partial(samples.mail, "Message-ID: <a@example.org>"), TEXT),
    "chat.zip": (lambda: samples.zipped(FILES), TEXT),
    "backup.tar": (lambda: samples.tarred(FILES), TEXT),
    "backup.tar.gz": (lambda: samples.gzipped(samples.tarred(FILES)), TEXT),
    "backup.7z": (lambda: b"7z\xbc\xaf'\x1c\x00\x04" + bytes(40), NOTHING),
    "backup.rar": (lambda: b"Rar!\x1a\x07\x01\x00" + bytes(40), NOTHING),
    "chat.txt": ("Früh am Morgen €\n".encode, TEXT),
    "old.txt": (lambda: "Café déjà vu\r\n".encode("latin-1"), TEXT),
    "wide.txt": (lambda: "Früh".encode("utf-16"), TEXT),
    "table.csv": (lambda: b"name,sum\nJo,=1+1\n", TEXT),
    "page.html": (lambda: b"<!doctype html><script>x()</script><p>Hello</p>", TEXT),
    "drawing.svg": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script/><text>Plan</text></svg>", TEXT),
    "card.vcf": (lambda: b"BEGIN:VCARD\r\nFN:Jo\r\nEND:VCARD\r\n", TEXT),
    "meeting.ics": (lambda: b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", TEXT),
    "export.json": (lambda: b'{"a": 1}\n', TEXT),
    "setup.exe": (lambda: b"MZ\x90\x00\x03" + bytes(300), NOTHING),
}
"""By the name that people give it: how it is made, and the parts of its view; without parts, it is said not to be shown."""


@cache
def make(name: str) -> bytes:
    return EVERY_KIND[name][0]()
