"""The list of what mutation testing changes is whole, and what it forgives is still there."""

import ast
import tomllib
from pathlib import Path

import pytest

from tests.mutants.__main__ import EQUIVALENTS, TREE
from tests.mutants.changes import mutants
from tests.mutants.forks import differing
from tests.mutants.table import JUDGED_BY, NEEDS_A_DATABASE

ARGUED = tomllib.loads(EQUIVALENTS.read_text(encoding="utf-8"))["equivalent"]


def names_a_library_of_rows(path: str) -> bool:
    """Whether a module imports Django, or models."""
    found = ast.walk(ast.parse((TREE / path).read_text(encoding="utf-8")))
    imported = [one.module or "" for one in found if isinstance(one, ast.ImportFrom)]
    return any(name.startswith("django") or name.endswith(".models") for name in imported)


def test_every_module_of_policy_is_changed_or_needs_a_database() -> None:
    found = [path for folder in ("policy", "policy/editions") for path in (TREE / folder).glob("*.py")]
    modules = {str(path.relative_to(TREE)) for path in found if path.stat().st_size and path.name != "__init__.py"}
    assert modules == {name for name in JUDGED_BY if name.startswith("policy/")} | NEEDS_A_DATABASE


@pytest.mark.parametrize("path", sorted(NEEDS_A_DATABASE))
def test_a_module_that_is_left_out_imports_django_or_models(path: str) -> None:
    assert names_a_library_of_rows(path)


@pytest.mark.parametrize("path", [path for tests in JUDGED_BY.values() for path in tests])
def test_the_tests_that_judge_a_change_exist(path: str) -> None:
    assert (TREE / path).exists()


@pytest.mark.parametrize("entry", ARGUED, ids=lambda entry: f"{entry['module']}: {entry['line']}")
def test_a_change_that_is_argued_is_of_a_line_that_stands(entry: dict[str, str]) -> None:
    lines = (TREE / entry["module"]).read_text(encoding="utf-8").splitlines()
    assert entry["line"] in [line.strip() for line in lines]


@pytest.mark.parametrize("entry", ARGUED, ids=lambda entry: f"{entry['module']}: {entry['line']}")
def test_a_change_that_is_argued_has_a_reason(entry: dict[str, str]) -> None:
    assert len(entry["reason"].split()) > 4


SMALL = "LIMIT = 2\n\n\ndef above(n: int | None = 1) -> bool:\n    return n is not None and n > LIMIT\n"


def test_every_small_change_that_decides_is_made_once(tmp_path: Path) -> None:
    (tmp_path / "small.py").write_text(SMALL, encoding="utf-8")
    found = [(one.number, one.after) for one in mutants(tmp_path, "small.py")]
    assert (1, "LIMIT = 3") in found
    assert (4, "def above(n: int | None = 2) -> bool:") in found
    assert {after for number, after in found if number == 5} == {
        "return n is None and n > LIMIT",
        "return n is not None or n > LIMIT",
        *(f"return n is not None and n {sign} LIMIT" for sign in ("==", "!=", "<", "<=", ">=")),
    }


def test_annotations_are_left_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "small.py").write_text(SMALL, encoding="utf-8")
    assert [one.after for one in mutants(tmp_path, "small.py") if "int | None" not in one.text] == []


def test_a_change_inside_a_function_is_told_from_one_that_runs_at_import() -> None:
    old = compile(SMALL, "small.py", "exec")
    inside = compile(SMALL.replace("n > LIMIT", "n < LIMIT"), "small.py", "exec")
    outside = compile(SMALL.replace("LIMIT = 2", "LIMIT = 3"), "small.py", "exec")
    assert [before.co_name for before, _ in differing(old, inside)] == ["above"]
    assert [before.co_name for before, _ in differing(old, outside)] == ["<module>"]
