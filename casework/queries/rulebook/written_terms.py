"""The terms that were written for each level that a board can carry, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.record.events import Terms
from casework.record.state import CaseView
from casework.record.state.terms import lower_levels
from casework.vocabulary import Route
from policy.rules import Level


@dataclass(frozen=True, kw_only=True)
class LevelTerms:
    """A level with its terms in words, which are empty where the level has none."""

    level: Level
    name: str
    words: str


def written_terms(view: CaseView) -> tuple[LevelTerms, ...]:
    """Return what lies before the board, and below it each level that it can carry instead, from the highest on.

    On a reported breach it can carry no lower level, whatever was written with the first decision.
    """
    board = view.board
    if board.recommended is None:
        return ()
    lower = () if board.route is Route.BREACH else lower_levels(board.recommended.level)
    levels = (board.recommended.level, *lower)
    found = [one for level in levels if (one := board.terms_at(level, view.rules))]
    numbered = board.recommended.conditions
    return tuple(
        LevelTerms(
            level=one.level,
            name=view.rules.ladder[one.level].name,
            words=", ".join(_words(view, one, numbered)),
        )
        for one in found
    )


def days_in_words(days: int) -> str:
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def held_in_abeyance(view: CaseView, level: Level | None, days: int | None) -> str:
    """Name a sanction that is held in abeyance, with its term where it has one; empty if there is none."""
    if level is None:
        return ""
    name = view.rules.ladder[level].name
    return f"{name}, {days_in_words(days)}" if days else name


def _words(view: CaseView, terms: Terms, numbered: Sequence[UUID]) -> Iterator[str]:
    if terms.term_days:
        yield days_in_words(terms.term_days)
    if terms.no_return_years:
        yield ngettext("%(n)d year", "%(n)d years", terms.no_return_years) % {"n": terms.no_return_years}
    if terms.abeyance is not None:
        held = held_in_abeyance(view, terms.abeyance, terms.abeyance_days)
        yield _("suspended sanction: %(what)s") % {"what": held[:1].lower() + held[1:]}
    kept = ", ".join(str(numbered.index(key) + 1) for key in terms.conditions)
    if kept:
        yield ngettext("condition %(which)s", "conditions %(which)s", len(terms.conditions)) % {"which": kept}
