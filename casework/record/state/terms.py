"""The check of a sanction's terms against the ladder of the rulebook."""

from datetime import date

from casework.record.events import Terms
from policy.rules import Period, Rules, Step, Unit
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
