"""How a vector is put before verify.py."""

import contextlib
import io
import json
from pathlib import Path

from ledger import verify
from tests.vectors.vector import Vector

ARGUMENTS = {"receipt": ("file",), "checkpoint": ("note",), "consistency": ("old", "new", "proof")}
VERDICTS = ("proven", "tampered", "undecided", "unreadable")
type Verdict = tuple[str, tuple[str, ...], tuple[str, ...]]


def expected(vector: Vector) -> Verdict:
    return vector.verdict, tuple(sorted(vector.tamper)), tuple(sorted(vector.undecided))


def words_of(vector: Vector, folder: Path) -> list[str]:
    """Write the files of a vector to a folder, and return the words of the command that judges them."""
    for role, data in vector.files.items():
        (folder / role).write_bytes(data)
    taken = ARGUMENTS[vector.command]
    options = [word for role in vector.files if role not in taken for word in (f"--{role}", str(folder / role))]
    asked = ["--need-witness", str(vector.need_witness)] if vector.need_witness else []
    return [vector.command, *(str(folder / role) for role in taken), *options, *asked, "--json"]


def by_program(vector: Vector, folder: Path) -> Verdict:
    """Return the verdict of verify.py with its codes, each once."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
        rc = verify.main(words_of(vector, folder))
    if rc == verify.USAGE:
        return "unreadable", (), ()
    found = json.loads(said.getvalue())
    tamper, undecided = (tuple(sorted({code for code, _ in found[kind]})) for kind in ("tamper", "undecided"))
    return VERDICTS[rc], tamper, undecided
