"""Finds words within the papers of a person's own cases: each paper is opened, read once, and kept nowhere.

Of what is found, only the paper and a number are kept, sealed and for a short time. What a paper says is read in its case.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from casework.models import Case, CaseGrant, Seating, WordSearch
from casework.queries.papers_looked_through import NOTE, found_in, pattern_of
from casework.record.events import MessageSent
from casework.record.events.base import title_of
from casework.vocabulary import NotSeen, Reading, Thread
from ledger.canonical import Json, encode
from ledger.clock import now
from vault import aead
from vault.compartments import Compartment, Kind, opening, sealing_key
from vault.models import WrappedKey

KEPT_FOR, CLAIMED = timedelta(minutes=15), timedelta(minutes=2)
"""How long a search is kept, and after how long without a sign of life another worker takes it on."""
MOST_CASES, MOST_PAPERS = 500, 100
"""At most this many cases are looked through, the newest first, and this many papers found."""
NOTE_WORDS = _("A note")
MESSAGES: Mapping[Thread, type[MessageSent]] = {one.thread: one for one in MessageSent.__subclasses__()}
TURN = 20
"""After so many cases the worker says how far it has come."""


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

    `full`: `MOST_PAPERS` papers were found, and no more are shown. `unread`: the cases in which something could not be opened.
    """

    words: str
    done: bool
    looked: int
    all: int | None
    beyond: bool
    full: bool
    cases: tuple[FoundCase, ...]
    unread: tuple[FoundCase, ...]

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

    Cases that the person does not see any more are left out. Two queries.
    """
    row = WordSearch.objects.filter(pk=handle, user=user, until__gt=at).select_related("key").first()
    if row is None:
        raise NotSeen
    secret = opening(row.key, _compartment(user))
    kept = _unseal(row, secret, "found") if row.found else {"found": [], "unread": []}
    found, unread = kept["found"], [UUID(one) for one in kept["unread"]]
    names = _seen(user, {UUID(one["case"]) for one in found} | set(unread))
    return SearchShown(
        words=_unseal(row, secret, "words")["words"],
        done=row.look_at is None,
        looked=min(row.looked, MOST_CASES),
        all=None if row.all is None else min(row.all, MOST_CASES),
        beyond=(row.all or 0) > MOST_CASES,
        full=len(found) >= MOST_PAPERS,
        cases=tuple(_cases(names, found)),
        unread=tuple(_found_case(names[one], ()) for one in unread if one in names),
    )


def _seen(user: User, cases: Collection[UUID]) -> Mapping[UUID, Case]:
    """Return those of these cases that a person sees now. One query; none without a case."""
    if not cases:
        return {}
    seen = CaseGrant.objects.giving(user, Reading.SEE_CASE).filter(content_object__in=cases)
    return {one.content_object_id: one.content_object for one in seen.select_related("content_object")}


def _cases(names: Mapping[UUID, Case], found: Sequence[Mapping[str, Any]]) -> Iterator[FoundCase]:
    papers: dict[UUID, list[FoundPaper]] = {}
    for one in found:
        papers.setdefault(UUID(one["case"]), []).append(_paper(one))
    yield from (_found_case(names[case], some) for case, some in papers.items() if case in names)


def _found_case(case: Case, papers: Iterable[FoundPaper]) -> FoundCase:
    return FoundCase(reference=case.reference, code_name=case.code_name, papers=tuple(papers))


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
    return waiting if _say(waiting, look_at=at + CLAIMED) else None


def look_through(search: WordSearch) -> None:
    """Look through the papers of the cases in which the owner of a search has a seat, and keep which have the words.

    It ends early if the owner looks for something else meanwhile, or if another worker has taken the search on. What cannot
    be opened is passed over, and its case is named as not wholly read.
    """
    secret = opening(search.key, _compartment(search.user))
    looked_for = pattern_of(_unseal(search, secret, "words")["words"])
    cases, found, unread = _own_cases(search.user), list[dict[str, Json]](), list[Json]()
    for number, (key, reference) in enumerate(cases[:MOST_CASES]):
        if number % TURN == 0 and not _say(search, looked=number, all=len(cases), look_at=now() + CLAIMED):
            return
        papers, is_whole = found_in(search.user, key, reference, looked_for)
        found += papers
        unread += [] if is_whole else [str(key)]
        if len(found) >= MOST_PAPERS:
            break
    body = encode({"found": found[:MOST_PAPERS], "unread": unread})
    sealed = aead.encrypt(secret, body, aad=_place(search, search.key, "found"))
    _say(search, looked=len(cases), all=len(cases), look_at=None, found=sealed)


def _say(search: WordSearch, *, look_at: datetime | None, **come: object) -> bool:
    """Say how far a worker has come, and renew its claim; return False if another worker has taken the search."""
    mine = WordSearch.objects.filter(pk=search.pk, look_at=search.look_at).update(look_at=look_at, **come)
    search.look_at = look_at
    return bool(mine)


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
