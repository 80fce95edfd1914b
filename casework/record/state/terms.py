"""The check of a sanction's terms against the ladder of the rulebook."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from casework.record.events import Terms, TermsWithLower
from policy.quorum import steps_down
from policy.rules import Level, Period, Rules, Step, Unit
from policy.sanctions import term_is_allowed


def terms_are_lawful(terms: Terms, rules: Rules, today: date) -> bool:
    """Whether a level has the term, abeyance, return and conditions that the ladder demands for it, and no others."""
    step = rules.ladder[terms.level]
    return (
        _term_fits(step, terms.term_days, today)
        and _return_fits(step, terms.no_return_years)
        and _abeyance_fits(step, terms, rules, today)
        and len(set(terms.conditions)) == len(terms.condition_days) == len(terms.conditions)
        and all(days > 0 for days in terms.condition_days)
        and (step.sanction or not terms.conditions)
    )


def lower_levels(level: Level) -> tuple[Level, ...]:
    """Return the levels below one that a board can carry, from the next lower one on."""
    options = steps_down(Level(level - 1)) if level > Level.L0 else ()
    return tuple(one.level for one in options if one.level is not None)


def written_below(terms: TermsWithLower) -> Iterator[Terms]:
    """Yield the terms that were written for each lower level, without what the level holds in abeyance."""
    days_of = dict(zip(terms.conditions, terms.condition_days, strict=True))
    stays = list(zip(terms.lower_keeps, terms.lower_keeps_at, strict=True))
    for level, days, years in zip(terms.lower, terms.lower_days, terms.lower_no_return_years, strict=True):
        keeps = tuple(key for key, at in stays if at == level)
        yield Terms(
            level=level,
            term_days=days,
            no_return_years=years,
            conditions=keeps,
            condition_days=tuple(days_of[key] for key in keeps),
        )


def lowered(written: Terms, above: Terms, step: Step) -> Terms:
    """Return the terms of a lower level with what it holds in abeyance: the sanction above it, and nothing harsher."""
    return replace(written, abeyance=above.level, abeyance_days=above.term_days) if step.abeyance else written


def lower_terms_are_lawful(terms: TermsWithLower, rules: Rules, today: date) -> bool:
    """Whether each level that a board can carry in place of these terms has terms that the ladder allows."""
    lengths = {len(terms.lower), len(terms.lower_days), len(terms.lower_no_return_years)}
    stay = set(terms.lower_keeps) <= set(terms.conditions) and len(terms.lower_keeps) == len(terms.lower_keeps_at)
    if terms.lower != lower_levels(terms.level) or len(lengths) > 1 or not stay:
        return False
    found = (lowered(one, terms, rules.ladder[one.level]) for one in written_below(terms))
    return all(terms_are_lawful(one, rules, today) for one in found)


def _term_fits(step: Step, days: int, today: date) -> bool:
    return term_is_allowed(step, Period(length=days, unit=Unit.DAYS) if days else None, start=today)


def _return_fits(step: Step, years: int) -> bool:
    least, most = step.no_return or (0, 0)
    return least <= years <= most


def _abeyance_fits(step: Step, terms: Terms, rules: Rules, today: date) -> bool:
    if not step.abeyance:
        return terms.abeyance is None and not terms.abeyance_days
    named = terms.abeyance
    return named is not None and named > terms.level and _term_fits(rules.ladder[named], terms.abeyance_days, today)
