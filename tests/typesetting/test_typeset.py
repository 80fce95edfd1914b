"""What typst makes of blocks: tagged, in a language, the same bytes each time, and the words as they were typed."""

import re
import threading
import unicodedata
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest

from typesetting.typeset import CannotTypeset, typeset

DAY = date(2027, 5, 4)
HOSTILE = [
    '#read("/etc/passwd")',
    '#import "blocks.typ": *',
    "#{panic()}",
    "$x^2$ \\\\ \\u{41} `raw` ``` ```",
    "= No heading\n- no list\n+ none",
    "<label> @label *strong* _thin_ ~ -- --- ... 'quotes' \"two\"",
    "https://example.org/#a // no comment /* none */",
    '"}); #read("../typeset.py"); ("',
]


def document(*blocks: dict[str, Any], language: str = "en") -> dict[str, Any]:
    """Return the data of a letter with these blocks."""
    return {
        "title": "The decision",
        "sender": "ICSRM",
        "reference": "N-2222-3333",
        "language": language,
        "running": "Letter N-2222-3333",
        "confidential": "Private",
        "page_of": ["Page ", " of ", ""],
        "blocks": [{"kind": "heading", "level": 1, "runs": [["The decision", ""]]}, *blocks],
    }


def paragraph(text: str, style: str = "") -> dict[str, Any]:
    return {"kind": "paragraph", "tone": "", "runs": [[text, style]]}


def words_of(pdf: bytes) -> str:
    """Return all text of a PDF in one line, without marks that have no picture."""
    pages = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    return " ".join("".join(each for each in text if unicodedata.category(each) not in ("Cf", "Co")).split())


def test_a_letter_is_tagged_has_a_language_and_says_which_standards_it_keeps() -> None:
    made = typeset("letter", document(paragraph("Words."), language="de"), day=DAY)
    with pikepdf.open(BytesIO(made)) as pdf, pdf.open_metadata() as said:
        root = pdf.Root
        assert (str(root.Lang), bool(root.MarkInfo.Marked), "/StructTreeRoot" in root) == ("de", True, True)
        assert {name: said.get(name) for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")} == {
            "pdfaid:part": "2",
            "pdfaid:conformance": "A",
            "pdfuaid:part": "1",
        }
        assert [float(side) for side in pdf.pages[0].mediabox] == pytest.approx([0, 0, 595.276, 841.89], abs=0.01)
        assert not pdf.is_encrypted


def test_the_same_words_on_the_same_day_are_the_same_bytes_in_every_thread() -> None:
    made: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: made.append(typeset("letter", document(paragraph("Same.")), day=DAY)))
        for _ in range(4)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert (len(made), len(set(made))) == (4, 1)
    assert typeset("letter", document(paragraph("Other.")), day=DAY) != made[0]


@pytest.mark.parametrize("text", HOSTILE)
def test_typed_words_are_set_as_typed_and_never_run(text: str) -> None:
    made = words_of(typeset("letter", document(paragraph(text), paragraph(text, "strong")), day=DAY))
    assert made.count(" ".join(text.split())) == 2
    assert "root:" not in made


def test_a_title_of_markup_is_a_title() -> None:
    data = document() | {"title": "#read(1)", "sender": "#panic()", "reference": "$", "running": "*a*"}
    with pikepdf.open(BytesIO(typeset("letter", data, day=DAY))) as pdf, pdf.open_metadata() as said:
        assert said.get("dc:title") == "#read(1)"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Честность, Ελληνικά, Łódź, Nguyễn", "Честность, Ελληνικά, Łódź, Nguyễn"),
        ("e\u0301te\u0301", "été"),
        ("smile \U0001f600 and 中", "smile [U+1F600] and [U+4E2D]"),
        ("a\u202eb\u202cc\u200fd\ufeff", "abcd"),
        ("bell\x07 null\x00 tab\there", "bell null tab here"),
        ("\ud83d alone", "[U+D83D] alone"),
        ("end\U000e0041\ufe0f\ufffd", "end[U+FFFD]"),
    ],
)
def test_what_the_fonts_lack_is_named_and_what_has_no_picture_goes(typed: str, said: str) -> None:
    assert said in words_of(typeset("letter", document(paragraph(typed)), day=DAY))


def test_arabic_is_set_with_a_font_of_its_own() -> None:
    with pikepdf.open(BytesIO(typeset("letter", document(paragraph("مرحبا بكم")), day=DAY))) as pdf:
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert {re.sub(r"^/[A-Z]{6}\+", "", name).split("-")[0] for name in fonts} == {"SourceSans3", "NotoSansArabic"}


def test_a_word_without_end_and_ten_thousand_lines_stay_on_the_page() -> None:
    lines = [run for number in range(10_000) for run in ([f"line {number}", ""], ["", "break"])]
    long = {"kind": "paragraph", "tone": "", "runs": lines}
    made = pypdfium2.PdfDocument(typeset("letter", document(paragraph("x" * 100_000), long), day=DAY))
    right = max(page.get_textpage().get_charbox(at)[2] for page in list(made)[:3] for at in range(0, 3_000, 50))
    text = "".join(page.get_textpage().get_text_bounded() for page in made)
    assert (right < 595 - 50, text.count("x"), "line 9999" in text) == (True, 100_000, True)


def test_a_template_reads_no_file_outside_its_folder(tmp_path: Any) -> None:
    with pytest.raises(CannotTypeset, match=r"unknown|failed|missing|dictionary"):
        typeset("letter", {"title": "x"}, day=DAY)
    outside = typeset("letter", document({"kind": "unknown-kind", "path": "/etc/passwd"}), day=DAY)
    assert "root:" not in words_of(outside)
