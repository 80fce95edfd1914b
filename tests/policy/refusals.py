"""What is said to a rulebook that differs from ICSRM's in some values."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from policy.editions import EditionError
from policy.editions.rulebook import rules_from
from policy.rules import Rules
from tests.policy.books import icsrm

VALUES = icsrm().rulebook_values


def changed_values(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return ICSRM's rulebook with other values, each under its key (`clocks.CTA.days`). None takes a key out."""
    values = deepcopy(VALUES)
    for path, value in changes.items():
        *tables, key = path.split(".")
        inside: Any = values
        for name in tables:
            inside = inside[int(name)] if isinstance(inside, list) else inside[name]
        if value is None:
            del inside[key]
        else:
            inside[key] = value
    return values


def changed_rules(changes: Mapping[str, Any]) -> Rules:
    """Return ICSRM's rules with other values."""
    return rules_from(changed_values(changes), name="changed")


def refusal(changes: Mapping[str, Any]) -> str:
    """Return why these changes are refused; "" where they are lawful."""
    try:
        changed_rules(changes)
    except EditionError as error:
        return error.reason
    return ""
