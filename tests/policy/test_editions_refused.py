"""A wrong book is refused with file, line and reason."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from policy.editions import EditionError, read
from policy.editions.source import key_lines
from tests.policy.books import ICSRM


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """Return a way to copy ICSRM's books with one piece of text replaced."""

    def copy(name: str, old: str, new: str) -> Path:
        folder = tmp_path / "books"
        shutil.copytree(ICSRM, folder)
        text = (folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
        return folder

    return copy


WRONG = [
    ("rulebook.toml", "CTA = { days = 21 }", "CTA = { days = 0 }", '"days" must be a whole number from 1 to 3660'),
    ("rulebook.toml", "CTA = { days = 21 }", "CTA = { days = true }", '"days" must be a whole number from 1 to 3660'),
    (
        "rulebook.toml",
        "CTA = { days = 21 }",
        "CTA = { days = 5 }",
        "a period of less than seven days is counted in business days: write business = true",
    ),
    ("rulebook.toml", "CTA = { days = 21 }", "CTA = { hours = 9 }", '"hours" is not known here'),
    ("rulebook.toml", "CTA = { days = 21 }", "CTB = { days = 21 }", '"CTB" is not known here'),
    ("rulebook.toml", "CTA = { days = 21 }", "", '"CTA" is missing in clocks'),
    ("rulebook.toml", "CTA = { days = 21 }", "CTA = 21", '"CTA" must be a table'),
    ("rulebook.toml", "CTA = { days = 21 }", "CTA = { years = 1 }", '"years" is not known here'),
    ("rulebook.toml", "CTA = { days = 21 }", "CTA = { days = 21, extension = 7 }", '"extension" is not known here'),
    (
        "rulebook.toml",
        "SLIP = { days = 28 }",
        "BALLOT = { days = 9 }\nSLIP = { days = 28 }",
        '"BALLOT" is not known here',
    ),
    (
        "rulebook.toml",
        "BUNDLE = { days = 14 }",
        "BUNDLE = { days = 14, business = true }",
        '"business" is not known here',
    ),
    ("rulebook.toml", "REOPEN = { years = 2 }", "REOPEN = { days = 90 }", '"days" is not known here'),
    ("rulebook.toml", "lay = 1\nleast", "chair = 1\nlay = 1\nleast", '"chair" is not known here'),
    ("rulebook.toml", "monitors = 2", "board_remittals = 1\nmonitors = 2", '"board_remittals" is not known here'),
    (
        "rulebook.toml",
        "unsent_draft = {",
        "panel_notes = { days = 0 }\nunsent_draft = {",
        '"panel_notes" is not known here',
    ),
    ("rulebook.toml", 'zone = "Europe/London"', 'zone = "Europe/Lundon"', '"Europe/Lundon" is not a time zone'),
    ("rulebook.toml", 'zone = "Europe/London"', 'zone = "../etc/passwd"', '"../etc/passwd" is not a time zone'),
    ("rulebook.toml", 'country = "GB"', 'country = "QQ"', 'no public holidays are known for the country "QQ"'),
    ("rulebook.toml", 'subdivision = "ENG"', 'subdivision = "XYZ"', '"XYZ" is not a part of GB'),
    ("rulebook.toml", 'cut_off = "16:30"', 'cut_off = "half past"', '"cut_off" must be a time such as "16:30"'),
    (
        "rulebook.toml",
        'weekend = ["saturday", "sunday"]',
        'weekend = ["caturday"]',
        "the weekend is a list of at most five days such as saturday",
    ),
    (
        "rulebook.toml",
        "quorum = [{ least = 3 }, { filled_from = 7, least = 5 }]",
        "quorum = [{ least = 5 }, { filled_from = 7, least = 5 }, { filled_from = 7, least = 5 }]",
        "the bands of the quorum rise, and none asks for more people than there are seats",
    ),
    (
        "rulebook.toml",
        'L8 = "two_thirds"',
        'L8 = "half"',
        '"L8" is "half", but it must be one of majority, two_thirds',
    ),
    (
        "rulebook.toml",
        'S2 = ["L3", "L5"]',
        'S2 = ["L5", "L3"]',
        'a range is two levels, the lower first, such as ["L2", "L3"]',
    ),
    (
        "rulebook.toml",
        'S2 = ["L3", "L5"]',
        'S2 = ["L3", "L9"]',
        'a range is two levels, the lower first, such as ["L2", "L3"]',
    ),
    (
        "rulebook.toml",
        'S2 = ["L3", "L5"]',
        'S2 = ["L0", "L5"]',
        "a graver breach may not start lower than a lighter one",
    ),
    ("rulebook.toml", "[matrix.10]", "[matrix.11]", "the Code has no commitment 11"),
    ("rulebook.toml", "shortest = { days = 30 }", "", 'a term has both "shortest" and "longest"'),
    (
        "rulebook.toml",
        "shortest = { days = 30 }",
        "shortest = { years = 3 }",
        "the longest term, 24 months, can end before the shortest, 3 years",
    ),
    (
        "rulebook.toml",
        'longest = { months = 24 }\ndisplay = { counts_from = "term_ended"',
        'longest = { months = 1 }\ndisplay = { counts_from = "term_ended"',
        "the longest term, 1 month, can end before the shortest, 30 days",
    ),
    (
        "rulebook.toml",
        "shortest = { days = 30 }",
        "shortest = { years = 9999 }",
        '"years" must be a whole number from 0 to 99',
    ),
    ("rulebook.toml", "pattern_from = 3", "pattern_from = 1", '"pattern_from" must be a whole number from 2 to 99'),
    ("rulebook.toml", "monitors = 2", "monitors = 1", '"monitors" must be a whole number from 2 to 9'),
    (
        "rulebook.toml",
        'code = "icsrm-code-1"',
        'code = "other"',
        '"code" is "other", but the Code beside it is "icsrm-code-1"',
    ),
    (
        "rulebook.toml",
        'until = "readmission"',
        'until = "doomsday"',
        'a file is kept for years, or until = "readmission"',
    ),
    (
        "oath.toml",
        'in_force_from = "2024-01-01"',
        'in_force_from = "2023-12-31"',
        "the Code is in force only from 2024-01-01",
    ),
    (
        "oath.toml",
        'in_force_from = "2024-01-01"',
        'in_force_from = "soon"',
        '"in_force_from" must be a date such as "2024-01-31"',
    ),
    ("oath.toml", 'key = "icsrm-oath-1"', 'key = "Oath 1"', '"key" must consist of a-z, 0-9 and hyphens, 60 at most'),
    ("code.toml", "number = 4", "number = 5", "commitments are numbered in order; this one must be 4"),
    ("code.toml", 'title = "Growth of others"', 'title = " "', '"title" must be a text'),
    ("code.toml", 'title = "Growth of others"', "", '"title" is missing in commitments.5'),
    (
        "code.toml",
        'title = "Growth of others"',
        'title = "Growth\\u0007"',
        '"title" holds a character that cannot be printed',
    ),
    (
        "code.toml",
        '    "Keeping back information that a colleague needs in order to help a customer.",\n',
        "",
        "give two different examples of a possible breach",
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "reason"), WRONG)
def test_a_wrong_book_is_refused_with_file_line_and_reason(
    broken: Callable[[str, str, str], Path], name: str, old: str, new: str, reason: str
) -> None:
    before = (ICSRM / name).read_text(encoding="utf-8").partition(old)[0]
    with pytest.raises(EditionError) as refused:
        read(broken(name, old, new))
    error = refused.value
    assert (Path(error.file).name, error.reason) == (name, reason)
    at = before.count("\n") + 1
    assert at - 30 <= error.line <= at or error.reason.endswith("is missing in clocks")
    assert str(error) == f"{error.file}, line {error.line}: {reason}"


def test_the_line_is_the_line_of_the_key(broken: Callable[[str, str, str], Path]) -> None:
    folder = broken("rulebook.toml", "CTA = { days = 21 }", "CTA = { days = 0 }")
    lines = (folder / "rulebook.toml").read_text(encoding="utf-8").split("\n")
    with pytest.raises(EditionError) as refused:
        read(folder)
    assert lines[refused.value.line - 1] == "CTA = { days = 0 }"


def test_the_line_of_a_commitment_is_found_among_its_neighbours(broken: Callable[[str, str, str], Path]) -> None:
    folder = broken("code.toml", 'title = "Growth of others"', "title = 6")
    lines = (folder / "code.toml").read_text(encoding="utf-8").split("\n")
    with pytest.raises(EditionError) as refused:
        read(folder)
    assert lines[refused.value.line - 1] == "title = 6"


def test_a_missing_file_a_broken_one_and_one_that_is_not_text_are_named(tmp_path: Path) -> None:
    with pytest.raises(EditionError) as missing:
        read(tmp_path)
    assert str(missing.value) == f"{tmp_path / 'code.toml'}: this file is missing"
    (tmp_path / "code.toml").write_text('key = "a"\ntitle = \n', encoding="utf-8")
    with pytest.raises(EditionError) as broken_toml:
        read(tmp_path)
    assert (broken_toml.value.line, broken_toml.value.reason) == (2, "this is not TOML: Invalid value")
    (tmp_path / "code.toml").write_bytes(b'key = "a"\ntitle = "\xff"\n')
    with pytest.raises(EditionError) as not_text:
        read(tmp_path)
    assert (not_text.value.line, not_text.value.reason) == (2, "this is not UTF-8 text")


def test_keys_inside_texts_and_lists_are_not_taken_for_keys() -> None:
    text = 'a = """\nb = 1\n[c]\n"""\nd = [\n  "e = 2", # f = ]\n]\n[g.h]\ni = \'"\'\n[[j]]\nk = 1\n[[j]]\nk = "\\"x"\n'
    assert key_lines(text) == {
        ("a",): 1,
        ("d",): 5,
        ("g", "h"): 8,
        ("g", "h", "i"): 9,
        ("j", 0): 10,
        ("j", 0, "k"): 11,
        ("j", 1): 12,
        ("j", 1, "k"): 13,
    }
