"""The floor of branches bites."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests import branches


@pytest.mark.parametrize(("taken", "code"), [(949, 1), (950, 0), (1000, 0)])
def test_fewer_branches_than_the_floor_fail(tmp_path: Path, capsys: Any, taken: int, code: int) -> None:
    report = tmp_path / "report.json"
    report.write_text(json.dumps({"totals": {"covered_branches": taken, "num_branches": 1000}}), encoding="utf-8")
    assert branches.main([str(report), "95"]) == code
    said = f"{taken} of 1000 branches are taken, {taken / 10:.1f} of a hundred; the floor is 95.\n"
    assert capsys.readouterr().out == said
