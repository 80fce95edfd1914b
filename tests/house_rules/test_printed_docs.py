"""The pages printed from code are what the code says, and leave nothing out."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from casework.events import KINDS
from casework.vocabulary import CaseState, Seat, Verb
from config import printing


def test_no_printed_page_is_stale() -> None:
    assert printing.stale() == [], "run manage.py print_docs"


def test_a_stale_page_is_named_and_printing_mends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "FOLDER", tmp_path)
    with pytest.raises(CommandError, match=r"workflow\.md.* in docs/ is not what the code says"):
        call_command("print_docs", "--check")
    call_command("print_docs")
    call_command("print_docs", "--check")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(printing.PAGES)


def test_every_seat_and_state_is_printed_the_empty_ones_too() -> None:
    page = printing.page("confidentiality.md")
    cells = {
        (seat, state)
        for seat in Seat
        for state in CaseState
        if f"\n| {state.value} | " in page.split(f"## {seat.value}\n", 1)[1].split("\n## ", 1)[0]
    }
    assert len(cells) == len(Seat) * len(CaseState)


def test_every_step_and_every_kind_of_entry_is_printed() -> None:
    steps = {line[3:] for line in printing.page("workflow.md").splitlines() if line.startswith("## ")}
    kinds = {line[3:] for line in printing.page("entries.md").splitlines() if line.startswith("## ")}
    assert steps == {verb.value for verb in Verb} - {"open_content"}
    assert kinds == set(KINDS)
