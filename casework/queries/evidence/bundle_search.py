"""Finds words in the pages of a bundle. The pages are read each time; nothing of them is kept, and there is no index."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from html import unescape

from django.utils.html import strip_tags

from casework.queries.evidence.bundle_pages import NumberedBundle, title_of_document
from typesetting.bundle import Place
from vault.views import Part

MOST_PAGES = 300
"""How many pages one request reads; the next request goes on from there."""
LONGEST = 100
_AROUND = 60


@dataclass(frozen=True, kw_only=True)
class Hit:
    """The first place on a page with the words, and how often they stand there. `pages` is a range if a text takes several."""

    first: int
    pages: str
    title: str
    before: str
    words: str
    after: str
    times: int


@dataclass(frozen=True, kw_only=True)
class Search:
    """What was found from one page on. `further`: the first page of the next request; None at the end of the bundle."""

    wanted: str
    hits: tuple[Hit, ...]
    further: int | None


def search_bundle(bundle: NumberedBundle, wanted: str, *, start: int = 1) -> Search:
    """Return the pages from `start` on that hold these words, in capitals or not, and with any space between them."""
    words = " ".join(wanted.split())[:LONGEST]
    looked_for = re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)
    hits: list[Hit] = []
    for number, one in enumerate(_pages(bundle, start) if words else ()):
        if number == MOST_PAGES:
            return Search(wanted=words, hits=tuple(hits), further=one.first)
        if hit := _hit(one, looked_for):
            hits.append(hit)
    return Search(wanted=words, hits=tuple(hits), further=None)


@dataclass(frozen=True, kw_only=True)
class _Page:
    """A page that is a picture, or the words of a document, which can take several pages."""

    first: int
    pages: str
    title: str
    read: Callable[[], str]


def _pages(bundle: NumberedBundle, start: int) -> Iterator[_Page]:
    for document, place, words in zip(bundle.documents, bundle.places, bundle.words, strict=True):
        pictures = document.file.pages if document.file else ()
        title, pictured = title_of_document(document), place.last - len(pictures) + 1
        if start <= place.first < pictured:
            text = Place(place.first, pictured - 1)
            yield _Page(first=text.first, pages=str(text), title=title, read=partial(_plain, words))
        for number, part in enumerate(pictures, start=pictured):
            if number >= start:
                yield _Page(first=number, pages=str(number), title=title, read=partial(_text_of, part))


def _plain(html: str) -> str:
    return unescape(strip_tags(html))


def _text_of(picture: Part) -> str:
    return str(picture.head.get("text", ""))


def _hit(page: _Page, looked_for: re.Pattern[str]) -> Hit | None:
    text = page.read()
    found = list(looked_for.finditer(text))
    if not found:
        return None
    first, last = found[0].span()
    return Hit(
        first=page.first,
        pages=page.pages,
        title=page.title,
        before=" ".join(text[max(first - _AROUND, 0) : first].split()),
        words=" ".join(text[first:last].split()),
        after=" ".join(text[last : last + _AROUND].split()),
        times=len(found),
    )
