"""A report that comes in on the first day of a new rulebook runs under it from the midnight of the Society on."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from policy.actions import publish_editions
from tests.casework.desk_cast import ICSRM, MONDAY, Desk

IN_JULY = {'"icsrm-rulebook-1"': '"icsrm-rulebook-2"', '"2024-01-01"': '"2026-07-02"'}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "rulebook"),
    [("2026-07-01T22:59:59", "icsrm-rulebook-1"), ("2026-07-01T23:00:00", "icsrm-rulebook-2")],
)
def test_a_case_runs_under_the_rulebook_of_the_day_of_the_society(tmp_path: Path, moment: str, rulebook: str) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        desk, books = Desk(), tmp_path / "books"
        shutil.copytree(ICSRM, books)
        file = books / "rulebook.toml"
        text = file.read_text(encoding="utf-8")
        for old, new in IN_JULY.items():
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")
        publish_editions(folder=books)
        clock.move_to(datetime.fromisoformat(moment).replace(tzinfo=UTC))
        case = desk.file()
    assert case.rulebook.key == rulebook
