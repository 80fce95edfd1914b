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


def terms_of(terms: Terms) -> JsonObject:
    """Return the terms by name, without the other fields of an event; for an event that repeats them."""
    return {field.name: getattr(terms, field.name) for field in fields(Terms)}
