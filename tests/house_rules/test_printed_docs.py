"""The pages printed from code are what the code says, and leave nothing out."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from casework.record.events import KINDS
from casework.record.rights import RIGHTS, When
from casework.vocabulary import CaseState, ClockName, Reading, Right, Seat, Verb
from notifications.letters.table import LETTERS
from operations import printing


def test_no_printed_page_is_stale() -> None:
    assert printing.stale() == [], "run manage.py print_docs"


def test_a_stale_page_is_named_and_printing_mends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "FOLDER", tmp_path)
    for name in printing.PAGES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
    with pytest.raises(CommandError, match=r"docs/workflow\.md.* is not what the code says"):
        call_command("print_docs", "--check")
    call_command("print_docs")
    call_command("print_docs", "--check")
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.glob("*/*")) == sorted(printing.PAGES)


def test_every_seat_and_state_is_printed_the_empty_ones_too() -> None:
    page = printing.page("docs/confidentiality.md")
    held = {
        (seat, state, verb)
        for seat in Seat
        for verb, marks in grid(page.split("## What each seat may do", 1)[1], seat.value).items()
        for state, mark in zip(CaseState, marks, strict=True)
        if mark
    }
    assert held == {(seat, state, verb) for (seat, state), cell in RIGHTS.items() for verb in rights(cell, Verb)}


def test_who_reads_what_is_printed_for_every_seat_and_state() -> None:
    page = printing.page("docs/confidentiality.md").split("## Who reads what", 1)[1].split("\n## ", 1)[0]
    held = {
        (seat, state, right)
        for right in Reading
        for seat, marks in grid(page, right.value).items()
        for state, mark in zip(CaseState, marks, strict=True)
        if mark
    }
    assert held == {(seat, state, right) for (seat, state), cell in RIGHTS.items() for right in rights(cell, Reading)}


def grid(page: str, heading: str) -> dict[str, list[str]]:
    """Return the rows of the grid under a heading: the name of each, and its cells."""
    section = page.split(f"\n### {heading}\n", 1)[1].split("\n### ", 1)[0]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in section.splitlines() if line.startswith("| ")]
    return {name: marks for name, *marks in rows[1:]}


def rights(cell: frozenset[Right | When], kind: type[Verb] | type[Reading]) -> set[Right]:
    """Return the rights of one kind that a cell gives, on a condition or without."""
    held = {one.right if isinstance(one, When) else one for one in cell}
    return {right for right in held if isinstance(right, kind)}


def test_every_step_and_every_kind_of_entry_is_printed() -> None:
    steps = {line[4:] for line in printing.page("docs/workflow.md").splitlines() if line.startswith("### ")}
    kinds = {line[3:] for line in printing.page("docs/entries.md").splitlines() if line.startswith("## ")}
    assert steps == {verb.value for verb in Verb} - {"open_content"}
    assert kinds == set(KINDS)


def test_every_clock_and_letter_in_the_tables_of_steps_can_be_looked_up() -> None:
    """A clock stands in the table of clocks, a letter is called by its template."""
    clocks, steps = printing.page("docs/workflow.md").split("\n## The clocks\n", 1)[1].split("\n## The steps\n", 1)
    letters = set(re.findall(r"`([a-z_]+)` to the ", steps))
    assert set(re.findall(r"^\| ([A-Z_]+) \|", clocks, re.MULTILINE)) == set(ClockName)
    assert letters == {post.template for posts in LETTERS.values() for post in posts.values()}
    assert sorted(one for one in letters if not (settings.BASE_DIR / f"templates/letters/{one}.html").is_file()) == []
