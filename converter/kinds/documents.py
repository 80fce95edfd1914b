"""PDF files: each page as a picture, with the text that lies in it and the place of each word."""

import re
import sys
from collections.abc import Iterator, Mapping
from ctypes import byref, c_int
from typing import Any, BinaryIO

import pypdfium2
from pypdfium2 import raw

from converter.frames import Frame, make_frame
from converter.kinds import beside_pages
from converter.kinds.view import DAMAGED, LONGEST_SIDE, PROTECTED, CannotShow, found, page, visible

DPI = 150
MOST_PAGES = 2000
IS_PICTURE = 0.15
"""A page of which pictures cover this share can have words in them."""
PAGES_A_JOB = 40
_SCALE = DPI / 72
_FINE = 1 << 20


def view(content: BinaryIO, asked: Mapping[str, Any]) -> Iterator[Frame]:
    """Yield what the file says beside its pages, then the pages from `asked["first"]` on, at most `PAGES_A_JOB` of them.

    "more" says where the next job goes on.
    """
    first = int(asked.get("first", 1))
    data = content.read()
    if first == 1:
        yield from beside_pages.said(content)
    yield from pages(data, first, PAGES_A_JOB)


def pages(data: bytes, first: int, at_most: int) -> Iterator[Frame]:
    """Yield the pages of a PDF from `first` on, and "more" if it has further ones. Raises CannotShow."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            document.init_forms()
            there = len(document)
            if not there:
                raise CannotShow("The file has no pages.")
            count = min(there, MOST_PAGES)
            after = min(first + at_most, count + 1)
            for number in range(first, after):
                yield _page_or_reason(document, number)
            if after <= count:
                yield make_frame("more", first=after)
            elif count < there:
                yield found("cut", f"Only the first {count} of {there} pages are shown.")
    except pypdfium2.PdfiumError as fault:
        raise CannotShow(PROTECTED if "password" in str(fault).lower() else DAMAGED) from fault


def _page_or_reason(document: pypdfium2.PdfDocument, number: int) -> Frame:
    try:
        return _page(document, number)
    except pypdfium2.PdfiumError:
        return found("unread", f"Page {number} cannot be read.")


def _page(document: pypdfium2.PdfDocument, number: int) -> Frame:
    one = _flat_page(document, number - 1)
    width, height = one.get_size()
    image = one.render(scale=min(_SCALE, LONGEST_SIDE / max(width, height, 1))).to_pil()
    text_page = one.get_textpage()
    text = _text(text_page)
    words = [{"word": match[0], "box": _box(one, text_page, match, image.size)} for match in re.finditer(r"\S+", text)]
    more = {"pictures": True} if _share_of_pictures(one) >= IS_PICTURE else {}
    return page(number, image, text=text.replace("\r\n", "\n"), words=words, **more)


def _share_of_pictures(one: pypdfium2.PdfPage) -> float:
    width, height = one.get_size()
    boxes = (each.get_bounds() for each in one.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,)))
    covered: float = sum((right - left) * (top - bottom) for left, bottom, right, top in boxes)
    whole: float = max(width * height, 1)
    return covered / whole


def _text(of: pypdfium2.PdfTextPage) -> str:
    """Return one character for each that has a place; the library writes a hyphen at the end of a line as U+0002."""
    codes = (raw.FPDFText_GetUnicode(of, place) for place in range(of.count_chars()))
    text = "".join(chr(code) if code <= sys.maxunicode else "\N{REPLACEMENT CHARACTER}" for code in codes)
    return visible(text.replace("\x02", "-").replace("\0", " "))


def _flat_page(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
    """Return a page whose notes and form fields are part of it, so that their words have a text and a place too."""
    one = document[index]
    if raw.FPDFPage_GetAnnotCount(one) and raw.FPDFPage_Flatten(one, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
        one.close()
        one = document[index]
    return one


def _box(one: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, match: re.Match[str], size: tuple[int, int]) -> list[int]:
    """Return left, top, right and bottom of a word in pixels of the page's picture, however the page is turned or cut."""
    boxes = [text.get_charbox(place) for place in range(match.start(), match.end())]
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
    corners = [_pixel(one, x, y, size) for x, y in ((left, bottom), (right, top))]
    (first_x, first_y), (second_x, second_y) = corners
    return [min(first_x, second_x), min(first_y, second_y), max(first_x, second_x), max(first_y, second_y)]


def _pixel(one: pypdfium2.PdfPage, x: float, y: float, size: tuple[int, int]) -> tuple[int, int]:
    across, down = c_int(), c_int()
    raw.FPDF_PageToDevice(one, 0, 0, _FINE, _FINE, 0, x, y, byref(across), byref(down))
    return round(across.value * size[0] / _FINE), round(down.value * size[1] / _FINE)
