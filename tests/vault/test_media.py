"""What a file is, told from its bytes."""

import pytest

from tests.vault.sent import zipped
from vault import media
from vault.media import media_type, safe_name

OFFICE = "application/vnd.openxmlformats-officedocument"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.4\n\xff\x00", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "image/png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
        (b"GIF89a\x00", "image/gif"),
        (b"RIFF\x00\x01\x02\x03WEBPVP8 ", "image/webp"),
        (b"Dear panel,\r\n\tthis is what happened.\x0c", "text/plain"),
        ("Früh am Morgen €".encode(), "text/plain"),
        ("Früh am Morgen €".encode()[:-1], "text/plain"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "application/vnd.oasis.opendocument.text"),
        (zipped(Content_Types_xml=b"x", word__document_xml=b"<w/>"), f"{OFFICE}.wordprocessingml.document"),
        (zipped(xl__workbook_xml=b"<w/>"), f"{OFFICE}.spreadsheetml.sheet"),
        (zipped(notes_txt=b"hello"), None),
        (b"MZ\x90\x00\x03", None),
        (b"\x7fELF\x02", None),
        (b"text with a \x00 in it", None),
        (b"caf\xe9 in Latin-1 \xff\xff", None),
        (b"RIFF\x00\x01\x02\x03WAVE", None),
    ],
)
def test_this_is_what_it_is(content: bytes, kind: str | None) -> None:
    assert media_type(content, content) == kind


def test_a_long_text_may_be_cut_inside_a_character() -> None:
    text = "€".encode() * 10
    assert media_type(text[:-1], text[1:]) == "text/plain"


def test_a_text_that_ends_in_something_else_is_no_text() -> None:
    assert media_type(b"hello", b"hello\x00") is None


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
        ("photo.svg", "image/png", "photo.svg.png"),
        ("letter.docm", f"{OFFICE}.wordprocessingml.document", "letter.docm.docx"),
        ("figures.exe", f"{OFFICE}.spreadsheetml.sheet", "figures.exe.xlsx"),
    ],
)
def test_a_file_is_handed_out_under_a_name_that_ends_in_what_it_is(name: str, kind: str, given: str) -> None:
    assert safe_name(name, kind) == given


def test_every_kind_that_is_taken_has_an_ending() -> None:
    taken = {kind for _, kind in (*media._MAGIC, *media._OFFICE)} | {"text/plain"}
    assert taken == set(media._ENDINGS)
