"""The members whom a report may be about, each compared with what the reporter said. Nothing is decided from this."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from ledger.canonical import Values
from policy.models import Member
from policy.names import employers_match
from policy.oaths import Span
from policy.queries import member_by_number, search_register, sworn_spans

MOST = 5
LONGEST_NAME = 4
"""If no member has all words of a name, each word is searched for by itself, in names of at most this many words."""
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class PossibleMember:
    """A member who may be meant. `employer_fits` and `bound` are None if the reporter gave no employer or no days.

    `bound`: an oath was in force on every day that the reporter gave. `by_number`: the reporter gave their number.
    """

    member: Member
    employer_fits: bool | None
    bound: bool | None
    by_number: bool


def possible_members(said: Values, days: tuple[date, date] | None) -> tuple[PossibleMember, ...]:
    """Return at most `MOST` members who fit what the reporter said. At most seven queries, and one for each member."""
    number = str(said.get("number") or "")
    named = member_by_number(number) if number else None
    found = [named] if named else _by_name(str(said.get("name") or ""))
    return tuple(_compared(one, str(said.get("employer") or ""), days, by_number=one is named) for one in found)


def _by_name(name: str) -> Sequence[Member]:
    """Return the members whose names have every word; if there is none, those with one of the words."""
    for words in _asked(name):
        found = search_register(words, limit=MOST)
        if members := list(found.prefetch_related("employments")):
            return members
    return ()


def _asked(name: str) -> Iterator[str]:
    words = name.split()
    yield name
    if 1 < len(words) <= LONGEST_NAME:
        yield from reversed(words)


def _compared(member: Member, employer: str, days: tuple[date, date] | None, *, by_number: bool) -> PossibleMember:
    held = {member.employer, *(job.employer for job in member.employments.all())} - {""}
    fits = any(employers_match(employer, one) for one in held) if employer else None
    bound = is_bound_throughout(sworn_spans(member.pk), *days) if days else None
    return PossibleMember(member=member, employer_fits=fits, bound=bound, by_number=by_number)


def is_bound_throughout(spans: Sequence[Span[UUID]], first: date, last: date) -> bool:
    """Whether an oath bound the member on every day from `first` to `last`. It may be to any edition."""
    day = first
    for span in sorted(spans, key=lambda one: one.first):
        if span.first <= day and (span.last is None or span.last >= day):
            if span.last is None or span.last >= last:
                return True
            day = span.last + DAY
    return False
