"""Which signature bound a member on which day: a pure reading of signatures and endings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Act[S]:
    """A signature, or an ending where `signature` is None. `position` is its place in the member's stream."""

    effective: date
    position: int
    signature: S | None


@dataclass(frozen=True, kw_only=True)
class Cover[S]:
    """The days from `first` to `last`, both included, and the signature in force on each; None: there was none."""

    first: date
    last: date
    signature: S | None


def in_force[S](acts: Iterable[Act[S]], day: date) -> S | None:
    """Return the signature in force on `day`: the greatest (effective, position) not after it, unless an ending."""
    past = [act for act in acts if act.effective <= day]
    return max(past, key=lambda act: (act.effective, act.position)).signature if past else None


def covers_of[S](acts: Iterable[Act[S]], first: date, last: date) -> tuple[Cover[S], ...]:
    """Return the days from `first` to `last` split where the signature changes. ValueError when they are reversed."""
    if last < first:
        raise ValueError("the last day lies before the first")
    acts = tuple(acts)
    starts = {first, *(max(first, act.effective) for act in acts if act.effective <= last)}
    found = _stretches(acts, starts)
    return tuple(Cover(first=start, last=end or last, signature=signature) for start, end, signature in found)


@dataclass(frozen=True, kw_only=True)
class Span[S]:
    """A stretch of days bound by the same thing, from `first` to `last`; None: it has not ended."""

    first: date
    last: date | None
    edition: S


def spans_of[S](acts: Iterable[Act[S]]) -> tuple[Span[S], ...]:
    """Return the stretches in which some signature was in force, in order; neighbours with an equal one are joined."""
    acts = tuple(acts)
    found = _stretches(acts, {act.effective for act in acts})
    return tuple(Span(first=first, last=last, edition=edition) for first, last, edition in found if edition is not None)


def _stretches[S](acts: Sequence[Act[S]], starts: Iterable[date]) -> Iterator[tuple[date, date | None, S | None]]:
    """Yield the first day, the last day and the signature of each stretch, all in force on `starts`; the last has no end."""
    bound = [(day, in_force(acts, day)) for day in sorted(starts)]
    changes = [next(same) for _, same in groupby(bound, key=itemgetter(1))]
    ends = [*(day - DAY for day, _ in changes[1:]), None]
    for (day, signature), end in zip(changes, ends, strict=False):
        yield day, end, signature
