"""Which cases the nightly check compares once more: those whose rows, or the keys of whose seals, are no longer the same."""

import pytest
from pytest_django import Settings

from casework.models import Case, CaseGrant
from casework.queries.checks.checked_cases import differing_cases, remember_cases
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.scenario_fixtures import here, upon

__all__ = ["here"]


@upon(brought_to("awaiting_response"))
def two_found_good(town: Town, _story: Story) -> list[Case]:
    """Two cases as they were found good."""
    town.case_in("awaiting_response", "remy")
    cases = list(Case.objects.order_by("filed_at"))
    remember_cases(differing_cases())
    assert differing_cases() == {}
    return cases


begun = town_begun(to=two_found_good)


@pytest.fixture
def remembered(here: tuple[Town, list[Case]]) -> list[Case]:
    return here[1]


@pytest.mark.parametrize("column", ["seal", "code_name"])
def test_a_case_differs_once_its_seal_or_a_column_under_it_was_changed(remembered: list[Case], column: str) -> None:
    Case.objects.filter(pk=remembered[0].pk).update(**{column: "another"})
    assert set(differing_cases()) == {remembered[0].pk}
    remember_cases(differing_cases())
    assert differing_cases() == {}


def test_every_case_differs_once_a_key_that_seals_rows_was_added_or_taken_away(
    remembered: list[Case], settings: Settings
) -> None:
    every = {case.pk for case in remembered}
    settings.SECRET_KEY_FALLBACKS = ["the key before " * 4]
    assert set(differing_cases()) == every
    remember_cases(differing_cases())
    assert differing_cases() == {}
    settings.SECRET_KEY_FALLBACKS = []
    assert set(differing_cases()) == every


def test_a_case_that_nobody_may_see_differs_too_once_a_key_comes_or_goes(
    remembered: list[Case], settings: Settings
) -> None:
    CaseGrant.objects.filter(content_object=remembered[0]).delete()
    remember_cases(differing_cases())
    settings.SECRET_KEY_FALLBACKS = ["the key before " * 4]
    assert remembered[0].pk in differing_cases()
