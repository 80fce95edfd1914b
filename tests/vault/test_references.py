"""References and code names: random, readable, telling nothing."""

import re

import pytest

from vault.references import ALPHABET, new_code_name, new_reference


def test_the_signs_are_distinct_and_none_is_a_vowel_or_looks_like_another() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 21
    assert set(ALPHABET) & set("AEIOUY01L8B5S6G2Z") == {"2", "6"}


@pytest.mark.parametrize("prefix", ["R", "OB", "N"])
def test_a_reference_is_a_prefix_and_two_groups_of_four(prefix: str) -> None:
    found = {new_reference(prefix) for _ in range(200)}
    assert len(found) == 200
    assert [one for one in found if not re.fullmatch(rf"{prefix}-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", one)] == []


def test_a_code_name_is_two_words() -> None:
    found = {new_code_name() for _ in range(200)}
    assert len(found) > 180
    assert [name for name in found if not re.fullmatch("[A-Z][a-z]+ [A-Z][a-z]+", name)] == []
