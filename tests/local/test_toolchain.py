"""The toolchain is found by running what is there, or its lack is said in one sentence."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = (Path(__file__).resolve().parents[2] / "bin" / "toolchain.sh").read_text(encoding="utf-8")


class Machine:
    """A machine on which only the named programs exist."""

    def __init__(self, folder: Path) -> None:
        self.programs, self.project = folder / "bin", folder / "project"
        (self.project / "bin").mkdir(parents=True)
        self.programs.mkdir()
        script = SCRIPT.replace("/usr/bin/python3", str(self.programs / "usr-python3"))
        (self.project / "bin" / "toolchain.sh").write_text(script)
        for name in ("dirname", "mkdir", "chmod"):
            self.has(name, f'exec /bin/{name} "$@"')

    def has(self, name: str, does: str) -> None:
        """Put a program on this machine, as a shell script."""
        path = self.programs / name
        path.write_text(f"#!/bin/sh\n{does}\n")
        path.chmod(0o755)

    def run(self) -> tuple[int, str]:
        """Run the script; exit code and what it said, errors too."""
        done = subprocess.run(
            ["/bin/sh", "bin/toolchain.sh"], cwd=self.project, env={"PATH": str(self.programs)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


NONE = "Oathbound needs Python 3.12 or newer, and none was found: install one and run this again.\n"


def test_no_python_is_one_sentence(machine: Machine) -> None:
    assert machine.run() == (1, NONE)


def test_a_shim_that_fails_and_an_old_python_are_none(machine: Machine) -> None:
    machine.has("python3.13", "echo 'command not found' >&2; exit 127")
    machine.has("python3", "echo /usr/bin/python3.9; exit 1")
    assert machine.run() == (1, NONE)


def test_a_shim_that_fails_is_passed_over(machine: Machine) -> None:
    machine.has("python3.14", "exit 127")
    machine.has("python3", f'exec {sys.executable} "$@"')
    machine.has("uv", 'echo "uv $@"')
    assert machine.run() == (0, f"uv sync --quiet --locked --python {sys.executable}\n")


def test_dependencies_that_cannot_be_had_are_one_sentence(machine: Machine) -> None:
    machine.has("python3", f'exec {sys.executable} "$@"')
    machine.has("uv", 'test "$1" = --version')
    assert machine.run() == (1, "The locked dependencies could not be installed: see the lines above.\n")
