"""Searches the papers of one case: its lines, messages and notes, as its pages would show them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import structlog
from django.db.models import QuerySet

from accounts.models import User
from casework.access import Actor
from casework.models import Case, CaseNote
from casework.queries.case.page import CasePage, Text, all_readable, case_page, group_by_compartment
from casework.queries.threads.notes import WITH, notes_shown, words_or_none
from casework.record.events import MessageSent
from casework.record.rights.notes import note_rights
from casework.recording import OpenedTexts, open_texts_together
from casework.vocabulary import NoRight, NotSeen
from ledger.canonical import Json
from vault.compartments import CannotOpen

LOG = structlog.get_logger()
MOST_NOTES = 300
"""At most this many notes of a case are looked through, the newest first."""
NOTE = "note"


class Paper(NamedTuple):
    """A searched paper: a line of the record, a message or a note, by its key and its kind.

    `fields`: the texts of it that have the words. `is_whole`: all of it could be opened. `piece`: its number among the
    evidence; 0 for other papers.
    """

    key: UUID
    kind: str
    on: date
    times: int
    fields: tuple[str, ...] = ()
    is_whole: bool = True
    piece: int = 0


def page_to_look_through(user: User, reference: str) -> CasePage | None:
    """Return what the pages of a case would show to this person now.

    None for a case that they may not see or not read yet, and for one whose file was destroyed.
    """
    try:
        page = case_page(Actor(user=user), reference, verbs=())
    except (NotSeen, NoRight):
        return None
    return None if page.veiled or page.case.view.holding.erased_on else page


def papers_looked_through(page: CasePage, user: User, looked_for: re.Pattern[str]) -> Iterator[Paper]:
    """Yield the lines, messages and notes of a case that the viewer may read, once each was looked through."""
    yield from _papers(page, looked_for)
    yield from _notes(page, user, looked_for)


def _papers(page: CasePage, looked_for: re.Pattern[str]) -> Iterator[Paper]:
    """Yield the lines of a case and the messages of its threads that the viewer may read."""
    lines = texts_to_look_through(page)
    opened, shut = _opened(page.case, [text for *_line, texts in lines for text in texts])
    pieces = {one.added_by: number for number, one in enumerate(page.case.view.evidence.all, 1)}
    for key, kind, on, texts in lines:
        times = {text.field: _times(looked_for, opened.get((text.entry, text.field))) for text in texts}
        fields = tuple(name for name, number in times.items() if number)
        yield Paper(key, kind, on, sum(times.values()), fields, shut.isdisjoint(texts), pieces.get(key, 0))


def texts_to_look_through(page: CasePage) -> list[tuple[UUID, str, date, tuple[Text, ...]]]:
    """Return the lines of a case and the messages of its threads, each with the texts that the viewer may read."""
    case = page.case
    said = [found for found in all_readable(case) if isinstance(found[0].event, MessageSent)]
    lines = [(line.entry, line.type, line.on, line.texts) for line in page.lines]
    return [*lines, *((one.event.id, one.event.type, case.view.day_of(one.at), texts) for one, texts in said)]


def _opened(case: Case, texts: Sequence[Text]) -> tuple[OpenedTexts, set[Text]]:
    """Return what these texts say, and those that cannot be opened. One query; one more for each text if one cannot."""
    try:
        return open_texts_together(case, group_by_compartment(texts)), set()
    except CannotOpen:
        if len(texts) == 1:
            LOG.exception("text_not_looked_through")
            return {}, set(texts)
    opened, shut = dict[tuple[UUID, str], Json](), set[Text]()
    for text in texts:
        some, closed = _opened(case, [text])
        opened, shut = opened | dict(some), shut | closed
    return opened, shut


def _notes(page: CasePage, user: User, looked_for: re.Pattern[str]) -> Iterator[Paper]:
    """Yield the newest notes that the viewer may read. Searching them does not mark them as read."""
    case = page.case
    for note in notes_to_look_through(page, user).select_related(*WITH).order_by("-at", "-pk")[:MOST_NOTES]:
        words = words_or_none(case, note)
        on, times = case.view.day_of(note.at), _times(looked_for, words)
        yield Paper(note.pk, NOTE, on, times, is_whole=words is not None)


def notes_to_look_through(page: CasePage, user: User) -> QuerySet[CaseNote]:
    """Return the notes of a case that the viewer may read; no query yet, and none for somebody who has no notes there."""
    case = page.case
    rights = note_rights(case.view, case.acting.person, case.seats)
    return notes_shown(case, user.pk, rights) if rights.seats else CaseNote.objects.none()


def pattern_of(words: str) -> re.Pattern[str]:
    """Return a pattern that finds these words in a text, whatever their case and the space between them."""
    return re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)


def _times(looked_for: re.Pattern[str], value: Any) -> int:
    return sum(len(looked_for.findall(text)) for text in _texts(value))


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts within a sealed value, which can be a list or a table of them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, Sequence):
        for one in value:
            yield from _texts(one)
