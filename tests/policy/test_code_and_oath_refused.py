"""What the Code and the oath of an edition may say, and how a Code, an oath and a rulebook fit together."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from policy.editions import EditionError, code_from, oath_from, read
from tests.policy.books import ICSRM, icsrm
from tests.policy.test_editions_refused import broken

__all__ = ["broken"]
BOOKS = icsrm()


def code_refusal(**changes: Any) -> str:
    """Return why a Code with other values than ICSRM's is refused; "" where it is read."""
    try:
        code_from({**BOOKS.code_values, **changes}, name="kept")
    except EditionError as error:
        return error.reason
    return ""


def oath_refusal(**changes: Any) -> str:
    """Return the same of an oath."""
    try:
        oath_from({**BOOKS.oath_values, **changes}, name="kept")
    except EditionError as error:
        return error.reason
    return ""


def commitments(**changes: Any) -> list[dict[str, Any]]:
    """Return ICSRM's commitments with a change in the second."""
    found = deepcopy(list(BOOKS.code_values["commitments"]))
    found[1] |= changes
    return found


def test_a_key_has_60_characters_at_most() -> None:
    assert code_refusal(key="a" * 60) == ""
    assert code_refusal(key="a" * 61) == '"key" must consist of a-z, 0-9 and hyphens, 60 at most'


@pytest.mark.parametrize("key", ["Code", "code 1", "code_1", "codé", "code.1", "code-٣"])
def test_a_key_is_made_of_small_letters_digits_and_hyphens(key: str) -> None:
    assert oath_refusal(key=key) == '"key" must consist of a-z, 0-9 and hyphens, 60 at most'


def test_a_text_has_4000_characters_at_most() -> None:
    assert code_refusal(title="a" * 4000) == ""
    assert code_refusal(title="a" * 4001) == '"title" is longer than 4000 characters'


@pytest.mark.parametrize("title", ["", " \n", 7, ["A"]])
def test_a_title_is_a_text(title: object) -> None:
    assert code_refusal(title=title) == '"title" must be a text'


@pytest.mark.parametrize("title", ["a\x07", "a\nb", "a\u200bb"])
def test_a_text_can_be_printed(title: str) -> None:
    assert code_refusal(title=title) == '"title" holds a character that cannot be printed'


@pytest.mark.parametrize("day", ["soon", "2024-13-01", "1 May 2024"])
def test_a_day_is_written_year_first(day: str) -> None:
    assert oath_refusal(in_force_from=day) == '"in_force_from" must be a date such as "2024-01-31"'


@pytest.mark.parametrize("number", [1, 3, 0, 100, "2", True])
def test_the_second_commitment_is_numbered_two(number: object) -> None:
    reasons = (
        "commitments are numbered in order; this one must be 2",
        '"number" must be a whole number from 1 to 99',
    )
    assert code_refusal(commitments=commitments(number=number)) == reasons[number not in (1, 3) or number is True]


@pytest.mark.parametrize("examples", [[], ["One."], ["One.", "One."], ["One.", "Two.", "Three."], ["A.", "B.", "A."]])
def test_a_commitment_has_two_different_examples(examples: list[str]) -> None:
    reason = "give two different examples of a possible breach"
    assert code_refusal(commitments=commitments(examples=examples)) == reason


@pytest.mark.parametrize("value", ["one", {"number": 1}, [1], [{"number": 1}, "two"]])
def test_commitments_are_a_list_of_tables(value: object) -> None:
    assert code_refusal(commitments=value) == '"commitments" must be a list of tables'


def test_a_complaint_names_the_commitment_that_lacks_something() -> None:
    assert code_refusal(commitments=[{"number": 1}]) == '"text" is missing in commitments.0'
    assert code_refusal(commitments=commitments(note="x")) == '"note" is not known here'


def test_a_code_of_one_commitment_is_read() -> None:
    one = code_from({**BOOKS.code_values, "commitments": BOOKS.code_values["commitments"][:1]}, name="kept")
    assert [each.number for each in one.commitments] == [1]


def test_a_code_has_99_commitments_at_most() -> None:
    one = BOOKS.code_values["commitments"][0]
    many = [{**one, "number": number} for number in range(1, 101)]
    assert code_refusal(commitments=many[:99]) == ""
    assert code_refusal(commitments=many) == '"number" must be a whole number from 1 to 99'


@pytest.mark.parametrize("name", ["oath.toml", "rulebook.toml"])
@pytest.mark.parametrize("cited", ["a-code", "icsrm-code-2"])
def test_oath_and_rulebook_cite_the_code_beside_them(
    broken: Callable[[str, str, str], Path], name: str, cited: str
) -> None:
    with pytest.raises(EditionError) as refused:
        read(broken(name, 'code = "icsrm-code-1"', f'code = "{cited}"'))
    assert refused.value.reason == f'"code" is "{cited}", but the Code beside it is "icsrm-code-1"'
    assert (Path(refused.value.file).name, refused.value.line) == (name, line_of(name, 'code = "icsrm-code-1"'))


@pytest.mark.parametrize("name", ["oath.toml", "rulebook.toml"])
def test_oath_and_rulebook_begin_no_earlier_than_the_code(broken: Callable[[str, str, str], Path], name: str) -> None:
    day = 'in_force_from = "2024-01-01"'
    with pytest.raises(EditionError) as refused:
        read(broken(name, day, 'in_force_from = "2023-12-31"'))
    assert refused.value.reason == "the Code is in force only from 2024-01-01"
    assert (Path(refused.value.file).name, refused.value.line) == (name, line_of(name, day))


def test_an_oath_may_begin_after_the_code(broken: Callable[[str, str, str], Path]) -> None:
    books = read(broken("oath.toml", 'in_force_from = "2024-01-01"', 'in_force_from = "2024-01-02"'))
    assert (books.code.in_force_from.day, books.oath.in_force_from.day) == (1, 2)


def line_of(name: str, words: str) -> int:
    """Return the line of ICSRM's file that holds these words."""
    before, found, _ = (ICSRM / name).read_text(encoding="utf-8").partition(words)
    assert found
    return before.count("\n") + 1


@pytest.mark.parametrize("keyword", ["Fee", "f*ee", "fee 3", " fee", "fee  hid", "*", "fee? hid"])
def test_a_keyword_is_words_of_small_letters(keyword: str) -> None:
    assert "a keyword is words of small letters" in str(code_refusal(commitments=commitments(keywords=[keyword])))
