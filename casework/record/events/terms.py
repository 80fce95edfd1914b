"""The terms of a sanction, recommended by a panel or agreed by consent."""

from dataclasses import dataclass, fields
from uuid import UUID

from ledger.canonical import JsonObject
from policy.rules import Level


@dataclass(frozen=True, kw_only=True)
class Terms:
    """A level with what belongs to it. Lengths are days and 0 where the level has no term.

    `no_return_years` goes with expulsion. `abeyance` is the sanction named for a breach, `abeyance_days` its term.
    `conditions` are keys, `condition_days` the days each has from the day the decision is final; their wording is sealed.
    """

    level: Level
    term_days: int = 0
    no_return_years: int = 0
    abeyance: Level | None = None
    abeyance_days: int = 0
    conditions: tuple[UUID, ...] = ()
    condition_days: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TermsWithLower(Terms):
    """Terms, with those of each lower level that the board may carry in their place, from the next lower one to L2.

    Lengths and years follow the order of `lower`. `lower_keeps` are conditions that stay, each at the level that stands in
    the same place of `lower_keeps_at`. What a lower level holds in abeyance is the recommended level, so it is not written.
    """

    lower: tuple[Level, ...] = ()
    lower_days: tuple[int, ...] = ()
    lower_no_return_years: tuple[int, ...] = ()
    lower_keeps: tuple[UUID, ...] = ()
    lower_keeps_at: tuple[Level, ...] = ()


def terms_of[T: Terms](terms: T, kind: type[T] | type[Terms] = Terms) -> JsonObject:
    """Return the terms by name, without the other fields of an event; for an event that repeats them."""
    return {field.name: getattr(terms, field.name) for field in fields(kind)}
