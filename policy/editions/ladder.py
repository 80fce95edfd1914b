"""Reads the ladder of sanctions, the severities and the matrix of an edition."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from policy.editions.node import Node
from policy.periods import after
from policy.rules import Display, Level, Period, Severity, Step, Unit

MOST = {Unit.DAYS: 36_135, Unit.MONTHS: 1_188, Unit.YEARS: 99}
STARTS = tuple(date(year, month, 1) for year in range(2097, 2104) for month in range(1, 13))
"""The days from which two terms are compared.

2100 has no leap day and 2104 has one: from some of these days, each number of months or years is as short as it can be, and
from some it is as long. Measured for every period up to MOST, against all months from 2027 to 2226.
"""
RANGES: Mapping[tuple[str, ...], tuple[Level, Level]] = {
    (low.name, high.name): (low, high) for low in Level for high in Level if low <= high
}
DISPLAY_FROM = ("published", "conditions_met", "term_ended")


def read_ladder(node: Node) -> dict[Level, Step]:
    """EditionError unless all steps L0 to L8 are there, one is public, and so is every step above a public one."""
    node.only(level.name for level in Level)
    steps = {level: _step(level, node.child(level.name)) for level in Level}
    for below, level in pairwise(Level):
        if steps[below].public and not steps[level].public:
            raise node.wrong(f"{below.name} is public, so {level.name} must be too", level.name)
    if not any(step.public for step in steps.values()):
        raise node.wrong("no step of the ladder is public")
    return steps


def read_severities(node: Node) -> dict[Severity, str]:
    node.only(severity.name for severity in Severity)
    return {severity: node.child(severity.name).only(("meaning",)).text("meaning") for severity in Severity}


def read_matrix(node: Node) -> dict[tuple[int, Severity], tuple[Level, Level]]:
    """Return the starting ranges. EditionError unless each row has every severity, and no range below a lighter one's."""
    matrix: dict[tuple[int, Severity], tuple[Level, Level]] = {}
    for key in node.table:
        if not key.isdecimal() or key != str(int(key)):
            raise node.wrong(f'"{key}" is not the number of a commitment', key)
        row = node.child(key)
        row.only(severity.name for severity in Severity)
        reached = (Level.L0, Level.L0)
        for severity in Severity:
            cell = _range(row, severity.name)
            if cell[0] < reached[0] or cell[1] < reached[1]:
                raise row.wrong("a graver breach may not start lower than a lighter one", severity.name)
            matrix[int(key), severity] = reached = cell
    return matrix


def read_period(node: Node) -> Period:
    """Return the period, which is given in exactly one of days, months and years."""
    node.only((), tuple(unit.value for unit in Unit))
    return _period(node)


def _step(level: Level, node: Node) -> Step:
    node.only(
        ("name", "meaning", "sanction"),
        ("abeyance", "shortest", "longest", "no_return", "display"),
    )
    shortest, longest = _term(node)
    return Step(
        level=level,
        name=node.text("name"),
        meaning=node.text("meaning"),
        sanction=node.flag("sanction"),
        shortest=shortest,
        longest=longest,
        no_return=_no_return(node.child("no_return")) if node.has("no_return") else None,
        abeyance=node.flag("abeyance"),
        display=_display(node.child("display")) if node.has("display") else None,
    )


def _term(node: Node) -> tuple[Period, Period] | tuple[None, None]:
    if node.has("shortest") != node.has("longest"):
        raise node.wrong('a term has both "shortest" and "longest"')
    if not node.has("shortest"):
        return None, None
    shortest, longest = read_period(node.child("shortest")), read_period(node.child("longest"))
    if any(after(start, longest) < after(start, shortest) for start in STARTS):
        raise node.wrong(f"the longest term, {longest}, can end before the shortest, {shortest}", "shortest")
    return shortest, longest


def _no_return(node: Node) -> tuple[int, int]:
    node.only(("least_years", "most_years"))
    least = node.whole("least_years", 1, 99)
    return least, node.whole("most_years", least, 99)


def _display(node: Node) -> Display:
    node.only(("counts_from",), (*(unit.value for unit in Unit), "unmet_years"))
    counts_from = node.text("counts_from")
    if counts_from not in DISPLAY_FROM:
        raise node.wrong(f'"counts_from" must be one of {", ".join(DISPLAY_FROM)}', "counts_from")
    unmet = Period(length=node.whole("unmet_years", 1, 99), unit=Unit.YEARS) if node.has("unmet_years") else None
    if (unmet is not None) != (counts_from == "conditions_met"):
        raise node.wrong('"unmet_years" is there if counts_from = "conditions_met", and only then')
    return Display(counts_from=counts_from, period=_period(node), unmet=unmet)


def _period(node: Node) -> Period:
    units = [unit for unit in Unit if node.has(unit.value)]
    if len(units) != 1:
        raise node.wrong("give exactly one of days, months and years")
    (unit,) = units
    return Period(length=node.whole(unit.value, 0, MOST[unit]), unit=unit)


def _range(node: Node, key: str) -> tuple[Level, Level]:
    if found := RANGES.get(node.texts(key)):
        return found
    raise node.wrong('a range is two levels, the lower first, such as ["L2", "L3"]', key)
