"""Hostile files against a converter of its own: each ends with pages or a sentence, and the next file is shown."""

import io
import struct
import zlib
from pathlib import Path

import pikepdf
import pytest

from converter import client
from tests import share
from tests.converter import office_files, outlook_file, recorded, samples, shown

NOTE = b"Ms Quillon asked."
JPEG_END = b"\xff\xd9"


def _exif_with(*entries: tuple[int, int, int, bytes], next_ifd: int = 0) -> bytes:
    """EXIF with these entries: tag, type, how many values it claims, and four bytes of value."""
    body = b"".join(struct.pack("<HHI", tag, kind, count) + value for tag, kind, count, value in entries)
    return b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + body + struct.pack("<I", next_ifd)


EXIF_BOMBS = {
    "claims 4 GB": _exif_with((0x010E, 2, 0xFFFFFFFF, struct.pack("<I", 8))),
    "points at itself": _exif_with(
        (0x8769, 4, 1, struct.pack("<I", 8)), (0x8825, 4, 1, struct.pack("<I", 8)), next_ifd=8
    ),
    "5000 entries": _exif_with(*((tag, 12, 0x00FFFFFF, struct.pack("<I", 8)) for tag in range(5000))),
    "no numbers": _exif_with((0x8825, 4, 1, struct.pack("<I", 26)), (0x0002, 5, 3, bytes(4))),
    "cut": b"Exif\0\0II*\0\x08\0\0",
}


@pytest.mark.parametrize("exif", EXIF_BOMBS.values(), ids=EXIF_BOMBS)
def test_an_exif_bomb_is_shown_bare(exif: bytes, converter_socket: Path) -> None:
    frames = shown.converted(converter_socket, samples.picture("JPEG", exif=exif))
    (body,) = shown.bodies(frames, "page")
    assert len(body) < 5000
    assert b"Exif" not in body


def test_a_compressed_text_in_a_picture_does_not_grow(converter_socket: Path) -> None:
    packed = zlib.compress(b"a" * (80 * 1024 * 1024), 9)
    chunk = b"zTXtComment\0\0" + packed
    png = samples.picture("PNG")
    content = png[:33] + struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) + png[33:]
    with pytest.raises(client.NotConverted, match="cannot be read"):
        shown.converted(converter_socket, content)


def test_a_picture_of_144_megapixels_is_refused(converter_socket: Path) -> None:
    with pytest.raises(client.NotConverted, match="too many pixels"):
        shown.converted(converter_socket, samples.huge_png())


def test_a_bomb_in_an_office_file_is_not_unpacked(converter_socket: Path) -> None:
    with pytest.raises(client.NotConverted, match="unpacks to more than is safe"):
        shown.converted(converter_socket, office_files.docx(word__media__zeros_bin=bytes(150 * 1024 * 1024)))


def test_an_entity_bomb_is_refused(converter_socket: Path) -> None:
    dtd = (
        b'<!DOCTYPE a [<!ENTITY b "'
        + b"b" * 1000
        + b'"><!ENTITY c "'
        + b"&b;" * 1000
        + b'">]><a>'
        + b"&c;" * 1000
        + b"</a>"
    )
    with pytest.raises(client.NotConverted, match="declares a document type"):
        shown.converted(converter_socket, office_files.docx(docProps__core_xml=dtd))


POLYGLOTS = {
    "picture and archive": samples.picture("JPEG") + samples.zipped({"evil.exe": b"MZ"}),
    "picture and page": samples.picture("JPEG", comment=b"<script>alert(1)</script>"),
    "picture and script": samples.picture("GIF", comment=b"*/=alert(1)//"),
    "picture and PDF": samples.picture("PNG") + samples.pdf("evil"),
}


@pytest.mark.parametrize("content", POLYGLOTS.values(), ids=POLYGLOTS)
def test_of_a_polyglot_only_the_pixels_are_left(content: bytes, converter_socket: Path) -> None:
    (body,) = shown.bodies(shown.converted(converter_socket, content), "page")
    assert body.endswith(JPEG_END)
    assert [word for word in (b"alert", b"evil", b"PK\x03\x04", b"%PDF") if word in body] == []


def test_a_pdf_that_is_an_archive_too_is_shown_as_pages(converter_socket: Path) -> None:
    content = samples.pdf("Letter") + samples.zipped({"evil.exe": b"MZ"})
    (page,) = (one for one in shown.converted(converter_socket, content) if one.kind == "page")
    assert page.head["text"] == "Letter"


WHOLE = {
    "png": samples.picture("PNG", (300, 300)),
    "jpg": samples.picture("JPEG", (300, 300)),
    "heic": samples.heic(),
    "pdf": samples.pdf("Letter"),
    "docx": office_files.docx(),
    "odt": office_files.odt(),
    "msg": outlook_file.message(subject="The book", body="Hello", files={"a.pdf": bytes(5000)}),
    "eml": samples.mail_with_files("See these.", **{"a.pdf": b"12345"}),
    "zip": samples.zipped({"a.txt": b"a"}),
    "m4a": recorded.sound("ipod", "aac"),
    "mp4": recorded.video(heard="aac"),
    "webm": recorded.video("webm", "libvpx", heard="libopus"),
}


EIGHTHS = range(1, 8) if share.WHOLE else (1, 4, 7)
CALLED = ("application/pdf", "image/jpeg", "application/zip", "audio/mpeg", "application/vnd.ms-outlook")


@pytest.mark.parametrize("content", WHOLE.values(), ids=WHOLE)
def test_a_truncated_file_ends_with_parts_or_a_sentence(content: bytes, converter_socket: Path) -> None:
    kind = shown.kind_of(content)
    for part in EIGHTHS:
        cut = content[: max(20, len(content) * part // 8)]
        try:
            shown.converted(converter_socket, cut, kind)
        except client.JobEnded as crash:
            pytest.fail(f"{part} eighths: {crash}")
        except client.NotConverted as why:
            assert str(why).endswith(".")


@pytest.mark.parametrize("kind", WHOLE)
def test_a_file_of_another_kind_than_it_is_called_ends_with_parts_or_a_sentence(
    kind: str, converter_socket: Path
) -> None:
    for called in (each for each in CALLED if share.is_taken(f"{kind}, {each}", one_in=2)):
        try:
            shown.converted(converter_socket, WHOLE[kind], called)
        except client.JobEnded as crash:
            pytest.fail(f"{called}: {crash}")
        except client.NotConverted as why:
            assert str(why).endswith(".")


def test_a_protected_file_has_a_sentence_of_its_own(converter_socket: Path) -> None:
    body = io.BytesIO()
    with samples.made_pdf("Letter") as file:
        file.save(body, encryption=pikepdf.Encryption(owner="a", user="b"))
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(100)
    for content in body.getvalue(), locked:
        with pytest.raises(client.NotConverted, match=r"^The file is protected by a password\."):
            shown.converted(converter_socket, content)


def test_the_next_file_is_shown(converter_socket: Path) -> None:
    assert shown.text(shown.converted(converter_socket, NOTE)) == NOTE.decode()
