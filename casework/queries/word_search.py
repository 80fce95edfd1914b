"""Finds words within the papers of a person's own cases: each paper is opened, read once, and kept nowhere.

Of what is found, only the paper and a number are kept, sealed and for a short time. What a paper says is read in its case.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import structlog
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from casework.access import Actor
from casework.models import Case, CaseGrant, Seating, WordSearch
from casework.queries.case_page import CasePage, all_readable, case_page, group_by_compartment
from casework.queries.notes import WITH, notes_shown, words_in
from casework.record.events import MessageSent
from casework.record.events.base import title_of
from casework.record.rights.notes import note_seats
from casework.recording import open_texts_together
from casework.vocabulary import NoRight, NotSeen, Reading, Thread
from ledger.canonical import Json, encode
from vault import aead
from vault.compartments import CannotOpen, Compartment, Kind, opening, sealing_key
from vault.models import WrappedKey

LOG = structlog.get_logger()
KEPT_FOR, CLAIMED = timedelta(minutes=15), timedelta(minutes=2)
"""How long a search is kept, and after how long without a sign of life another worker takes it on."""
MOST_CASES, MOST_PAPERS = 500, 100
"""At most this many cases are looked through, the newest first, and this many papers found."""
MOST_NOTES = 300
"""At most this many notes of a case are looked through, the newest first."""
NOTE, NOTE_WORDS = "note", _("A note")
MESSAGES: Mapping[Thread, type[MessageSent]] = {one.thread: one for one in MessageSent.__subclasses__()}
TURN = 20
"""After so many cases the worker says how far it has come."""


class Paper(NamedTuple):
    """What is looked through: a line of the record, a message or a note, by its key and its kind."""

    key: UUID
    kind: str
    on: date
    times: int


@dataclass(frozen=True, kw_only=True)
class FoundPaper:
    """A paper, a message or a note in which the words stand, and how often. `thread` is that of a message."""

    entry: UUID
    what: Promise | str
    on: date
    times: int
    thread: Thread | None
    is_note: bool


@dataclass(frozen=True, kw_only=True)
class FoundCase:
    """A case that its viewer still sees, with its papers in which the words stand."""

    reference: str
    code_name: str
    papers: tuple[FoundPaper, ...]


@dataclass(frozen=True, kw_only=True)
class SearchShown:
    """A search as its owner sees it. `all` is None before a worker has taken it on. `beyond`: there are more cases.

    `full`: `MOST_PAPERS` papers were found, and no more are shown.
    """

    words: str
    done: bool
    looked: int
    all: int | None
    beyond: bool
    full: bool
    cases: tuple[FoundCase, ...]

    @property
    def papers(self) -> int:
        return sum(len(case.papers) for case in self.cases)


def begin_search(user: User, words: str, at: datetime) -> UUID:
    """Keep what a person looks for, sealed, in place of their last search; return its handle."""
    key = sealing_key(_compartment(user))
    row = WordSearch(handle=uuid4(), user=user, until=at + KEPT_FOR, look_at=at, key=key.row)
    row.words = aead.encrypt(key.secret, encode({"words": words}), aad=_place(row, key.row, "words"))
    WordSearch.objects.filter(user=user).delete()
    row.save(force_insert=True)
    return row.handle


def search_shown(user: User, handle: UUID, at: datetime) -> SearchShown:
    """Return a search of a person as far as it has come. NotSeen for any other, and for one that has ended.

    Cases that the person does not see any more are left out. Three queries.
    """
    row = WordSearch.objects.filter(pk=handle, user=user, until__gt=at).select_related("key").first()
    if row is None:
        raise NotSeen
    secret = opening(row.key, _compartment(user))
    found = _unseal(row, secret, "found")["found"] if row.found else []
    return SearchShown(
        words=_unseal(row, secret, "words")["words"],
        done=row.look_at is None,
        looked=min(row.looked, MOST_CASES),
        all=None if row.all is None else min(row.all, MOST_CASES),
        beyond=(row.all or 0) > MOST_CASES,
        full=len(found) >= MOST_PAPERS,
        cases=tuple(_cases(user, found)),
    )


def _cases(user: User, found: Sequence[Mapping[str, Any]]) -> Iterator[FoundCase]:
    papers: dict[UUID, list[FoundPaper]] = {}
    for one in found:
        papers.setdefault(UUID(one["case"]), []).append(_paper(one))
    seen = CaseGrant.objects.giving(user, Reading.SEE_CASE).filter(content_object__in=papers) if papers else ()
    names = {one.content_object_id: one.content_object for one in seen.select_related("content_object")} if seen else {}
    for case, some in papers.items():
        if case in names:
            yield FoundCase(reference=names[case].reference, code_name=names[case].code_name, papers=tuple(some))


def _paper(one: Mapping[str, Any]) -> FoundPaper:
    kind = one["type"]
    return FoundPaper(
        entry=UUID(one["entry"]),
        what=NOTE_WORDS if kind == NOTE else title_of(kind) or "",
        on=date.fromisoformat(one["on"]),
        times=one["times"],
        thread=next((thread for thread, sent in MESSAGES.items() if sent.type == kind), None),
        is_note=kind == NOTE,
    )


def take_waiting(at: datetime) -> WordSearch | None:
    """Take on a search that waits, and delete those that have ended. Two or three statements."""
    WordSearch.objects.filter(until__lte=at).delete()
    waiting = WordSearch.objects.filter(look_at__lte=at).select_related("user", "key").order_by("look_at").first()
    if waiting is None:
        return None
    claimed = WordSearch.objects.filter(pk=waiting.pk, look_at=waiting.look_at)
    return waiting if claimed.update(look_at=at + CLAIMED) else None


def look_through(search: WordSearch, at: datetime) -> None:
    """Look through the papers of the cases in which the owner of a search has a seat, and keep which have the words.

    It ends early if the owner looks for something else meanwhile. A case whose texts cannot be opened is passed over.
    """
    secret = opening(search.key, _compartment(search.user))
    looked_for = pattern_of(_unseal(search, secret, "words")["words"])
    cases, found = _own_cases(search.user), list[dict[str, Json]]()
    for number, (key, reference) in enumerate(cases[:MOST_CASES]):
        if number % TURN == 0 and not _say(search, looked=number, all=len(cases), look_at=at + CLAIMED):
            return
        found += _found_in(search.user, key, reference, looked_for)
        if len(found) >= MOST_PAPERS:
            break
    body = encode({"found": found[:MOST_PAPERS]})
    sealed = aead.encrypt(secret, body, aad=_place(search, search.key, "found"))
    _say(search, looked=len(cases), all=len(cases), look_at=None, found=sealed)


def _say(search: WordSearch, **come: object) -> bool:
    return bool(WordSearch.objects.filter(pk=search.pk).update(**come))


def has_papers(user: User) -> bool:
    """Return whether there is a case whose papers a search of this person would look through. One query."""
    return _cases_of(user).exists()


def _own_cases(user: User) -> list[tuple[UUID, str]]:
    """Return the cases in which a person has a seat and which they may see, the newest first; one more than are looked at."""
    return list(_cases_of(user).order_by("-filed_at", "pk").values_list("pk", "reference")[: MOST_CASES + 1])


def _cases_of(user: User) -> QuerySet[Case]:
    seated = Seating.objects.filter(case=OuterRef("pk"), user=user)
    seen = CaseGrant.objects.giving(user, Reading.SEE_CASE).filter(content_object=OuterRef("pk"))
    return Case.objects.filter(Exists(seated), Exists(seen))


def _found_in(user: User, key: UUID, reference: str, looked_for: re.Pattern[str]) -> list[dict[str, Json]]:
    """Return the papers of a case that have the words: those that its pages would show to this person now."""
    try:
        page = case_page(Actor(user=user), reference, verbs=())
        papers = () if page.veiled else (*_papers(page, looked_for), *_notes(page, user, looked_for))
    except (NotSeen, NoRight):
        return []
    except CannotOpen:
        LOG.exception("papers_not_looked_through")
        return []
    return [
        {"case": str(key), "entry": str(one.key), "type": one.kind, "on": one.on.isoformat(), "times": one.times}
        for one in papers
        if one.times
    ]


def _papers(page: CasePage, looked_for: re.Pattern[str]) -> Iterator[Paper]:
    """Yield the lines of a case and the messages of its threads that the viewer may read."""
    case = page.case
    said = [found for found in all_readable(case) if isinstance(found[0].event, MessageSent)]
    lines = [(line.entry, line.type, line.on, line.texts) for line in page.lines]
    lines += [(one.event.id, one.event.type, case.view.day_of(one.at), texts) for one, texts in said]
    opened = open_texts_together(case, group_by_compartment(text for *_line, texts in lines for text in texts))
    for key, kind, on, texts in lines:
        yield Paper(key, kind, on, sum(_times(looked_for, opened.get((text.entry, text.field))) for text in texts))


def _notes(page: CasePage, user: User, looked_for: re.Pattern[str]) -> Iterator[Paper]:
    """Yield the newest notes that the viewer may read. That they are looked through is no reading of theirs."""
    case = page.case
    seats = note_seats(case.view, case.acting.person, case.seats)
    notes = notes_shown(case, user.pk, seats).select_related(*WITH).order_by("-at", "-pk") if seats else ()
    for note in notes[:MOST_NOTES]:
        yield Paper(note.pk, NOTE, case.view.day_of(note.at), _times(looked_for, words_in(case, note)))


def pattern_of(words: str) -> re.Pattern[str]:
    """Return what these words look like in a text: in capitals or not, and with any space between them."""
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


def _compartment(user: User) -> Compartment:
    return Compartment(user.pk, Kind.DRAFT)


def _unseal(row: WordSearch, secret: bytes, name: str) -> Any:
    _front, body = aead.decrypt(secret, bytes(getattr(row, name)), aad=_place(row, row.key, name))
    return json.loads(body)


def _place(row: WordSearch, key: WrappedKey, name: str) -> bytes:
    """Bind a search to its handle and its owner: in another row it does not open."""
    return encode(
        {
            "v": 1,
            "use": "word-search",
            "kid": str(key.id),
            "handle": str(row.pk),
            "user": str(row.user_id),
            "field": name,
        }
    )
