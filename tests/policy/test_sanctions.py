"""From proven allegations to a range, and from a level to its term, its display and its keeping."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from policy.rules import Level, Period, Severity, Unit
from policy.sanctions import (
    Proven,
    Range,
    display_ends,
    net_factors,
    sanction_sheet,
    starting_range,
    term_is_allowed,
)
from tests.policy.books import guild, icsrm

RULES = icsrm().rules
S1, S2, S3, S4 = Severity


def months(length: int) -> Period:
    return Period(length=length, unit=Unit.MONTHS)


def sheet(*proven: Proven, worse: tuple[str, ...] = (), better: tuple[str, ...] = ()) -> Range:
    return sanction_sheet(proven, aggravating=worse, mitigating=better, rules=RULES).range


def proven(commitment: int, severity: Severity, *conduct: str) -> Proven:
    return Proven(commitment=commitment, severity=severity, conduct=frozenset(conduct))


def test_the_highest_cell_starts_and_cells_are_never_added() -> None:
    assert starting_range([proven(3, S2), proven(1, S3)], RULES) == Range(low=Level.L5, high=Level.L6)
    assert starting_range([proven(1, S1), proven(7, S1)], RULES) == Range(low=Level.L1, high=Level.L3)


def test_three_proven_allegations_or_more_are_a_pattern_and_two_are_not() -> None:
    two = (proven(4, S2), proven(4, S2))
    assert sheet(*two) == Range(low=Level.L2, high=Level.L3)
    assert sheet(*two, proven(3, S1)) == Range(low=Level.L3, high=Level.L4)
    assert sheet(*two, *two) == Range(low=Level.L3, high=Level.L4)


def test_factors_are_netted_within_two_steps_either_way() -> None:
    many = ("gain", "concealment", "duration", "no_insight")
    assert net_factors(many, (), RULES) == 2
    assert net_factors((), ("admission", "remedy", "insight"), RULES) == -2
    assert net_factors(many, ("admission", "remedy", "insight"), RULES) == 1
    assert net_factors(("gain", "gain"), (), RULES) == 1


def test_a_range_stops_at_either_end_of_the_ladder() -> None:
    assert sheet(proven(3, S1), better=("admission", "remedy")) == Range(low=Level.L0, high=Level.L0)
    assert sheet(proven(2, S4), worse=("gain", "authority")) == Range(low=Level.L8, high=Level.L8)


def test_a_fixed_start_lifts_the_range_and_never_lowers_it() -> None:
    assert sheet(proven(4, S1, "retaliation")) == Range(low=Level.L6, high=Level.L6)
    assert sheet(proven(2, S4, "retaliation")) == Range(low=Level.L7, high=Level.L8)
    assert sheet(proven(4, S1, "retaliation", "forged_evidence")) == Range(low=Level.L7, high=Level.L7)
    assert sheet(proven(4, S1, "knowing_dishonesty"), better=("admission",)) == Range(low=Level.L6, high=Level.L6)


def test_the_sheet_keeps_the_net_factors_and_the_range() -> None:
    kept = sanction_sheet(
        [proven(1, S2), proven(1, S1), proven(5, S1)],
        aggravating=["gain"],
        mitigating=["admission", "remedy"],
        rules=RULES,
    )
    assert (kept.fixed, kept.net) == ((), -1)
    assert kept.range == Range(low=Level.L3, high=Level.L4)
    assert [kept.needs_reasons(level) for level in (Level.L2, Level.L3, Level.L4, Level.L5)] == [
        True,
        False,
        False,
        True,
    ]


def test_nothing_proven_has_no_sanction_and_an_unknown_factor_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing was found proven"):
        starting_range([], RULES)
    with pytest.raises(KeyError):
        net_factors(["spite"], (), RULES)


def test_a_term_lies_between_the_shortest_and_the_longest() -> None:
    start, suspension, probation = date(2026, 1, 31), RULES.ladder[Level.L6], RULES.ladder[Level.L5]
    assert term_is_allowed(suspension, Period(length=30, unit=Unit.DAYS), start=start) is True
    assert term_is_allowed(suspension, Period(length=29, unit=Unit.DAYS), start=start) is False
    assert term_is_allowed(suspension, months(24), start=start) is True
    assert term_is_allowed(suspension, months(25), start=start) is False
    assert term_is_allowed(probation, months(5), start=start) is False
    assert term_is_allowed(probation, None, start=start) is False
    assert term_is_allowed(RULES.ladder[Level.L4], None, start=start) is True
    assert term_is_allowed(RULES.ladder[Level.L4], months(6), start=start) is False


def test_an_entry_is_shown_as_long_as_its_level_says() -> None:
    day, ladder = date(2026, 3, 2), RULES.ladder
    assert display_ends(ladder[Level.L3], published=day) is None
    assert display_ends(ladder[Level.L4], published=day) == date(2029, 3, 2)
    assert display_ends(ladder[Level.L5], published=day) is None
    assert display_ends(ladder[Level.L5], published=day, conditions_met=date(2026, 9, 2)) == date(2027, 3, 2)
    assert display_ends(ladder[Level.L5], published=day, unmet_on=date(2026, 9, 2)) == date(2031, 9, 2)
    assert display_ends(ladder[Level.L6], published=day) is None
    assert display_ends(ladder[Level.L6], published=day, term_ended=date(2027, 3, 2)) == date(2030, 3, 2)
    assert display_ends(ladder[Level.L7], published=day) == date(2036, 3, 2)


def test_another_body_calls_two_a_pattern() -> None:
    found = [proven(4, S2), proven(4, S2)]
    kept = sanction_sheet(found, aggravating=[], mitigating=[], rules=guild().rules)
    assert kept.range == Range(low=Level.L3, high=Level.L4)


@pytest.mark.parametrize(("steps", "low", "high"), [(0, 3, 5), (1, 4, 6), (2, 5, 7), (-1, 2, 4), (4, 7, 8), (-4, 0, 1)])
def test_a_range_moves_as_a_whole_and_stops_at_the_ends(steps: int, low: int, high: int) -> None:
    moved = Range(low=Level.L3, high=Level.L5).shift(steps)
    assert moved == Range(low=Level(low), high=Level(high))


def test_a_range_holds_levels_from_its_lowest_to_its_highest_and_nothing_else() -> None:
    held = Range(low=Level.L3, high=Level.L5)
    assert [level for level in Level if level in held] == [Level.L3, Level.L4, Level.L5]
    assert 4 not in held


def test_the_level_to_consider_is_the_next_lower_one() -> None:
    kept = sanction_sheet([proven(1, S2)], aggravating=[], mitigating=[], rules=RULES)
    assert [kept.lower_level(level) for level in Level] == [None, *list(Level)[:-1]]


@pytest.mark.parametrize("cells", [((2, 6), (3, 4)), ((2, 6), (1, 6)), ((1, 6), (2, 6))])
def test_the_highest_cell_is_the_one_with_the_highest_end_then_the_highest_beginning(
    cells: tuple[tuple[int, int], tuple[int, int]],
) -> None:
    matrix = {(number, S1): (Level(low), Level(high)) for number, (low, high) in enumerate(cells)}
    found = starting_range([proven(0, S1), proven(1, S1)], replace(RULES, matrix=matrix))
    assert found == Range(low=Level.L2, high=Level.L6)


@pytest.mark.parametrize("missing", ["shortest", "longest"])
def test_a_step_without_both_bounds_has_no_term(missing: str) -> None:
    bounds: dict[str, Any] = {missing: None}
    step = replace(RULES.ladder[Level.L6], **bounds)
    assert term_is_allowed(step, None, start=date(2026, 1, 31)) is True
    assert term_is_allowed(step, months(6), start=date(2026, 1, 31)) is False


def test_conditions_that_stayed_unmet_count_only_where_the_ladder_says_so() -> None:
    shown = display_ends(RULES.ladder[Level.L4], published=date(2026, 3, 2), unmet_on=date(2026, 9, 2))
    assert shown == date(2029, 3, 2)
