"""Searches the files of one case: the words on their pages, as the viewer would show them."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

import structlog

from casework.models import Case
from casework.queries.case.page import all_readable
from casework.record.events import Recorded
from casework.recording import compartment_of
from vault.compartments import CannotOpen
from vault.models import SealedFile
from vault.views import View, view_of

LOG = structlog.get_logger()
HEARD = 0
"""Used instead of a page number for the transcript of a sound."""
REACH = 200
"""How many characters on each side of a page's end are searched for words that run over it."""


@dataclass(frozen=True, kw_only=True)
class Looked:
    """The result of searching one file. `pages`: how often the words are on each page that has them, by its number.

    `read`: how many pages were read. `blank`: how many pages and sounds have no words, in a file that has some. `is_shut`:
    nothing in it has words, as in a photo or a sound, or the converter has not made its pages. `is_left`: there was no room
    for its pages. `is_whole`: all of it could be opened.
    """

    pages: Mapping[int, int]
    read: int = 0
    blank: int = 0
    is_shut: bool = False
    is_left: bool = False
    is_whole: bool = True


@dataclass(frozen=True, kw_only=True)
class LookedFile:
    """A file that was looked through. `piece`, `copy`: its number among the evidence or the copies; 0 for other files."""

    file: UUID
    entry: UUID
    kind: str
    on: date
    piece: int
    copy: int
    looked: Looked


def files_looked_through(
    case: Case, looked_for: re.Pattern[str], room: int, *, before_each: Callable[[], None] = lambda: None
) -> Iterator[LookedFile]:
    """Yield each file of a case that the viewer may open, once it was looked through. At most `room` pages are read.

    A copy is searched as it went out; an original only if the viewer may open it. Metadata is left out, since it can tell
    who made the file. A search does not count as opening the file and makes no entry, because nobody sees a page of it
    (docs/adr/0050). One query, and one for each file. Only one page at a time is in memory. `before_each`
    is called before each page: what it raises ends the search.
    """
    found = _files(case)
    kept = {row.pk: row for row in SealedFile.objects.filter(pk__in=found).select_related("key")} if found else {}
    known = case.view.evidence
    pieces = {one.added_by: number for number, one in enumerate(known.all, 1)}
    copies = {one.given_by: number for number, one in enumerate(known.copies, 1)}
    for file, one in found.items():
        if file not in kept:
            continue
        looked = _look_through(case, one, kept[file], room, partial(_count, looked_for, before_each))
        room -= looked.read
        yield LookedFile(
            file=file,
            entry=one.event.id,
            kind=one.event.type,
            on=case.view.day_of(one.at),
            piece=pieces.get(one.event.id, 0),
            copy=copies.get(one.event.id, 0),
            looked=looked,
        )


def _files(case: Case) -> Mapping[UUID, Recorded]:
    """Return what each file came with, if the viewer may open it by the rule of `files.place_of_file`."""
    came: dict[UUID, Recorded] = {}
    for one in case.record:
        if file := getattr(one.event, "file", None):
            came.setdefault(file, one)
    readable = {one.event.id for one, texts in all_readable(case) if texts}
    return {file: one for file, one in came.items() if one.event.id in readable}


def _look_through(
    case: Case, one: Recorded, row: SealedFile, room: int, count: Callable[[Iterable[tuple[int, str]]], Looked]
) -> Looked:
    compartment = compartment_of(case, next(iter(one.event.sealed.values())).kept)
    try:
        view = view_of(row, compartment)
        if view is None:
            return Looked(pages={}, is_shut=True)
        if len(view.sheets) > room:
            return Looked(pages={}, is_left=True)
        return count(_texts(view))
    except CannotOpen:
        LOG.exception("file_not_looked_through")
        return Looked(pages={}, is_whole=False)


def _texts(view: View) -> Iterator[tuple[int, str]]:
    for number, part in enumerate(view.sheets, 1):
        yield number, view.words(part)
    for part in view.of_kind("sound"):
        yield HEARD, view.words(part)


def _count(looked_for: re.Pattern[str], before_each: Callable[[], None], texts: Iterable[tuple[int, str]]) -> Looked:
    """Count the words on each page. Words that run over the end of a page count on the page on which they begin."""
    pages, read, blank, worded, before = Counter[int](), 0, 0, 0, ""
    for number, text in texts:
        before_each()
        read += number != HEARD
        worded, blank = (worded + 1, blank) if text.strip() else (worded, blank + 1)
        pages[number] += len(looked_for.findall(text))
        pages[number - 1] += _over_the_end(before, text, looked_for) if number != HEARD else 0
        before = text
    found = {number: times for number, times in pages.items() if times}
    return Looked(pages=found, read=read, blank=blank if worded else 0, is_shut=not worded)


def _over_the_end(before: str, text: str, looked_for: re.Pattern[str]) -> int:
    """Return how often the words begin on one page and end on the next."""
    end = f"{before[-REACH:].rstrip()}\n"
    edge = looked_for.finditer(end + text[:REACH].lstrip())
    return sum(one.start() < len(end) - 1 and one.end() > len(end) for one in edge)
