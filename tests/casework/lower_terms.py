"""Terms of lower levels, as a panel or both sides might write them."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from casework.record.events import Terms, TermsWithLower, terms_of
from casework.record.state.terms import lower_levels
from policy.rules import Level
from tests.casework.pure import RULES

DAYS = {Level.L5: 200, Level.L6: 40}


def with_lower(terms: Terms, keeps: Collection[UUID] | None = None) -> TermsWithLower:
    """Return the terms with lawful ones for each lower level. All conditions stay at each, or those in `keeps`."""
    if isinstance(terms, TermsWithLower):
        return terms
    lower = lower_levels(terms.level)
    stays = tuple(key for key in terms.conditions if keeps is None or key in keeps)
    years = [RULES.ladder[level].no_return for level in lower]
    return TermsWithLower(
        **terms_of(terms),
        lower=lower,
        lower_days=tuple(DAYS.get(level, 0) for level in lower),
        lower_no_return_years=tuple(each[0] if each else 0 for each in years),
        lower_keeps=stays * len(lower),
        lower_keeps_at=tuple(level for level in lower for _key in stays),
    )


def typed_below(level: int) -> dict[str, Any]:
    """Return what is typed for the levels below one that need a length of their own."""
    needed = {"lower_7_years": (8, 3), "lower_6_days": (7, "40 days"), "lower_5_days": (6, "200 days")}
    return {name: typed for name, (above, typed) in needed.items() if level >= above}
