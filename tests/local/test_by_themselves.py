"""Modules that are run by themselves: `python -m`, as the guides and the Makefile name them."""

import subprocess
import sys
from pathlib import Path

import pytest

from local import reset
from operations import private_files

ROOT = Path(__file__).resolve().parents[2]


def said(*words: str | Path) -> tuple[int, str]:
    """Run a module; its exit code and what it said."""
    done = subprocess.run([sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_the_table_of_settings_is_the_printed_one() -> None:
    assert said("config.env") == (0, (ROOT / "docs" / "settings.md").read_text(encoding="utf-8"))


def test_secrets_are_made_for_any_caller(tmp_path: Path) -> None:
    assert said("operations.deployment", tmp_path / "secrets", "ethics.example.org") == (0, "")
    assert "ethics.example.org" in (tmp_path / "secrets" / "keyring.json").read_text(encoding="utf-8")


def test_where_nothing_is_there_is_nothing_to_delete(tmp_path: Path) -> None:
    assert said("local.reset", f"--data={tmp_path / 'none'}") == (0, "There is nothing to delete.\n")
    assert private_files.is_locked(tmp_path / "none" / "lock") is False


@pytest.mark.parametrize(("answer", "code", "left"), [("no", 1, ["lock", "postgres"]), ("yes", 0, ["lock"])])
def test_only_yes_deletes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, left: list[str]
) -> None:
    (tmp_path / "postgres").mkdir()
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return answer

    monkeypatch.setattr("builtins.input", ask)
    assert (reset.main(["--data", str(tmp_path)]), sorted(path.name for path in tmp_path.iterdir())) == (code, left)
    assert asked == [f"Delete everything in {tmp_path}? Type yes: "]
