"""Which signature bound a member on which day: a pure reading of signatures and endings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

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
    starts = sorted({first, *(act.effective for act in acts if first < act.effective <= last)})
    found: list[Cover[S]] = []
    for start, following in zip(starts, [*starts[1:], last + DAY], strict=True):
        signature, end = in_force(acts, start), following - DAY
        if found and found[-1].signature is signature:
            found[-1] = Cover(first=found[-1].first, last=end, signature=signature)
        else:
            found.append(Cover(first=start, last=end, signature=signature))
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class Span[S]:
    """A stretch of days bound by the same thing, from `first` to `last`; None: it has not ended."""

    first: date
    last: date | None
    edition: S


def spans_of[S](acts: Iterable[Act[S]]) -> tuple[Span[S], ...]:
    """Return the stretches in which some signature was in force, in order; neighbours with an equal one are joined."""
    acts = tuple(acts)
    days = sorted({act.effective for act in acts})
    found: list[Span[S]] = []
    for day, following in zip(days, [*days[1:], None], strict=False):
        bound = in_force(acts, day)
        if bound is None:
            continue
        last = following - DAY if following else None
        if found and found[-1].edition == bound and found[-1].last == day - DAY:
            found[-1] = Span(first=found[-1].first, last=last, edition=bound)
        else:
            found.append(Span(first=day, last=last, edition=bound))
    return tuple(found)
