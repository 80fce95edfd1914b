"""A list of people that cannot be read says where, before anybody is brought in."""

from pathlib import Path

import pytest

from operations import csv_import
from operations.csv_import import BadRoll, OfficeRow, rows

HEADING = "name,email,office,since,until,lay,alternate,order"
ROW = "Ada Adviser,ada@society.example,adviser,2026-01-05,,no,,"


def test_what_was_left_empty_means_no(tmp_path: Path) -> None:
    (tmp_path / "roll").write_text(f"{HEADING}\n{ROW}\n", encoding="utf-8")
    ((number, row),) = rows(tmp_path / "roll", OfficeRow)
    assert number == 2
    assert row["lay"] is False
    assert row["alternate"] is False
    assert row["order"] is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEADING}\n{ROW.replace('no', 'perhaps')}\n", "Row 2, column lay: Write yes, no, or nothing."),
        (f"{HEADING}\n{ROW},\n", "Row 2: it has more or fewer columns than the heading."),
        (f"{HEADING}\nAda\n", "Row 2: it has more or fewer columns than the heading."),
        (f'{HEADING}\n"Ada"x,\n', "Row 2: this is no CSV (',' expected after '\"')."),
        ('"name"x,email\n', "Row 1: this is no CSV (',' expected after '\"')."),
        (f"{HEADING},lay\n{ROW},no\n", "Row 1: the column “lay” stands there twice."),
    ],
)
def test_a_fault_is_named_by_row_and_column(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "roll").write_text(text, encoding="utf-8")
    with pytest.raises(BadRoll) as refused:
        rows(tmp_path / "roll", OfficeRow)
    assert set(refused.value.faults) == {said}


def test_a_file_that_is_missing_or_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadRoll, match=r"roll cannot be read: No such file or directory\.$"):
        rows(tmp_path / "roll", OfficeRow)
    (tmp_path / "roll").write_text(HEADING, encoding="utf-8")
    monkeypatch.setattr(csv_import, "MOST_BYTES", 10)
    with pytest.raises(BadRoll, match=r"roll is larger than 10 bytes: split it\.$"):
        rows(tmp_path / "roll", OfficeRow)
