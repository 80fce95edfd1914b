"""Office files: shown by LibreOffice as pages; author, editor, comments and hidden sheets are said."""

import io
from pathlib import Path

import pytest

from converter.frames import Frame
from converter.kinds import CannotShow, beside_compound, beside_package, office
from tests.converter import office_files, samples, shown
from tests.converter.office_files import docx, odt, rtf, turned, xlsx

BOOK = xlsx(("Sums", "visible", "Quillon"), ("Old", "hidden", "Marsh"), ("Older", "veryHidden", "Marsh"))


def _said(content: bytes) -> list[Frame]:
    return list(beside_package.said(io.BytesIO(content)))


def _texts(frames: list[Frame]) -> list[str]:
    return [str(one.head["text"]) for one in frames if one.kind == "page"]


def test_a_text_is_shown_as_pages() -> None:
    (page,) = shown.shown(docx())
    assert page.head["text"] == "Ms Quillon asked"
    assert [word["word"] for word in page.head["words"]] == ["Ms", "Quillon", "asked"]


def test_a_presentation_has_a_page_for_each_slide() -> None:
    assert _texts(shown.shown(office_files.odp("Quillon", "Marsh"))) == ["Quillon", "Marsh"]


def test_a_hidden_sheet_is_said_and_not_shown() -> None:
    frames = shown.shown(BOOK)
    assert shown.found(frames) == {"hidden": "2"}
    assert ["Quillon" in text and "Marsh" not in text for text in _texts(frames)] == [True]


def test_what_lies_beside_the_pages_is_said() -> None:
    changed = (
        "<w:p><w:ins w:id='1' w:author='Al'><w:r><w:t>new</w:t></w:r></w:ins><w:del w:id='2' w:author='Al'/></w:p>"
    )
    notes = b'<w:comments xmlns:w="urn:x"><w:comment w:id="0"/><w:comment w:id="1"/></w:comments>'
    content = docx(
        changed,
        docProps__core_xml=office_files.CORE,
        docProps__app_xml=office_files.APP,
        word__comments_xml=notes,
        word__embeddings__list_xlsx=b"12345",
    )
    frames = _said(content)
    assert shown.found(frames) == {
        "title": "Draft",
        "author": "Jane Quillon",
        "editor": "Al Marsh",
        "moment": "2026:03:04 05:06:07",
        "program": "Words 1",
        "company": "Marsh Ltd",
        "changes": "2",
        "comments": "2",
    }
    assert shown.attached(frames) == [("list.xlsx", 5)]


def test_macros_are_said() -> None:
    found = shown.found(_said(docx(word__vbaProject_bin=b"x")))
    assert found == {"script": "The file holds macros: programs that run when it is opened."}


def test_what_an_older_file_says_of_itself_is_said() -> None:
    old = turned(docx(docProps__core_xml=office_files.CORE, docProps__app_xml=office_files.APP), "docx", "doc")
    found = shown.found(shown.shown(old))
    assert (found["author"], found["title"]) == ("Jane Quillon", "Draft")


def test_a_hidden_sheet_of_an_older_file_is_said() -> None:
    frames = list(beside_compound.said(io.BytesIO(turned(BOOK, "xlsx", "xls"))))
    assert shown.found(frames) == {"hidden": "2"}


def test_what_a_rich_text_says_of_itself_is_said() -> None:
    assert shown.found(shown.shown(rtf())) == {"author": "Jane Quillon", "company": "Marsh Ltd"}


def test_a_bomb_is_not_unpacked() -> None:
    content = docx(word__media__zeros_bin=bytes(150 * 1024 * 1024))
    assert len(content) < 200_000
    assert shown.outcome(content) == "The file unpacks to more than is safe to read."


def test_a_file_of_very_many_parts_is_not_opened() -> None:
    assert shown.outcome(docx(**{f"word__p{n}_xml": b"<a/>" for n in range(1000)})).startswith(
        "The file unpacks to more"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(encoding: str) -> None:
    dtd = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'.encode(encoding)
    assert shown.outcome(docx(docProps__core_xml=dtd)).startswith("The file declares a document type")


def test_a_protected_file_says_so() -> None:
    locked = {"META-INF/manifest.xml": b"<m><file-entry><encryption-data/></file-entry></m>", "content.xml": b"<a/>"}
    opendocument = samples.zipped({"mimetype": b"application/vnd.oasis.opendocument.text", **locked})
    package = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(100)
    for content in opendocument, package:
        assert shown.outcome(content).startswith("The file is protected by a password.")


def test_a_protected_older_text_says_so() -> None:
    content = bytearray(turned(docx(), "docx", "doc"))
    content[content.index(b"\xec\xa5") + 11] |= 1
    assert shown.outcome(bytes(content)).startswith("The file is protected by a password.")


def test_a_protected_older_sheet_says_so() -> None:
    content = bytearray(turned(BOOK, "xlsx", "xls"))
    begin = content.index(b"\x09\x08\x10\x00")
    content[begin + 20 : begin + 22] = b"\x2f\x00"
    assert shown.outcome(bytes(content)).startswith("The file is protected by a password.")


@pytest.mark.parametrize("content", [docx(), odt(), BOOK], ids=["docx", "odt", "xlsx"])
def test_half_a_file_cannot_be_shown(content: bytes) -> None:
    kind = next(kind for kind, ending in office.ENDINGS.items() if ending == "docx")
    with pytest.raises(CannotShow, match="damaged or incomplete"):
        shown.shown(content[: len(content) // 2], kind)


def test_without_libreoffice_the_original_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert shown.outcome(docx()) == office.ABSENT


def test_nothing_of_a_job_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    shown.shown(docx())
    assert list(tmp_path.iterdir()) == []
