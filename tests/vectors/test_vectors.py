"""Every stored vector before the program and before the page: both give the verdict that is stored, and the codes."""

from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.vectors import build, page
from tests.vectors.browsing import by_page, opened
from tests.vectors.fuzz import differences
from tests.vectors.judging import VERDICTS, by_program, expected
from tests.vectors.vector import Vector

VECTORS = list(build.read())
ROUNDS = 400


def test_what_is_stored_is_what_the_builder_makes() -> None:
    made = build.files_of(build.all_vectors())
    assert sorted(build.stored()) == sorted(made)
    assert build.stored() == made, "run python -m tests.vectors.build"


def test_the_made_parts_of_the_page_are_as_they_should_be() -> None:
    text = page.PAGE.read_text(encoding="utf-8")
    assert text == page.made(text), "run python -m tests.vectors.build"


def test_there_are_vectors_for_every_command_and_verdict() -> None:
    found = Counter((vector.command, vector.verdict) for vector in VECTORS)
    assert len(VECTORS) > 300
    commands = ("receipt", "checkpoint", "consistency")
    missing = {(command, verdict) for command in commands for verdict in VERDICTS} - set(found)
    assert missing == {("consistency", "undecided")}, "without a pin, there is nothing to leave open there"


def test_every_code_of_a_receipt_has_a_vector() -> None:
    codes = {code for vector in VECTORS for code in (*vector.tamper, *vector.undecided)}
    assert codes == {
        "origin", "fork", "checkpoint-signature", "cosignature", "commitment", "statement-mismatch", "signature", "inclusion",
        "split-view", "unpinned", "missing-witness", "signature-sealed",
    }  # fmt: skip


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_the_program_gives_the_stored_verdict(vector: Vector, tmp_path: Path) -> None:
    assert by_program(vector, tmp_path) == expected(vector)


def test_the_page_gives_every_stored_verdict(page: Page) -> None:
    found = by_page(opened(page), VECTORS)
    wrong = {vector.name: said for vector, said in zip(VECTORS, found, strict=True) if said != expected(vector)}
    assert wrong == {}


def test_both_agree_on_damaged_vectors(page: Page, tmp_path: Path) -> None:
    assert list(differences(opened(page), VECTORS, range(ROUNDS), tmp_path)) == []
