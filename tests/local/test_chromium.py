"""Chromium for the journeys: what the machine has, or what its package manager brings when root asks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from local import chromium

ROOT = Path(__file__).resolve().parents[2]
MANAGER = """echo "$@" >> {folder}/asked
[ "$*" = "install -y -qq --no-install-recommends {brings}" ] && : > {folder}/{brings} && /bin/chmod 755 {folder}/{brings}
exit 0
"""


class Machine:
    """A machine on which only the named programs exist, and a user."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        patch.setenv("PATH", str(folder))
        self.user = 0
        patch.setattr(os, "geteuid", lambda: self.user)

    def has(self, name: str, does: str = "exit 0") -> str:
        """Put a program on this machine; its path."""
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{does}\n")
        path.chmod(0o755)
        return str(path)

    def asked(self) -> list[str]:
        """What the package manager was asked to bring, the words that are always said aside."""
        return [line.split()[-1] for line in (self.folder / "asked").read_text().splitlines()]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path, monkeypatch)


def test_the_headless_shell_is_taken_before_a_whole_browser(machine: Machine) -> None:
    assert chromium.find() is None
    whole = machine.has("google-chrome")
    assert chromium.find() == whole
    shell = machine.has("chromium-headless-shell")
    assert chromium.find() == shell


def test_only_root_with_a_package_manager_installs_anything(machine: Machine) -> None:
    assert chromium.install() is False
    machine.has("apt-get", MANAGER.format(folder=machine.folder, brings="chromium"))
    machine.user = 1000
    assert (chromium.install(), (machine.folder / "asked").exists()) == (False, False)


@pytest.mark.parametrize(
    ("brings", "there", "asked"),
    [
        ("chromium-headless-shell", True, ["-qq", "chromium-headless-shell"]),
        ("chromium", True, ["-qq", "chromium-headless-shell", "chromium"]),
        ("nothing", False, ["-qq", "chromium-headless-shell", "chromium"]),
    ],
)
def test_a_whole_browser_is_asked_for_only_where_the_shell_does_not_come(
    machine: Machine, brings: str, there: bool, asked: list[str]
) -> None:
    machine.has("apt-get", MANAGER.format(folder=machine.folder, brings=brings))
    assert (chromium.install(), machine.asked()) == (there, asked)


def test_where_none_can_be_had_it_is_said_what_to_install(machine: Machine) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "local.chromium"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.partition(":")[0]) == (1, "The browser tests need Chromium")
    machine.has("chromium")
    subprocess.run([sys.executable, "-m", "local.chromium"], cwd=ROOT, check=True)
