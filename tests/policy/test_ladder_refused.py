"""What a rulebook may say of sanctions: terms, display, and the matrix."""

import re
from copy import deepcopy
from typing import Any

import pytest

from policy.editions import EditionError
from policy.editions.rulebook import rules_from
from policy.rules import Level, Period, Severity, Unit
from tests.policy.refusals import VALUES, changed_rules, refusal

ENDS_BEFORE = [
    ({"days": 29}, {"months": 1}),
    ({"months": 1}, {"days": 30}),
    ({"days": 366}, {"years": 1}),
    ({"days": 366}, {"months": 12}),
    ({"years": 1}, {"days": 365}),
    ({"days": 731}, {"years": 2}),
    ({"days": 2556}, {"years": 7}),
    ({"years": 5}, {"days": 1826}),
    ({"months": 13}, {"years": 1}),
]
FITS = [
    ({"days": 28}, {"months": 1}),
    ({"months": 1}, {"days": 31}),
    ({"days": 365}, {"years": 1}),
    ({"years": 1}, {"days": 366}),
    ({"years": 5}, {"days": 1827}),
    ({"years": 1}, {"months": 12}),
    ({"days": 30}, {"days": 30}),
]


def in_words(period: dict[str, int]) -> str:
    """Say a period as a rulebook gives it: "1 month"."""
    ((unit, length),) = period.items()
    return f"{length} {unit if length != 1 else unit[:-1]}"


def term(shortest: Any, longest: Any) -> dict[str, Any]:
    return {"ladder.L6.shortest": shortest, "ladder.L6.longest": longest}


@pytest.mark.parametrize(("shortest", "longest"), ENDS_BEFORE)
def test_a_longest_term_that_can_end_before_the_shortest_is_refused(
    shortest: dict[str, int], longest: dict[str, int]
) -> None:
    assert refusal(term(shortest, longest)) == (
        f"the longest term, {in_words(longest)}, can end before the shortest, {in_words(shortest)}"
    )


@pytest.mark.parametrize(("shortest", "longest"), FITS)
def test_a_longest_term_that_never_ends_before_the_shortest_is_lawful(
    shortest: dict[str, int], longest: dict[str, int]
) -> None:
    assert refusal(term(shortest, longest)) == ""


@pytest.mark.parametrize("missing", ["shortest", "longest"])
def test_a_term_with_one_end_is_refused(missing: str) -> None:
    assert refusal({f"ladder.L6.{missing}": None}) == 'a term has both "shortest" and "longest"'


@pytest.mark.parametrize("period", [{}, {"days": 1, "years": 1}, {"months": 1, "years": 1}])
def test_a_period_is_given_in_one_unit(period: dict[str, int]) -> None:
    assert refusal({"retention.unsent_draft": period}) == "give exactly one of days, months and years"


@pytest.mark.parametrize("unit", Unit)
def test_a_period_is_read_in_its_unit(unit: Unit) -> None:
    kept = changed_rules({"retention.unsent_draft": {unit.value: 9}}).retention["unsent_draft"]
    assert kept == Period(length=9, unit=unit)


def test_a_return_may_be_barred_for_one_number_of_years() -> None:
    no_return = {"least_years": 4, "most_years": 4}
    assert changed_rules({"ladder.L7.no_return": no_return}).ladder[Level.L7].no_return == (4, 4)


@pytest.mark.parametrize("counts_from", ["published", "term_ended"])
def test_only_a_display_after_conditions_says_how_long_unmet_ones_are_shown(counts_from: str) -> None:
    reason = '"unmet_years" is there if counts_from = "conditions_met", and only then'
    assert refusal({"ladder.L6.display": {"counts_from": counts_from, "years": 3, "unmet_years": 5}}) == reason
    assert refusal({"ladder.L6.display": {"counts_from": counts_from, "years": 3}}) == ""


def test_a_display_after_conditions_says_how_long_unmet_ones_are_shown() -> None:
    reason = '"unmet_years" is there if counts_from = "conditions_met", and only then'
    assert refusal({"ladder.L6.display": {"counts_from": "conditions_met", "years": 3}}) == reason


def test_a_step_above_a_public_one_is_public_too() -> None:
    assert refusal({"ladder.L5.display": None}) == "L4 is public, so L5 must be too"


def test_only_the_highest_step_may_be_public() -> None:
    hidden = {f"ladder.L{level}.display": None for level in range(4, 8)}
    assert refusal(hidden) == ""


@pytest.mark.parametrize(
    "cell",
    [[], ["L3"], ["L3", "L4", "L5"], ["L3", "L9"], ["L3", "high", "L5"], ["L4", "L3"], ["high", "low"]],
)
def test_a_range_that_is_not_two_levels_in_order_is_refused(cell: list[str]) -> None:
    assert refusal({"matrix.1.S2": cell}) == 'a range is two levels, the lower first, such as ["L2", "L3"]'


@pytest.mark.parametrize("key", ["ten", "01", "00", "1.0", "-1", "²", "١"])
def test_a_row_of_the_matrix_is_named_by_the_number_of_its_commitment_alone(key: str) -> None:
    values = deepcopy(VALUES)
    values["matrix"][key] = values["matrix"]["1"]
    with pytest.raises(EditionError, match=f'"{re.escape(key)}" is not the number of a commitment'):
        rules_from(values, name="changed")


@pytest.mark.parametrize(("lighter", "graver"), [(["L2", "L4"], ["L1", "L5"]), (["L2", "L4"], ["L2", "L3"])])
def test_a_graver_breach_starts_and_ends_no_lower(lighter: list[str], graver: list[str]) -> None:
    changes = {"matrix.1.S1": lighter, "matrix.1.S2": graver}
    assert refusal(changes) == "a graver breach may not start lower than a lighter one"


def test_a_graver_breach_may_have_the_range_of_a_lighter_one() -> None:
    changes = {f"matrix.1.S{severity}": ["L4", "L4"] for severity in range(1, 5)}
    assert changed_rules(changes).matrix[1, Severity.S4] == (Level.L4, Level.L4)


def test_a_range_may_end_at_its_first_level_and_begin_at_none() -> None:
    assert changed_rules({"matrix.1.S1": ["L0", "L0"]}).matrix[1, Severity.S1] == (Level.L0, Level.L0)
