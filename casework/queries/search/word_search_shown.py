"""The result of a word search, as its owner sees it: only from cases that they may see now."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from casework.models import Case, CaseGrant, WordSearch
from casework.queries.search.files_looked_through import HEARD
from casework.queries.search.papers_looked_through import NOTE
from casework.queries.search.still_read import Moment, still_read
from casework.queries.search.word_search import MOST_CASES, compartment_of_owner, unseal
from casework.record.events import MessageSent
from casework.record.events.base import label_of, title_of
from casework.vocabulary import NotSeen, Reading, Thread
from ledger.models import Entry
from vault.compartments import opening

NOTE_WORDS = _("A note")
MESSAGES: Mapping[Thread, type[MessageSent]] = {one.thread: one for one in MessageSent.__subclasses__()}


@dataclass(frozen=True, kw_only=True)
class FoundFile:
    """A file that has the words. `piece`, `copy`: its number among the evidence or the copies; 0 for other files.

    `pages`: the first pages that have the words, and how often. `more`: how many other pages have them. `heard`: how often
    they are in the transcript of a sound.
    """

    key: UUID
    piece: int
    copy: int
    pages: tuple[tuple[int, int], ...]
    more: int
    heard: int


@dataclass(frozen=True, kw_only=True)
class FoundPaper:
    """A paper, message, note or file that has the words, and how often. `thread` is the thread of a message.

    `piece`: the number of evidence, 0 for other papers. `places`: what the texts of it that have the words are called.
    """

    entry: UUID
    what: Promise | str
    on: date
    times: int
    thread: Thread | None
    is_note: bool
    file: FoundFile | None
    piece: int = 0
    places: tuple[Promise | str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """What could not be searched in a case. `texts`: papers that could not be opened. `shut`: files without any words.

    `blank`: pages and sounds without words in other files. `left`: files for whose pages there was no room.
    """

    texts: int = 0
    shut: int = 0
    blank: int = 0
    left: int = 0


@dataclass(frozen=True, kw_only=True)
class FoundCase:
    """A case that its viewer may still see, with the papers that have the words, and what was not searched."""

    reference: str
    code_name: str
    papers: tuple[FoundPaper, ...] = ()
    left_out: LeftOut = LeftOut()


@dataclass(frozen=True, kw_only=True)
class NotRead:
    """How much was not searched for one reason: in all, and in each case."""

    total: int
    cases: tuple[tuple[FoundCase, int], ...]


@dataclass(frozen=True, kw_only=True)
class SearchShown:
    """A search as its owner sees it. `all` is None before a worker has taken it on. `beyond`: there are more cases.

    `full`: the search ended because it had found enough papers. `not_whole`: the cases in which something was left out.
    """

    words: str
    done: bool
    looked: int
    all: int | None
    beyond: bool
    full: bool
    cases: tuple[FoundCase, ...]
    not_whole: tuple[FoundCase, ...]

    @property
    def papers(self) -> int:
        return sum(len(case.papers) for case in self.cases)

    @property
    def unopened(self) -> NotRead:
        return self._not_read("texts")

    @property
    def shut(self) -> NotRead:
        return self._not_read("shut")

    @property
    def blank(self) -> NotRead:
        return self._not_read("blank")

    @property
    def left(self) -> NotRead:
        return self._not_read("left")

    def _not_read(self, why: str) -> NotRead:
        cases = tuple((one, number) for one in self.not_whole if (number := getattr(one.left_out, why)))
        return NotRead(total=sum(number for _case, number in cases), cases=cases)


def search_shown(user: User, handle: UUID, at: datetime) -> SearchShown:
    """Return a search of a person with what it has found so far. NotSeen if it is somebody else's or has expired.

    Cases that the person may no longer see are left out, with everything that was counted in them, and so are papers that they
    may no longer read. Two queries, and those of `still_read` for each case that has changed since it was searched.
    """
    row = WordSearch.objects.filter(pk=handle, user=user, until__gt=at).select_related("key").first()
    if row is None:
        raise NotSeen
    secret = opening(row.key, compartment_of_owner(user))
    kept = unseal(row, secret, "found") if row.found else {}
    found, left_out = _by_case(kept.get("found", ())), {UUID(one["case"]): one for one in kept.get("left_out", ())}
    before = {UUID(key): Moment(*moment) for key, moment in kept.get("moments", {}).items()}
    seen = _seen(user, {*found, *left_out})
    return SearchShown(
        words=unseal(row, secret, "words")["words"],
        done=row.look_at is None,
        looked=min(row.looked, MOST_CASES),
        all=None if row.all is None else min(row.all, MOST_CASES),
        beyond=(row.all or 0) > MOST_CASES,
        full=kept.get("full", False),
        cases=tuple(_cases(user, seen, before, found)),
        not_whole=tuple(_not_whole(seen, before, left_out)),
    )


def _by_case(found: Iterable[Mapping[str, Any]]) -> Mapping[UUID, list[Mapping[str, Any]]]:
    papers: dict[UUID, list[Mapping[str, Any]]] = {}
    for one in found:
        papers.setdefault(UUID(one["case"]), []).append(one)
    return papers


class _SeenNow(NamedTuple):
    """A case that the viewer sees now, and what decides which papers of it they may read."""

    case: Case
    moment: Moment


def _seen(user: User, cases: Collection[UUID]) -> Mapping[UUID, _SeenNow]:
    """Return those of these cases that a person sees now. One query; none without a case."""
    if not cases:
        return {}
    rights = CaseGrant.objects.filter(user=user, content_object=OuterRef("content_object"))
    stream = Concat(Value("case/"), Cast(OuterRef("content_object"), CharField()))
    last = Entry.objects.filter(stream=stream).order_by("-seq").values("id")[:1]
    seen = CaseGrant.objects.giving(user, Reading.SEE_CASE).filter(content_object__in=cases)
    found = seen.select_related("content_object").annotate(
        held=ArraySubquery(rights.values("permission__codename")), last=Subquery(last)
    )
    return {one.content_object_id: _SeenNow(one.content_object, Moment.of(one.last, one.held)) for one in found}


def _cases(
    user: User,
    seen: Mapping[UUID, _SeenNow],
    before: Mapping[UUID, Moment],
    found: Mapping[UUID, Sequence[Mapping[str, Any]]],
) -> Iterator[FoundCase]:
    for key, some in found.items():
        if now := seen.get(key):
            case, is_same = now.case, now.moment == before.get(key)
            papers = tuple(map(_paper, some if is_same else still_read(user, case.reference, some)))
            if papers:
                yield FoundCase(reference=case.reference, code_name=case.code_name, papers=papers)


def _not_whole(
    seen: Mapping[UUID, _SeenNow], before: Mapping[UUID, Moment], left_out: Mapping[UUID, Mapping[str, Any]]
) -> Iterator[FoundCase]:
    """Yield what was left out. Of a case in which the viewer has other rights now, it may count what they may not know."""
    for key, counted in left_out.items():
        now, then = seen.get(key), before.get(key)
        if now and then and now.moment.rights == then.rights:
            numbers = LeftOut(**{name: number for name, number in counted.items() if name != "case"})
            yield FoundCase(reference=now.case.reference, code_name=now.case.code_name, left_out=numbers)


def _paper(one: Mapping[str, Any]) -> FoundPaper:
    kind = one["type"]
    return FoundPaper(
        entry=UUID(one["entry"]),
        what=NOTE_WORDS if kind == NOTE else title_of(kind) or "",
        on=date.fromisoformat(one["on"]),
        times=one["times"],
        thread=next((thread for thread, sent in MESSAGES.items() if sent.type == kind), None),
        is_note=kind == NOTE,
        file=_file(one) if "file" in one else None,
        piece=one.get("piece", 0),
        places=tuple(map(label_of, one.get("fields", ()))),
    )


def _file(one: Mapping[str, Any]) -> FoundFile:
    pages: Sequence[tuple[int, int]] = [(number, times) for number, times in one["pages"]]
    return FoundFile(
        key=UUID(one["file"]),
        piece=one["piece"],
        copy=one["copy"],
        pages=tuple(each for each in pages if each[0] != HEARD),
        more=one["more"],
        heard=sum(times for number, times in pages if number == HEARD),
    )
