"""The guide to add a field is followed to the letter, on a copy: one row, and the field is everywhere."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from textwrap import dedent, indent

import pytest

from casework.vocabulary.report_fields import FIELDS, PAGES, SEALS, TABLE
from casework.vocabulary.report_shape import UNSEALED, Kind, faults
from tests.house_rules.source import ROOT

GUIDE = ROOT / "docs" / "how-to" / "add-a-field.md"
ROW = re.compile(r"```python\n(.*?)```", re.DOTALL)
LEFT_OUT = (".git", ".local", ".venv", ".ruff_cache", ".mypy_cache", "__pycache__", "stored", "latest.json")
LAST = '    ReportField(\n        name="keep_away",\n'
"""The row before which the new one goes."""
EACH = "tests/casework/web/test_report_fields.py"


def test_a_row_of_the_guide_is_a_field_everywhere(django_db_setup: None, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
    (row,) = ROW.findall(GUIDE.read_text(encoding="utf-8"))
    table = copy / "casework" / "vocabulary" / "report_fields.py"
    text = table.read_text(encoding="utf-8")
    assert text.count(LAST) == 1
    table.write_text(text.replace(LAST, indent(dedent(row).rstrip() + ",\n", "    ") + LAST), encoding="utf-8")
    names = "from casework.vocabulary.report_fields import TABLE; print(*(field.name for field in TABLE))"
    asked = subprocess.check_output([sys.executable, "-c", names], cwd=copy, text=True).split()
    assert set(asked) - {field.name for field in TABLE} == {"learned_how"}
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0", EACH],
        cwd=copy,
        # The services of this run, and a database of its own on them.
        env={**os.environ, "PYTEST_XDIST_WORKER": "copy", "TOX_PARALLEL_ENV": "copy"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, "4 passed" in ran.stdout) == (0, True), ran.stdout + ran.stderr


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"label": "", "on_check": "", "on_case": ""}, "no label"),
        ({"seal": ""}, "no compartment: name the seal that keeps it"),
        ({"seal": UNSEALED}, "no compartment: name the seal that keeps it"),
        ({"seal": "notify"}, "the seal 'notify' takes no fields: name one that does"),
        ({"page": "nowhere"}, "there is no page 'nowhere'"),
        ({"page": "who"}, "the page 'who' has a form of its own: choose another page"),
        ({"example": ""}, "no example"),
        ({"kind": Kind.ANSWER}, "an answer needs choices, and nothing else does"),
    ],
)
def test_a_row_that_lacks_something_is_named(changed: dict[str, str], fault: str) -> None:
    whole = next(field for field in FIELDS if field.name == "place")
    assert list(faults([whole, replace(whole, name="spot", **changed)], PAGES, SEALS)) == [f"spot: {fault}"]  # type: ignore[arg-type]


def test_a_name_is_given_once() -> None:
    answer, text = (next(field for field in FIELDS if field.name == name) for name in ("elsewhere", "remedy"))
    details = replace(text, name="elsewhere_details")
    assert list(faults([answer, details], PAGES, SEALS)) == ["elsewhere_details: the name is taken"]
    other = replace(text, name="wish", sealed_as="remedy")
    assert list(faults([text, other], PAGES, SEALS)) == ["remedy: two fields are sealed under this name"]


def test_the_start_stops_where_a_field_has_no_compartment(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "casework" / "vocabulary", tmp_path / "casework" / "vocabulary")
    (tmp_path / "casework" / "__init__.py").touch()
    table = tmp_path / "casework" / "vocabulary" / "report_fields.py"
    row = table.read_text(encoding="utf-8").replace('        seal="particulars",\n', "", 1)
    table.write_text(row, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", "import casework.vocabulary"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, "help_asked: no compartment" in ran.stderr) == (1, True)
