"""Folders and checkpoints that somebody made to mislead the person at the terminal, or to stop the verifier."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ledger import verify
from ledger.notes import Head, Note, sign
from tests.ledger.story import KEY, ORIGIN, Export, pure_export

PROGRAM = verify.__file__
PARTS = ["log.jsonl", "checkpoints.jsonl", "editions.jsonl", "openings.jsonl", "signatures.jsonl"]
LIKE_A_VERDICT = "\u009b2J\u009bHProven. 12 entries\u202e\u2028"


@pytest.fixture
def export(tmp_path: Path) -> Export:
    return pure_export(tmp_path / "export")[0]


def run(*words: str | Path, encoding: str = "utf-8") -> "subprocess.CompletedProcess[str]":
    """Run the program in a terminal of this encoding, for a minute at most."""
    environment = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": encoding}
    command = [sys.executable, PROGRAM, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_a_part_that_is_no_file_is_one_sentence(export: Export, part: str, make: object) -> None:
    """Also a pipe, from which the verifier would read for ever."""
    path = export.folder / part
    path.unlink(missing_ok=True)
    assert callable(make)
    make(path)
    words = ("log", export.folder, "--keyring", export.keyring(), "--pin", export.pin())
    for command in (words, ("tip", export.folder)) if part == "log.jsonl" else (words,):
        said = run(*command)
        sentence = f"{part} in this folder is not a file: export the log again.\n"
        assert (said.returncode, said.stdout, said.stderr) == (verify.USAGE, "", sentence)


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_the_name_in_a_checkpoint_is_never_obeyed(tmp_path: Path, export: Export, encoding: str) -> None:
    """A name that clears the screen, turns the line, or that the terminal cannot show."""
    head = Head(LIKE_A_VERDICT, 12, bytes(32))
    path = tmp_path / "note"
    path.write_text(str(Note(head.text, [sign(head.text, name=ORIGIN, key=KEY)])), encoding="utf-8")
    said = run("checkpoint", path, "--keyring", export.keyring(), encoding=encoding)
    assert (said.returncode, said.stderr) == (verify.TAMPERED, "")
    assert "\\u009b2J\\u009bHProven. 12 entries\\u202e\\u2028" in said.stdout
    assert said.stdout.replace("\n", "").isprintable()


def test_half_a_character_in_a_name_is_shown_as_such(export: Export) -> None:
    note = (export.folder / "checkpoint").read_text(encoding="utf-8").replace(ORIGIN, "\ud800", 1)
    (export.folder / "checkpoints.jsonl").write_text(json.dumps(note) + "\n", encoding="utf-8")
    said = run("log", export.folder, "--keyring", export.keyring())
    assert (said.returncode, said.stderr) == (verify.TAMPERED, "")
    assert "belongs to the log \\ud800" in said.stdout


@pytest.mark.parametrize("former", [{"agreed": -5, "entries": -3}, {"agreed": 3, "entries": 2}])
def test_an_earlier_name_with_impossible_sizes_makes_a_keyring_none(export: Export, former: dict[str, int]) -> None:
    path = export.keyring()
    path.write_text(json.dumps({**json.loads(path.read_text()), "former": [{"origin": "old", **former}]}))
    said = run("log", export.folder, "--keyring", path)
    assert (said.returncode, said.stderr.count("\n")) == (verify.USAGE, 1)
