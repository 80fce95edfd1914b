"""Every key of an edition's rulebook, and another lawful value for each: what the test of every key changes."""

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from policy.editions import EditionError
from policy.editions.rulebook import rules_from
from policy.rules import Level, Rules
from tests.policy.books import icsrm

type Path = tuple[str | int, ...]
type Values = dict[str, Any]
type Change = Callable[[Values], None]

VALUES: Values = icsrm().rulebook_values
LEVELS = [[low.name, high.name] for low in Level for high in Level if low <= high]
SHARES = {"majority": "two_thirds", "two_thirds": "majority"}
UNITS = ("days", "months", "years")


def leaves(value: Any = None, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield each key that holds a value, with its value; a list of plain values is one."""
    value = VALUES if value is None else value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        for number, inner in enumerate(value):
            yield from leaves(inner, (*path, number))
    else:
        yield path, value


def dotted(path: Path) -> str:
    """Return a key as it is called here: `clocks.ACK.days`."""
    return ".".join(map(str, path))


def at(values: Values, path: Path) -> Any:
    """Return the table that holds a key."""
    found: Any = values
    for part in path[:-1]:
        found = found[part]
    return found


def others(path: Path, value: Any) -> list[Any]:
    """Return other values that a key might have."""
    own = OTHER.get(dotted(path))
    if own is not None:
        return own
    match value:
        case bool():
            return [not value]
        case int():
            return [value + 7, value + 1, value - 1]
        case [str(), str()] if path[0] == "matrix":
            return [each for each in LEVELS if each != value]
        case list():
            return [[*value, 7], [7]]
        case str() if value in SHARES:
            return [SHARES[value]]
        case str() if value in Level.__members__:
            return [level.name for level in Level if level.name != value]
        case str() if path[-1] == "counts_from":
            return [each for each in ("published", "conditions_met", "term_ended") if each != value]
    return [f"{value} Indeed."]


OTHER: Mapping[str, list[Any]] = {
    "in_force_from": ["2024-02-01"],
    "key": ["icsrm-rulebook-2"],
    "code": ["icsrm-code-2"],
    "calendar.zone": ["Asia/Tokyo"],
    "calendar.subdivision": ["SCT"],
    "calendar.weekend": [["friday", "saturday"]],
    "calendar.cut_off": ["12:00"],
    "calendar.closed": [[{"day": "2026-06-03", "reason": "A day of our own."}]],
}


def together(path: Path) -> Change | None:
    """Return a change of a key that cannot be changed by itself, with the keys it is tied to; None for all others."""
    name = dotted(path)
    if name == "calendar.country":
        return lambda values: _abroad(values["calendar"])
    if name == "closing_codes.expelled.until":
        return lambda values: values["closing_codes"].update(expelled={"years": 9, "meaning": "Membership ended."})
    if re.fullmatch(r"ladder\.L\d\.display\.counts_from", name):
        return lambda values: _counted_otherwise(at(values, path))
    return None


def _abroad(calendar: Values) -> None:
    calendar["country"] = "FR"
    del calendar["subdivision"]


def _counted_otherwise(display: Values) -> None:
    display["counts_from"] = "term_ended" if display["counts_from"] == "published" else "published"
    display.pop("unmet_years", None)


def before(path: Path) -> Change | None:
    """Return what has to be so before a key is changed: a short clock's days, so that it may be counted in either way."""
    if path[0] == "clocks" and path[-1] == "business":
        return lambda values: at(values, path).update(days=10)
    return None


def changed(path: Path, value: Any) -> Iterator[tuple[Rules, Rules]]:
    """Yield the rules before and after each lawful change of one key."""
    first = deepcopy(VALUES)
    if prepare := before(path):
        prepare(first)
    if tied := together(path):
        second = deepcopy(first)
        tied(second)
        yield rules_from(first, name="before"), rules_from(second, name="after")
        return
    for other in others(path, value):
        second = deepcopy(first)
        at(second, path)[path[-1]] = other
        try:
            yield rules_from(first, name="before"), rules_from(second, name="after")
        except EditionError:
            continue


def with_optional() -> list[tuple[Path, Any]]:
    """Return all keys of the edition, with those that a clock may have besides."""
    found = dict(leaves())
    more: dict[Path, Any] = {
        ("clocks", name, "business"): False
        for name, clock in VALUES["clocks"].items()
        if "days" in clock and name not in ("BUNDLE", "NEW_CHARGES")
    }
    return list({**more, **found}.items())
