"""The conditions that an appeal panel may keep or change: they fill its form, and pages say which it leaves out."""

from collections.abc import Iterable
from typing import Any

from casework.access import Actor
from casework.forms.base import VerbForm
from casework.forms.terms import CONDITIONS, parts_of_condition
from casework.models import Case
from casework.queries.rulebook.conditions_replaced import Timed, conditions_replaced, timed, timed_before
from casework.queries.rulebook.worded_conditions import (
    WORDED,
    WordedCondition,
    field_of_conditions,
    words_of_conditions,
)
from casework.recording import OpenedTexts
from casework.vocabulary import Verb
from casework.web.shared.asked_texts import Address, open_asked
from ledger.canonical import Values


def words_in_force(case: Case) -> Iterable[Address]:
    """Return the texts that have the words of the conditions in force."""
    keys = set(case.view.sanctions.terms.conditions)
    worded = (one.event for one in case.record if isinstance(one.event, WORDED))
    return [(one.id, field_of_conditions(one)) for one in worded if keys & set(one.conditions)]


def conditions_in_force(case: Case, texts: OpenedTexts) -> dict[str, Any]:
    """Return the conditions in force that are not met, as values of the fields of a form, as far as their words are open."""
    found: dict[str, Any] = {}
    for n, one in enumerate((each for each in _in_force(case, texts) if not each.is_met), 1):
        if one.worded is not None and n in CONDITIONS:
            found |= zip(parts_of_condition(n), (one.worded.asks, one.worded.proof, one.days), strict=True)
    return found


def left_out_on_form(case: Case, by: Actor, form: VerbForm) -> tuple[str, ...]:
    """Say of each condition in force that a form leaves out or changes. A form as it opens has them all."""
    if not (form.is_bound or form.initial):
        return ()
    typed = [
        [form[name].value() for name in parts_of_condition(n)] for n in CONDITIONS if f"condition_{n}" in form.fields
    ]
    written = [(str(asks), str(proof or ""), str(days or "")) for asks, proof, days in typed if asks]
    worded = [WordedCondition(asks=asks, proof=proof) for asks, proof, _days in written]
    return _replaced(case, by, timed(worded, [int(days) if days.isdecimal() else 0 for *_words, days in written]))


def left_out_of_proposal(case: Case, given: Values, by: Actor) -> tuple[str, ...]:
    """Say the same of a decision on an appeal that waits for a signature."""
    worded = [WordedCondition(asks=one["asks"], proof=one["proof"]) for one in given["conditions"]]
    return _replaced(case, by, timed(worded, given["terms"].condition_days))


def _replaced(case: Case, by: Actor, now: Iterable[Timed]) -> tuple[str, ...]:
    texts = open_asked(case, Verb.VARY_ON_APPEAL, by, set(words_in_force(case)))
    return conditions_replaced(_in_force(case, texts), now)


def _in_force(case: Case, texts: OpenedTexts) -> tuple[Timed, ...]:
    return timed_before(case.view.sanctions.terms, words_of_conditions(case.record, texts), case.record)
