"""A bundle as one PDF/A-1b: an index, then document after document under one running number, which is the page of the PDF.

typst sets the index, the texts, the numbers and the links, and leaves a page for each picture. pikepdf gives each of these
pages the place of a picture with its words as text that is not drawn, and writes the bookmarks. The JPEGs are then appended
one after another as they are (an incremental update, ISO 32000-1, 7.5.6), so that never more than one is in memory.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from typesetting.appending import Picture, Section
from typesetting.blocks import Block
from typesetting.typeset import compile_with_places

PARTS = Path(__file__).parent / "parts"
MOST_ALTERNATIVE = 8_000
"""A string of a PDF is short; the whole text of a picture lies in its text layer."""
ROWS_OF_INDEX = 20
"""So many documents have their lines on one page of the index."""
_POINTS = 72 / 25.4
_AREA = (12 * _POINTS, 16 * _POINTS, 186 * _POINTS, 258 * _POINTS)
"""Where a picture stands on its page, in points: left, bottom, width, height. The number stands above it."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document of a bundle: its words, its pictures, then `blank` pages. `note` and `day` stand in its line of the index."""

    title: str
    note: str
    day: str
    blocks: list[Block]
    pictures: tuple[Picture, ...] = ()
    blank: int = 0


@dataclass(frozen=True, kw_only=True)
class Cover:
    """What stands on the index page and at the foot of every page. `words` are those of the index: see bundle.typ.

    `frozen` is a second line at the foot.
    """

    title: str
    sender: str
    reference: str
    language: str
    running: str
    made_on: date
    words: Mapping[str, str]
    blocks: list[Block]
    frozen: str = ""


