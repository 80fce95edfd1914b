"""Where a word such as May or Will is a name, and where it is not."""

import re

import pytest

from policy.ordinary_names import ALWAYS_CAPITAL, ORDINARY, without_ordinary_words


def kept(text: str, name: str = "Rose Hope") -> list[str]:
    """Those words of a name that are left in a text, as they stand there."""
    words = frozenset(name.casefold().split())
    found = without_ordinary_words(text, [name], words & ORDINARY)
    return [word for word in re.findall(r"\w+", found) if word.casefold() in words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("the price rose, we hope", []),
        ("Hope is left. Rose early; Hope dies: Rose", []),
        ("Dear all,\nHope this helps.\n\n- Rose garden\n1. Hope\n(a) Rose", []),
        ("“Hope so.” She said “Rose” and ‘Hope’", []),
        ("What? Hope is left! Rose is ill… Hope is left (Rose)", ["Rose"]),
        ("I asked Rose today", ["Rose"]),
        ("told ROSE, rOSE and hOPE", ["ROSE", "rOSE", "hOPE"]),
        ("the witness, i.e. Rose", ["Rose"]),
        ("rose hope", []),
        ("Rose and we hope", []),
        ("Rose said it, and then Hope", ["Hope"]),
        ("roses, hopeful and Roses", []),
    ],
)
def test_an_ordinary_word_is_a_name_with_a_capital_within_a_sentence(text: str, expected: list[str]) -> None:
    assert kept(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rose Hope wrote.", ["Rose", "Hope"]),
        ("Hope, Rose", ["Hope", "Rose"]),
        ("R. Hope wrote.", ["Hope"]),
        ("Rose hope", []),
        ("Rose. We hope", []),
        ("Hand will follow", []),
    ],
)
def test_it_is_a_name_beside_another_part_of_the_name_with_a_capital(text: str, expected: list[str]) -> None:
    assert kept(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ms Rose", ["Rose"]),
        ("ms. rose", ["rose"]),
        ("mr rose", ["rose"]),
        ("Dr. Rose", ["Rose"]),
        ("dr rose", []),
        ("Professor Rose", ["Rose"]),
        ("The professor rose", []),
        ("the professor. Rose", []),
        ("the garden. Rose", []),
    ],
)
def test_it_is_a_name_after_a_title(text: str, expected: list[str]) -> None:
    assert kept(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We met in May.", []),
        ("May I ask?", []),
        ("It may be.", []),
        ("Then I May", []),
        ("We met Ms May.", ["May"]),
        ("We met Ines May in Rome.", ["Ines", "May"]),
        ("We met I. May in Rome.", ["May"]),
        ("May, Ines", ["May", "Ines"]),
    ],
)
def test_a_month_is_a_name_only_beside_the_rest_of_it_or_a_title(text: str, expected: list[str]) -> None:
    assert kept(text, "Ines May") == expected


def test_two_ordinary_words_in_small_letters_are_no_name() -> None:
    assert kept("the board will grant it", "Will Grant") == []
    assert kept("Will Grant came", "Will Grant") == ["Will", "Grant"]
    assert kept("Hand will follow", "William Hand") == []


def test_far_from_the_beginning_of_a_text_a_sentence_begins_after_a_stop_alone() -> None:
    assert kept(f"{'word ' * 9}Rose") == ["Rose"]
    assert kept(f"{'word ' * 9}end. Rose") == []


def test_what_is_left_out_keeps_its_neighbours_apart() -> None:
    assert without_ordinary_words("we hope so", ["Rose Hope"], frozenset({"hope"})) == "we  0  so"


def test_words_with_a_capital_everywhere_are_ordinary_too() -> None:
    assert ALWAYS_CAPITAL <= ORDINARY
    assert {"may", "will", "mark", "grant", "rose", "hope"} <= ORDINARY
