"""Searches the papers and files of a person's own cases for words: opens each, reads it once, and keeps nothing of it.

The result names only the paper, its pages and how often the words are there. It is kept sealed, for a short time. To read a
paper, its owner opens the case.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from casework.models import Case, CaseGrant, Seating, WordSearch
from casework.queries.search.files_looked_through import LookedFile, files_looked_through
from casework.queries.search.papers_looked_through import (
    Paper,
    page_to_look_through,
    papers_looked_through,
    pattern_of,
)
from casework.queries.search.still_read import Moment
from casework.vocabulary import Reading
from ledger.canonical import Json, encode
from ledger.clock import now
from vault import aead
from vault.compartments import Compartment, Kind, opening, sealing_key
from vault.models import WrappedKey

KEPT_FOR, CLAIMED = timedelta(minutes=15), timedelta(minutes=2)
"""How long a search is kept, and after how long without a sign of life another worker takes it on."""
MOST_CASES, MOST_PAPERS, MOST_PAGES = 500, 100, 20_000
"""The most cases that are searched, newest first; the most papers that are found; the most pages of files that are read."""
MOST_PAGES_NAMED = 10
"""How many pages of a file are named; further pages with the words are only counted."""
TURN = 20
"""The number of cases and of pages after which the worker saves its progress."""
SEARCHING = 0x776F7264
"""The number of the advisory lock, which only one search at a time can hold.

A search can take a minute of a processor. One at a time leaves a thread of the worker to letters, clocks and ballots.
"""


class Overtaken(Exception):
    """The owner of a search has begun another one, or another worker has taken the search over."""


def begin_search(user: User, words: str, at: datetime) -> UUID:
    """Keep what a person looks for, sealed, in place of their last search; return its handle."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # of two that are sent at once, the second waits
    key = sealing_key(compartment_of_owner(user))
    row = WordSearch(handle=uuid4(), user=user, until=at + KEPT_FOR, look_at=at, key=key.row)
    row.words = aead.encrypt(key.secret, encode({"words": words}), aad=_place(row, key.row, "words"))
    WordSearch.objects.filter(user=user).delete()
    row.save(force_insert=True)
    return row.handle


def take_waiting(at: datetime) -> WordSearch | None:
    """Take on a search that waits, and delete those that have ended. Two or three statements."""
    WordSearch.objects.filter(until__lte=at).delete()
    waiting = WordSearch.objects.filter(look_at__lte=at).select_related("user", "key").order_by("look_at").first()
    if waiting is None:
        return None
    return waiting if _say(waiting, look_at=at + CLAIMED) else None


@dataclass
class _Work:
    """What a worker has found of a search so far. `done` counts cases and pages since it last said how far it has come.

    `room`: how many more pages it reads. `moments`: when each case was read.
    """

    search: WordSearch
    all: int
    room: int
    looked: int = 0
    done: int = TURN
    found: list[Json] = field(default_factory=list)
    left_out: dict[UUID, dict[str, Json]] = field(default_factory=dict)
    moments: dict[str, Json] = field(default_factory=dict)

    def go_on(self) -> None:
        """Save how far the worker has come, if it is time: called before each case and each page. Raises Overtaken."""
        self.done += 1
        if self.done >= TURN:
            self.done = 0
            if not _say(self.search, looked=self.looked, all=self.all, look_at=now() + CLAIMED):
                raise Overtaken

    def add_paper(self, case: UUID, one: Paper) -> None:
        if one.times:
            line = _line(case, one.key, one.kind, one.on, one.times)
            self.found.append({**line, "fields": list(one.fields), "piece": one.piece})
        self._leave(case, texts=not one.is_whole)

    def add_file(self, case: UUID, one: LookedFile) -> None:
        looked = one.looked
        self.room -= looked.read
        if looked.pages:
            named = sorted(looked.pages.items())
            line = _line(case, one.entry, one.kind, one.on, sum(looked.pages.values()))
            numbers: dict[str, Json] = {"file": str(one.file), "piece": one.piece, "copy": one.copy}
            pages: list[Json] = [[number, times] for number, times in named[:MOST_PAGES_NAMED]]
            self.found.append({**line, **numbers, "pages": pages, "more": len(named[MOST_PAGES_NAMED:])})
        self._leave(case, texts=not looked.is_whole, shut=looked.is_shut, left=looked.is_left, blank=looked.blank)

    def _leave(self, case: UUID, **more: int) -> None:
        """Count what could not be searched in a case."""
        if any(more.values()):
            before = self.left_out.setdefault(case, {"case": str(case)})
            before |= {name: int(before.get(name, 0)) + n for name, n in more.items()}  # type: ignore[arg-type]


def look_through(search: WordSearch) -> None:
    """Search the papers and files of the cases in which the owner of a search has a seat, and keep those that have the words.

    Ends early if the owner starts another search, or if another worker has taken this one on. A paper that cannot be opened
    is skipped, and its case is named as not searched completely.
    """
    secret = opening(search.key, compartment_of_owner(search.user))
    looked_for = pattern_of(unseal(search, secret, "words")["words"])
    cases = _own_cases(search.user)
    work = _Work(search, all=len(cases), room=MOST_PAGES)
    try:
        for work.looked, (key, reference) in enumerate(cases[:MOST_CASES]):
            _look_through_case(work, key, reference, looked_for)
            if len(work.found) >= MOST_PAPERS:
                break
    except Overtaken:
        return  # What was found so far belongs to nobody.
    full, left_out = len(work.found) >= MOST_PAPERS, list(work.left_out.values())
    kept: dict[str, Json] = {"found": work.found[:MOST_PAPERS], "full": full, "left_out": left_out}
    body = encode(kept | {"moments": work.moments})
    sealed = aead.encrypt(secret, body, aad=_place(search, search.key, "found"))
    _say(search, looked=len(cases), all=len(cases), look_at=None, found=sealed)


def _look_through_case(work: _Work, key: UUID, reference: str, looked_for: re.Pattern[str]) -> None:
    """Add what one case has. Raises Overtaken."""
    work.go_on()
    page = page_to_look_through(work.search.user, reference)
    if page is None:
        return
    work.moments[str(key)] = list(Moment.when_read(page.case))
    for paper in papers_looked_through(page, work.search.user, looked_for):
        work.add_paper(key, paper)
    for file in files_looked_through(page.case, looked_for, work.room, before_each=work.go_on):
        work.add_file(key, file)


def _line(case: UUID, entry: UUID, kind: str, on: date, times: int) -> dict[str, Json]:
    return {"case": str(case), "entry": str(entry), "type": kind, "on": on.isoformat(), "times": times}


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


def compartment_of_owner(user: User) -> Compartment:
    """Return where the searches of a person are kept."""
    return Compartment(user.pk, Kind.DRAFT)


def unseal(row: WordSearch, secret: bytes, name: str) -> Any:
    """Return what is kept of a search under this name, opened with the secret of its key. Raises CannotOpen."""
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
