"""Fills an installation: generates pattern cases, decides how many clones each gets, and stores the clones in batches."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing import get_context
from random import Random
from uuid import UUID

from django.db import IntegrityError, connections

from accounts.models import User
from accounts.pseudonyms import pseudonym
from casework.queries.checks.replay import drifts
from casework.vocabulary import Seat
from ledger.bulk_append import TooLate
from ledger.clock import now
from ledger.entries import b64, moment
from ledger.models import Entry, LogHead
from local.populate import cast
from local.populate.bulk_insert import store
from local.populate.case_paths import ENDS
from local.populate.clone_case import Clone, Sworn, clone
from local.populate.generate_history import ACCUSED, tell
from local.populate.patterns import Pattern
from policy import drawing
from policy.models import OathSignature

BATCH, SAMPLE, FEW, ATTEMPTS, PROCESSES = 200, 200, 500, 5, 2
"""Cases in a batch; cases replayed at the end; the most cases for one process; how often a batch is retried."""

MOST_TELLINGS, CASES_A_TELLING, FEWEST_MEMBERS, MOST_MEMBERS, CASES_A_MEMBER = 6, 500, 8, 2_500, 40
type Say = Callable[[str, int, int], None]


class NotAsRecorded(RuntimeError):
    """The stored rows of a case disagree with its record."""


@dataclass(frozen=True, kw_only=True)
class Officer:
    """An officer of a pattern, or their substitute in a clone: the account, and the name in the record."""

    user: UUID
    person: UUID


@dataclass(frozen=True, kw_only=True)
class Stock:
    """The input that all batches share."""

    patterns: Sequence[Pattern]
    members: Sequence[Sworn]
    desk: Officer | None
    panel: Sequence[Officer]
    panels: Sequence[Sequence[Officer]]


@dataclass(frozen=True, kw_only=True)
class Lot:
    """A batch to store.

    Each case has the numbers of its pattern, its member and its panel. `desk`: the cases in which the measured officer sits.
    `at`: when filling began, the same time for all batches, so that no process writes entries that are too old.
    """

    drawn: tuple[tuple[int, int, int], ...]
    desk: frozenset[int]
    seed: int
    at: str


_stock: Stock


def fill(*, cases: int, seed: int, desk: int, say: Say) -> int:
    """Fill an empty installation, or the demonstration, with this many cases; return how many were replayed successfully.

    `desk` adds, in an empty installation, an officer who sits in exactly that many cases. `say` receives the phase, the
    progress and the total. Raises Elsewhere if the installation has other people, NotAsRecorded if the sample does not replay.
    Batches stored before either error stay, and are complete.
    """
    rng = Random(seed)  # noqa: S311 - it draws paths and members, never a key
    drawing.throw = drawing.last
    empty = not Entry.objects.exists()
    if empty:
        say("people, and oaths", 0, 1)
        cast.move_in(members=max(FEWEST_MEMBERS, min(MOST_MEMBERS, cases // CASES_A_MEMBER)))
        say("people, and oaths", 1, 1)
    people = cast.people_here()
    patterns, members = _generate_patterns(people, cases, rng, say), _sworn_members(besides=people[ACCUSED])
    drawn = _deal(_draw_patterns(patterns, cases, rng), patterns, len(members), rng, panel=0 if empty else 1)
    stock = Stock(
        patterns=patterns,
        members=members,
        desk=_officer(cast.bring_desk()) if empty and desk else None,
        panel=[_officer(people[given.lower()]) for given in cast.PANEL],
        panels=[list(map(_officer, one)) for one in cast.bring_panels(max(panel for _, _, panel in drawn))],
    )
    return _replay_sample(_make(stock, drawn, desk, rng, say), rng, say)


def _generate_patterns(people: Mapping[str, User], cases: int, rng: Random, say: Say) -> list[Pattern]:
    tellings = max(1, min(MOST_TELLINGS, cases // CASES_A_TELLING))
    began = OathSignature.objects.filter(member__user=people[ACCUSED]).earliest("at").at
    each = [(people, 6 if cases > FEW else 2, began, rng.random()) for _ in range(tellings)]
    found: list[Pattern] = []
    for done, told in enumerate(_spread(_tell_all, each, several=tellings > 1), 1):
        found += told
        say("histories", done, tellings)
    return found


def _tell_all(words: tuple[Mapping[str, User], int, datetime, float]) -> list[Pattern]:
    people, moves, began, seed = words
    return list(tell(people, moves=moves, sworn=began, rng=Random(seed)))  # noqa: S311 - as above


def _sworn_members(*, besides: User) -> list[Sworn]:
    """Return the members who get cases: those who signed here within a day of the pattern's member.

    For a member who signed later, the alleged conduct would predate the oath. The member of the patterns gets no case:
    otherwise the patterns could not be generated a second time.
    """
    bound = OathSignature.objects.filter(member__user=besides).earliest("at").at + timedelta(days=1)
    leaves = dict(Entry.objects.filter(type="oath.signed").values_list("id", "leaf"))
    signed = OathSignature.objects.filter(position=1, member__user__isnull=False, at__lt=bound, imported=False)
    columns = ("member_id", "member__user_id", "member__name", "member__number", "entry_id")
    rows = signed.exclude(member__user=besides).order_by("member__number").values_list(*columns)
    return [
        Sworn(member=member, user=user, name=name, number=number, leaf=b64(bytes(leaves[entry])))
        for member, user, name, number, entry in rows
    ]


def _officer(user: User) -> Officer:
    return Officer(user=user.pk, person=pseudonym(user))


def _draw_patterns(patterns: Sequence[Pattern], cases: int, rng: Random) -> list[int]:
    """Return a pattern number for each case, in random order, with every path in its proportion."""
    ending: dict[int, list[int]] = {}
    for number, pattern in enumerate(patterns):
        ending.setdefault(pattern.end, []).append(number)
    drawn = [rng.choice(ending[end]) for end, count in enumerate(shares(cases)) for _ in range(count)]
    rng.shuffle(drawn)
    return drawn


def _deal(
    drawn: Iterable[int], patterns: Sequence[Pattern], members: int, rng: Random, *, panel: int
) -> list[tuple[int, int, int]]:
    """Return each pattern number with its member and its panel; no panel meets a member twice."""
    dealt, judged = [], 0
    for number in drawn:
        if patterns[number].was_judged:
            dealt.append((number, judged % members, panel + judged // members))
            judged += 1
        else:
            dealt.append((number, rng.randrange(members), 0))
    return dealt


def _make(stock: Stock, drawn: Sequence[tuple[int, int, int]], desk: int, rng: Random, say: Say) -> list[str]:
    global _stock  # noqa: PLW0603 - the forked processes of this run share it without a copy
    _stock = stock
    made: list[str] = []
    for stored in _spread(_batch, list(_lots(stock, drawn, desk, rng)), several=len(drawn) > FEW):
        made += stored
        say("cases", len(made), len(drawn))
    return made


def _lots(stock: Stock, drawn: Sequence[tuple[int, int, int]], desk: int, rng: Random) -> Iterator[Lot]:
    """Yield batches. The measured officer sits in the first cases that have a screener."""
    sat, at = 0, moment(now())
    for start in range(0, len(drawn), BATCH):
        part = tuple(drawn[start : start + BATCH])
        can = [n for n, (one, _, _) in enumerate(part) if stock.patterns[one].holders_of(Seat.SCREENER)]
        sits = frozenset(can[: desk - sat]) if stock.desk else frozenset()
        sat += len(sits)
        yield Lot(drawn=part, desk=sits, seed=rng.randrange(2**32), at=at)


def shares(cases: int) -> list[int]:
    """Return the number of cases for each path: at least one if there are enough cases, the rest in proportion."""
    counts = [int(n < cases) for n in range(len(ENDS))]
    rest, whole = cases - sum(counts), sum(road.share for road in ENDS)
    counts = [count + rest * road.share // whole for count, road in zip(counts, ENDS, strict=True)]
    often = sorted(range(len(ENDS)), key=lambda n: -ENDS[n].share)
    for n in often[: cases - sum(counts)]:
        counts[n] += 1
    return counts


def _batch(lot: Lot) -> list[str]:
    """Store a batch and return its references. Retries when the log has moved on, or a reference is taken."""
    for attempt in range(1, ATTEMPTS + 1):
        clones = list(_clones(lot, max(lot.at, LogHead.objects.get().last_at)))
        try:
            store(clones)
            break
        except (TooLate, IntegrityError):
            if attempt == ATTEMPTS:
                raise
    return [one.reference for one in clones]


def _clones(lot: Lot, at: str) -> Iterator[Clone]:
    rng = Random(lot.seed)  # noqa: S311 - it draws names, never a key
    for n, (number, member, panel) in enumerate(lot.drawn):
        pattern = _stock.patterns[number]
        instead: dict[UUID, UUID] = {}
        if n in lot.desk and _stock.desk is not None:
            user, person = pattern.holders_of(Seat.SCREENER)[0]
            instead |= {user: _stock.desk.user, person: _stock.desk.person}
        if panel:
            for told, new in zip(_stock.panel, _stock.panels[panel - 1], strict=True):
                instead |= {told.user: new.user, told.person: new.person}
        yield clone(pattern, _stock.members[member], instead=instead, at=at, rng=rng)


def _spread[T, R](work: Callable[[T], R], parts: Sequence[T], *, several: bool) -> Iterator[R]:
    """Yield the result of each part, computed here or in forked processes with their own connections."""
    if not several:
        yield from map(work, parts)
        return
    connections.close_all()
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("fork")) as pool:
        yield from pool.map(work, parts)


def _replay_sample(made: Sequence[str], rng: Random, say: Say) -> int:
    sample = rng.sample(made, min(SAMPLE, len(made)))
    for done, reference in enumerate(sample, 1):
        for drift in drifts([reference]):
            raise NotAsRecorded(f"{drift.case}: {drift.field} is not what the record says.")
        say("replayed", done, len(sample))
    return len(sample)
