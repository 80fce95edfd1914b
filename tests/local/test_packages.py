"""What the tests need of the machine: what it has, or what its package manager brings when root asks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from local import chromium, packages

ROOT = Path(__file__).resolve().parents[2]
BROUGHT = {
    chromium.SHELL: [chromium.SHELL],
    "chromium": ["chromium"],
    "libreoffice-writer-nogui": ["soffice", "libswlo.so"],
    "libreoffice-calc-nogui": ["libsclo.so"],
    "libreoffice-impress-nogui": ["libsdlo.so"],
    "tesseract-ocr": ["tesseract"],
    "clamav-daemon": ["clamd"],
    "libpdfbox2-java": ["preflight.jar"],
    "default-jre-headless": ["java"],
}
ALL = [package for need in packages.NEEDS for package in need.packages]


class Machine:
    """A machine on which only the named programs exist, with a user."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        patch.setenv("PATH", str(folder))
        patch.setattr(packages, "SYSTEM_PROGRAMS", str(folder))
        patch.setattr(packages, "JAVA", folder)
        self.user = 0
        patch.setattr(os, "geteuid", lambda: self.user)

    def has(self, name: str, does: str = "exit 0") -> str:
        """Put a program on this machine; its path."""
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{does}\n")
        path.chmod(0o755)
        return str(path)

    def has_apt(self, *without: str) -> None:
        """Put a package manager on this machine that knows every package but these."""
        brings = "\n".join(
            f'case " $* " in *" {package} "*) for one in {" ".join(files)}; do '
            f": > {self.folder}/$one; /bin/chmod 755 {self.folder}/$one; done;; esac"
            for package, files in BROUGHT.items()
            if package not in without
        )
        self.has("apt-get", f'echo "$@" >> {self.folder}/asked\n[ "$1" = install ] || exit 0\n{brings}')

    def asked(self) -> list[str]:
        """What the package manager was asked."""
        return (self.folder / "asked").read_text().splitlines()


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
    assert packages.main() == 1
    machine.has_apt()
    machine.user = 1000
    assert (packages.main(), (machine.folder / "asked").exists()) == (1, False)


def test_all_that_is_missing_comes_by_one_call(machine: Machine) -> None:
    machine.has_apt()
    assert (packages.main(), packages.missing()) == (0, [])
    assert machine.asked() == ["update -qq", f"install -y -qq --no-install-recommends {' '.join(ALL)}"]
    assert (packages.main(), len(machine.asked())) == (0, 2)


def test_what_is_there_is_not_asked_for(machine: Machine) -> None:
    machine.has_apt()
    for name in ("google-chrome", "tesseract", "clamd", "java", "preflight.jar", "soffice", "libswlo.so", "libsclo.so"):
        machine.has(name)
    assert [need.name for need in packages.missing()] == ["LibreOffice"]
    assert packages.main() == 0
    (office,) = [need for need in packages.NEEDS if need.name == "LibreOffice"]
    assert machine.asked()[1].split()[4:] == list(office.packages)


def test_a_whole_browser_is_asked_for_only_where_the_shell_does_not_come(machine: Machine) -> None:
    machine.has_apt(chromium.SHELL)
    assert packages.main() == 0
    assert machine.asked()[2:] == ["install -y -qq --no-install-recommends chromium"]


def test_where_one_cannot_be_had_it_is_said_what_to_install(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.has_apt("clamav-daemon")
    assert packages.main() == 1
    assert (
        capsys.readouterr().err == "clamd is missing, for scanning files: on Debian `apt-get install clamav-daemon`.\n"
    )


def test_it_is_run_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "local.packages"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
