"""References and code names: random, readable, telling nothing."""

import re
from itertools import pairwise

import pytest

from vault import references
from vault.references import ALPHABET, new_code_name, new_code_names, new_reference


def test_the_signs_are_distinct_and_none_is_a_vowel_or_looks_like_another() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 21
    assert set(ALPHABET) & set("AEIOUY01L8B5S6G2Z") == {"2", "6"}


@pytest.mark.parametrize("prefix", ["R", "OB", "N"])
def test_a_reference_is_a_prefix_and_two_groups_of_four(prefix: str) -> None:
    found = {new_reference(prefix) for _ in range(200)}
    assert len(found) == 200
    assert [one for one in found if not re.fullmatch(rf"{prefix}-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", one)] == []


def test_a_reference_tells_neither_how_many_there_were_nor_which_came_first() -> None:
    made = [new_reference("OB").removeprefix("OB-").replace("-", "") for _ in range(2000)]
    assert len(made) - len(set(made)) < 2  # two alike come once in 19,000 runs
    assert [set(signs) for signs in zip(*made, strict=True)] == [set(ALPHABET)] * 8
    following = list(pairwise(made))
    risen = sum(one < other for one, other in following)
    alike = sum(one == other for pair in following for one, other in zip(*pair, strict=True))
    # By chance half of the 1,999 neighbours rise, give or take 13; of 15,992 signs 762 are as before, give or take 27.
    assert (abs(risen - 1000) < 200, abs(alike - 762) < 270) == (True, True)


def test_a_code_name_is_two_words() -> None:
    found = {new_code_name() for _ in range(200)}
    assert len(found) > 180
    assert [name for name in found if not re.fullmatch("[A-Z][a-z]+ [A-Z][a-z]+", name)] == []


def test_the_code_names_of_one_report_differ_where_chance_gives_one_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(references, "_ADJECTIVES", ["Amber"])
    monkeypatch.setattr(references, "_NOUNS", ["Heron", "Wren"])
    assert sorted(new_code_names(2)) == ["Amber Heron", "Amber Wren"]
