"""The evidence by its number in the case: which side sent each piece, and the allegations it is cited for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.text import Truncator

from casework.queries.case.matrix import FOUND
from casework.queries.case.page import CasePage, Line
from casework.record.events import AllegationAdded, ChargeAdded
from casework.recording import OpenedTexts
from casework.vocabulary import Seat

NOTIFIED = (AllegationAdded, ChargeAdded)
TITLE = 80
"""So many letters of a title stand in a list."""


@dataclass(frozen=True, kw_only=True)
class NumberedPiece:
    """A piece, or its copy if `copied`, as steps number it. `cited`: the allegations, as far as the viewer knows."""

    number: int
    side: Seat
    copied: bool
    cited: tuple[int, ...]


def numbered_evidence(page: CasePage) -> Mapping[UUID, list[NumberedPiece]]:
    """Return the pieces that came or were given with each entry of the page. No query."""
    known, shown = page.case.view.evidence, {line.entry for line in page.lines if line.texts or line.file}
    cited: defaultdict[UUID, set[int]] = defaultdict(set)
    for piece, allegation in _citations(page):
        cited[piece].add(allegation)
    found: defaultdict[UUID, list[NumberedPiece]] = defaultdict(list)
    for number, one in enumerate(known.all, 1):
        if one.added_by not in shown:
            continue
        numbers = tuple(sorted(cited[one.id]))
        entries = {copy.given_by: True for copy in known.copies if copy.evidence == one.id} | {one.added_by: False}
        for entry, copied in entries.items():
            found[entry].append(NumberedPiece(number=number, side=one.side, copied=copied, cited=numbers))
    return dict(found)


def titles_of_papers(lines: Iterable[Line], texts: OpenedTexts) -> Mapping[UUID, str]:
    """Return what tells each paper from another, by its entry: its title or, without one, the first words of its text.

    `texts` are those that the viewer has opened. A paper without either is left out.
    """
    found = {line.entry: _said(line, "title", texts) or _said(line, "text", texts) for line in lines}
    return {entry: Truncator(" ".join(words.split())).chars(TITLE) for entry, words in found.items() if words}


def _said(line: Line, field: str, texts: OpenedTexts) -> str:
    return next((str(texts.get((line.entry, field)) or "") for text in line.texts if text.field == field), "")


def _citations(page: CasePage) -> Iterator[tuple[UUID, int]]:
    """Yield each piece with the number of each allegation whose finding or notice cites it, as far as the viewer knows."""
    view, lines = page.case.view, {line.entry for line in page.lines}
    numbers = {one.id: number for number, one in enumerate(view.allegations.all, 1)}
    pieces = {copy.id: copy.evidence for copy in view.evidence.copies}
    notices = (one.event for one in page.case.record if isinstance(one.event, NOTIFIED) and one.event.id in lines)
    findings = (one for one in view.deliberation.findings if page.rights & FOUND and one.id in lines)
    for each in (*notices, *findings):
        for copy in each.evidence:
            if copy in pieces and each.allegation in numbers:
                yield pieces[copy], numbers[each.allegation]
