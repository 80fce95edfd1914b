"""A rulebook at odds with itself, or read from elsewhere than a file, is refused with its reason."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policy.editions import EditionError, read
from policy.editions.rulebook import rules_from
from policy.editions.texts import code_from, oath_from
from tests.policy.books import ICSRM
from tests.policy.test_editions_refused import broken

__all__ = ["broken"]
BAR = """meaning = "Membership ends for good."
sanction = true
display = { counts_from = "published", years = 10 }
"""
HIDDEN_BAR = """meaning = "Membership ends for good."
sanction = true
"""
INTERIM = 'least = 2\nshares = { finding = "majority" }\n\n# A step'
ROW = '[matrix.10]\nS1 = ["L2", "L3"]\nS2 = ["L4", "L5"]\nS3 = ["L6", "L6"]\nS4 = ["L7", "L8"]\n'
WRONG = [
    ("rulebook.toml", BAR, HIDDEN_BAR, "L7 is public, so L8 must be too"),
    ("rulebook.toml", '"term_ended"', '"doom"', '"counts_from" must be one of published, conditions_met, term_ended'),
    ("rulebook.toml", ", unmet_years = 5", "", '"unmet_years" is there if counts_from = "conditions_met", and only then'),
    ("rulebook.toml", "draft = { days = 30 }", "draft = {}", "give exactly one of days, months and years"),
    ("rulebook.toml", "draft = { days = 30 }", "draft = { days = 3, years = 1 }", "give exactly one of days, months and years"),
    ("rulebook.toml", "[matrix.10]", "[matrix.ten]", '"ten" is not the number of a commitment'),
    ("rulebook.toml", ROW, "", "commitment 10 has no row in the matrix"),
    ("rulebook.toml", "[3, 5]\nlay = 1", "[3, 5]\nlay = 4", "there cannot be more lay members than members"),
    ("rulebook.toml", "closed = []", "closed = [1]", '"closed" must be a list of tables'),
    ("rulebook.toml", 'weekend = ["saturday", "sunday"]', 'weekend = "sunday"', '"weekend" must be a list of texts'),
    ("rulebook.toml", "sizes = [3, 5]", "sizes = 3", '"sizes" must be a list of whole numbers'),
    ("rulebook.toml", "sizes = [3, 5]", "sizes = []", '"sizes" must name at least one number'),
    ("rulebook.toml", INTERIM, INTERIM.replace("2", "4"), "there cannot be more people who decide than members"),
    ("rulebook.toml", "abeyance = true", 'abeyance = "yes"', '"abeyance" must be true or false'),
    ("oath.toml", 'key = "icsrm-oath-1"', 'key = "icsrm-oath-²"', '"key" must consist of a-z, 0-9 and hyphens, 60 at most'),
    ("oath.toml", 'title = "Member Oath"', f'title = "{"o" * 4001}"', '"title" is longer than 4000 characters'),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "reason"), WRONG)
def test_a_book_at_odds_with_itself_is_refused(
    broken: Callable[[str, str, str], Path], name: str, old: str, new: str, reason: str
) -> None:
    with pytest.raises(EditionError) as refused:
        read(broken(name, old, new))
    assert (Path(refused.value.file).name, refused.value.reason) == (name, reason)


def test_a_matrix_that_reaches_no_sanction_is_refused(broken: Callable[[str, str, str], Path]) -> None:
    with pytest.raises(EditionError) as refused:
        read(with_advice_only(broken("rulebook.toml", "net_factors = 2", "net_factors = 3")))
    assert refused.value.reason == "no cell of the matrix reaches a sanction"
    assert (Path(refused.value.file).name, refused.value.line > 0) == ("rulebook.toml", True)


def test_one_cell_that_ends_at_a_sanction_is_enough(broken: Callable[[str, str, str], Path]) -> None:
    folder = with_advice_only(broken("rulebook.toml", "net_factors = 2", "net_factors = 3"))
    text = (folder / "rulebook.toml").read_text(encoding="utf-8")
    (folder / "rulebook.toml").write_text(text.replace('S4 = ["L0", "L1"]', 'S4 = ["L1", "L2"]', 1), encoding="utf-8")
    assert [highest.name for _, highest in read(folder).rules.matrix.values()].count("L2") == 1


def with_advice_only(folder: Path) -> Path:
    """Let every cell of a matrix reach from no sanction to a letter of advice."""
    text = (folder / "rulebook.toml").read_text(encoding="utf-8")
    (folder / "rulebook.toml").write_text(re.sub(r'\["L\d", "L\d"\]', '["L0", "L1"]', text), encoding="utf-8")
    return folder


def values(name: str) -> dict[str, Any]:
    """The values of one of ICSRM's books, as the database keeps them."""
    return tomllib.loads((ICSRM / name).read_text(encoding="utf-8"))


def test_a_ladder_without_a_public_step_is_refused_wherever_it_was_kept() -> None:
    book = values("rulebook.toml")
    for step in book["ladder"].values():
        step.pop("display", None)
    with pytest.raises(EditionError) as refused:
        rules_from(book, name="the database")
    assert str(refused.value) == "the database: no step of the ladder is public"


def test_a_code_without_commitments_and_an_oath_without_a_pledge_are_none() -> None:
    with pytest.raises(EditionError, match=r"^kept: a Code has at least one commitment$"):
        code_from(values("code.toml") | {"commitments": []}, name="kept")
    with pytest.raises(EditionError, match=r"^kept: an oath has at least one paragraph$"):
        oath_from(values("oath.toml") | {"pledge": []}, name="kept")
