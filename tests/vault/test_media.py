"""What a file is, told from its bytes."""

import pytest

from tests.vault.sent import zipped
from vault import media
from vault.media import HEAD_BYTES, TAIL_BYTES, media_type, safe_name

OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
MAIL = b"Received: from a\r\n by b\r\nFrom: Jo <jo@example.org>\r\nSubject: So\r\n\r\nHello\r\n"

KINDS = [
    (b"%PDF-1.4\n\xff\x00", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n\x00\x00", "image/png"),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
    (b"GIF89a\x00", "image/gif"),
    (b"RIFF\x00\x01\x02\x03WEBPVP8 ", "image/webp"),
    (b"II*\x00\x08\x00", "image/tiff"),
    (b"MM\x00*\x00\x08", "image/tiff"),
    (b"BM\x36\x24\x00\x00\x00\x00\x00\x00", "image/bmp"),
    (b"\x00\x00\x00\x18ftypheic\x00", "image/heic"),
    (b"\x00\x00\x00\x18ftypmif1\x00", "image/heic"),
    (b"\x00\x00\x00\x18ftypavif\x00", "image/avif"),
    (b"\x00\x00\x00\x18ftypM4A \x00", "audio/mp4"),
    (b"\x00\x00\x00\x18ftypisom\x00", "video/mp4"),
    (b"\x00\x00\x00\x14ftypqt  \x00", "video/quicktime"),
    (b"\x00\x00\x00\x18ftyp3gp5\x00", "video/3gpp"),
    (b"ID3\x03\x00", "audio/mpeg"),
    (b"\xff\xfb\x90\x00", "audio/mpeg"),
    (b"\xff\xf1\x50\x80", "audio/aac"),
    (b"RIFF\x00\x01\x02\x03WAVEfmt ", "audio/wav"),
    (b"RIFF\x00\x01\x02\x03AVI LIST", "video/x-msvideo"),
    (b"OggS\x00\x02", "audio/ogg"),
    (b"fLaC\x00", "audio/flac"),
    (b"#!AMR\n\x00", "audio/amr"),
    (b"caff\x00\x01\x00\x00", "audio/x-caf"),
    (b"\x1aE\xdf\xa3\x01\x00B\x82\x84webm", "video/webm"),
    (b"\x1aE\xdf\xa3\x01\x00B\x82\x88matroska", "video/x-matroska"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9", "video/x-ms-asf"),
    (rb"{\rtf1\ansi Dear panel}", "application/rtf"),
    (zipped(mimetype=f"{OPEN}.text".encode()), f"{OPEN}.text"),
    (zipped(mimetype=f"{OPEN}.spreadsheet".encode()), f"{OPEN}.spreadsheet"),
    (zipped(mimetype=f"{OPEN}.presentation".encode()), f"{OPEN}.presentation"),
    (zipped(Content_Types_xml=b"x", word__document_xml=b"<w/>"), f"{OFFICE}.wordprocessingml.document"),
    (zipped(xl__workbook_xml=b"<w/>"), f"{OFFICE}.spreadsheetml.sheet"),
    (zipped(ppt__presentation_xml=b"<w/>"), f"{OFFICE}.presentationml.presentation"),
    (COMPOUND + "WordDocument".encode("utf-16-le"), "application/msword"),
    (COMPOUND + "Workbook".encode("utf-16-le"), "application/vnd.ms-excel"),
    (COMPOUND + "PowerPoint Document".encode("utf-16-le"), "application/vnd.ms-powerpoint"),
    (COMPOUND + "WordDocument__properties_version1.0".encode("utf-16-le"), "application/vnd.ms-outlook"),
    (zipped(notes_txt=b"hello"), "application/zip"),
    (b"7z\xbc\xaf\x27\x1c\x00\x04", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07\x01\x00", "application/vnd.rar"),
    (b"\x1f\x8b\x08\x00", "application/gzip"),
    (MAIL, "message/rfc822"),
    (b"Dear panel,\r\n\tthis is what happened.\x0c", "text/plain"),
    (b"MZ\x90\x00\x03", "application/octet-stream"),
]
"""The beginning of a file of each kind, with the kind."""


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        *KINDS,
        ("Früh am Morgen €".encode(), "text/plain"),
        ("Früh am Morgen €".encode()[:-1], "text/plain"),
        (b"caf\xe9 in Latin-1 \xff\xff", "text/plain"),
        ("Früh".encode("utf-16"), "text/plain"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "text/plain"),
        (b"From: somebody\r\nTo: nobody\r\n\r\nA letter with a heading\r\n", "text/plain"),
        (b"Date: Monday\r\nSubject: a memo\r\n\r\nFrom: the middle\r\n", "text/plain"),
        (b"ID3 is what the recorder writes.", "text/plain"),
        (COMPOUND, "application/octet-stream"),
        (b"\x7fELF\x02", "application/octet-stream"),
        (b"text with a \x00 in it", "application/octet-stream"),
    ],
)
def test_this_is_what_it_is(content: bytes, kind: str) -> None:
    assert media_type(content, content) == kind


def test_a_text_is_as_quick_to_tell_as_it_is_long() -> None:
    """A megabyte of what looks like headers: an expression that tries again from each line would not end."""
    for piece in b"a:", b"a: b\n", b"a: b\n c\n", b" \n", b"From: a\n ":
        text = piece * (HEAD_BYTES // len(piece))
        assert media_type(text, text[-TAIL_BYTES:]) == "text/plain"


def test_a_long_text_may_be_cut_inside_a_character() -> None:
    text = "€".encode() * 10
    assert media_type(text[:-1], text[1:]) == "text/plain"


def test_a_text_that_ends_in_something_else_is_no_text() -> None:
    assert media_type(b"hello", b"hello\x00") == "application/octet-stream"


def test_a_part_named_only_at_the_end_of_a_long_zip_is_found() -> None:
    content = zipped(media__film_bin=bytes(2000), word__document_xml=b"<w/>")
    assert media_type(content[:1000], content[-200:]) == f"{OFFICE}.wordprocessingml.document"


@pytest.mark.parametrize(
    ("name", "kind", "given"),
    [
        ("statement.hta", "text/plain", "statement.hta.txt"),
        ("statement.TXT", "text/plain", "statement.TXT"),
        ("table.csv", "text/plain", "table.csv.txt"),
        ("page.txt . .", "text/plain", "page.txt"),
        ("run.txt.", "text/plain", "run.txt"),
        (".", "application/pdf", "file.pdf"),
        ("photo.jpeg", "image/jpeg", "photo.jpeg"),
        ("photo.exe", "image/jpeg", "photo.exe.jpg"),
        ("setup.exe", "application/octet-stream", "setup.exe.bin"),
        ("IMG_0001.HEIC", "image/heic", "IMG_0001.HEIC"),
        ("photo.svg", "image/png", "photo.svg.png"),
        ("letter.docm", f"{OFFICE}.wordprocessingml.document", "letter.docm.docx"),
        ("figures.exe", f"{OFFICE}.spreadsheetml.sheet", "figures.exe.xlsx"),
    ],
)
def test_a_file_is_handed_out_under_a_name_that_ends_in_what_it_is(name: str, kind: str, given: str) -> None:
    assert safe_name(name, kind) == given


def test_every_kind_has_an_ending() -> None:
    assert {kind for _, kind in KINDS} == set(media.ENDINGS)