@dataclass(frozen=True)
class Place:
    """The pages of a document. Its pictures are the last ones."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"{self.first}" if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True)
class Bundle:
    """A bundle that is ready to be read out. `size` is its length in bytes, `places` are the pages of its documents."""

    places: tuple[Place, ...]
    size: int
    _without: bytes
    _section: Section | None

    def chunks(self) -> Iterator[bytes]:
        """Yield the PDF. Raises NotAPicture, and what the `read` of a picture raises."""
        yield self._without
        if self._section:
            yield from self._section.chunks()


def places_of(cover: Cover, documents: Sequence[Document]) -> tuple[Place, ...]:
    """Return the pages of each document as they are in the PDF, without a look at any picture."""
    _, texts = _set(cover, [replace(one, pictures=()) for one in documents])
    places, page = [], 0
    for number, (one, text) in enumerate(zip(documents, texts, strict=True)):
        first = page + 1 + (number % ROWS_OF_INDEX == 0)
        words = text.last - text.first + 1 if one.blocks or not one.pictures else 0
        page = first + words + len(one.pictures) - 1
        places.append(Place(first, page))
    return tuple(places)


def make_bundle(cover: Cover, documents: Sequence[Document]) -> Bundle:
    """Set the bundle. Its pictures are read when its chunks are."""
    pages, places = _set(cover, documents)
    numbered = list(_numbered(documents, places))
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pages)) as pdf:
        font = _invisible_font(pdf)
        for number, picture in numbered:
            _leave_place(pdf, pdf.pages[number - 1], picture, font)
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(f"1  {cover.words['index']}", 0))
            for document, place in zip(documents, places, strict=True):
                outline.root.append(pikepdf.OutlineItem(f"{place}  {document.title}", place.first - 1))
        pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])
        pdf.Root.PageMode = Name.UseOutlines
        pdf.save(made, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True, force_version="1.4")
    without = made.getvalue()
    section = Section(without, numbered) if numbered else None
    return Bundle(places, len(without) + (section.size if section else 0), without, section)


def _numbered(documents: Sequence[Document], places: tuple[Place, ...]) -> Iterator[tuple[int, Picture]]:
    for document, place in zip(documents, places, strict=True):
        yield from enumerate(document.pictures, start=place.last - len(document.pictures) + 1)


def _set(cover: Cover, documents: Sequence[Document]) -> tuple[bytes, tuple[Place, ...]]:
    data: dict[str, Any] = {
        "title": cover.title,
        "sender": cover.sender,
        "reference": cover.reference,
        "language": cover.language,
        "running": cover.running,
        "words": dict(cover.words),
        "frozen": cover.frozen,
        "blocks": cover.blocks,
        "rows": ROWS_OF_INDEX,
        "dot": list((PARTS / "dot.png").read_bytes()),
        "documents": [
            {
                "title": one.title,
                "note": one.note,
                "day": one.day,
                "blocks": one.blocks,
                "alternatives": [
                    *(picture.text[:MOST_ALTERNATIVE] or cover.words["no_text"] for picture in one.pictures),
                    *[cover.words["no_text"]] * one.blank,
                ],
            }
            for one in documents
        ],
    }
    made, places = compile_with_places("bundle", data, day=cover.made_on)
    return made, tuple(Place(first, last) for first, last in places)


def _leave_place(pdf: pikepdf.Pdf, page: pikepdf.Page, picture: Picture, font: pikepdf.Object) -> None:
    left, bottom, most_wide, most_high = _AREA
    scale = min(most_wide / picture.width, most_high / picture.height)
    wide, high = picture.width * scale, picture.height * scale
    x, top = left + (most_wide - wide) / 2, bottom + most_high
    resources = Dictionary(dict(page.obj.Resources.items()))
    for kind, name, thing in (
        (Name.XObject, Name.Picture, pikepdf.Stream(pdf, b"")),
        (Name.Font, Name.Invisible, font),
    ):
        named = Dictionary(dict(resources[kind].items()) if kind in resources else {})
        named[name] = thing
        resources[kind] = named
    page.obj.Resources = resources
    drawn = f"/Artifact BMC q {wide:.3f} 0 0 {high:.3f} {x:.3f} {top - high:.3f} cm /Picture Do Q\n".encode("ascii")
    said = b"".join(_word(word, box, x, top, scale) for word, box in _boxed(picture))
    page.contents_add(pikepdf.Stream(pdf, drawn + said + b"EMC\n"), prepend=True)


def _boxed(picture: Picture) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    """Yield the words with their boxes; a text without boxes stands line under line."""
    if picture.words:
        yield from picture.words
        return
    lines = [line.strip() for line in picture.text.splitlines() if line.strip()]
    for number, line in enumerate(lines):
        top = picture.height * number // len(lines)
        bottom = picture.height * (number + 1) // len(lines)
        yield line, (0, top, picture.width, max(bottom, top + 1))


def _word(word: str, box: tuple[int, int, int, int], x: float, top: float, scale: float) -> bytes:
    """Return the drawing of a word that is not drawn, as wide and as high as its box."""
    codes = "".join(each if ord(each) < 0x10000 else "\ufffd" for each in word).encode("utf-16-be", "replace")
    left, upper, right, lower = box
    size = max((lower - upper) * scale, 1)
    stretch = 100 * max((right - left) * scale, 1) / (len(codes) / 2 * 0.5 * size or 1)
    place = f"{x + left * scale:.2f} {top - lower * scale + size * 0.2:.2f}"
    return f"BT 3 Tr /Invisible {size:.2f} Tf {stretch:.2f} Tz {place} Td <{codes.hex()}0020> Tj ET\n".encode("ascii")


def _invisible_font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Return a font whose characters are all blank: every code of UTF-16 is one of them and says what it is."""
    program = (PARTS / "invisible.ttf").read_bytes()
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name.Invisible, Flags=4, FontBBox=Array([0, 0, 500, 1000]), ItalicAngle=0,
        Ascent=800, Descent=-200, CapHeight=800, StemV=80, FontFile2=pikepdf.Stream(pdf, program, Length1=len(program)),
    )  # fmt: skip
    blank = pdf.make_indirect(pikepdf.Stream(pdf, b"\x00\x01" * 0x10000))
    descendant = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Invisible, DW=500, CIDToGIDMap=blank,
        CIDSystemInfo=Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Invisible, Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]), ToUnicode=pikepdf.Stream(pdf, _TO_UNICODE),
        )
    )  # fmt: skip


_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
1 beginbfrange
<0000> <FFFF> <0000>
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
