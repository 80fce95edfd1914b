"""What the tests need of the machine: found, or installed by one call of Debian's package manager when root asks.

`make run` needs none of it: where the converter has no LibreOffice, it says so of each file that needs it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from local import chromium

SYSTEM_PROGRAMS = "/usr/sbin:/sbin"
JAVA = Path("/usr/share/java")


@dataclass(frozen=True)
class Need:
    """A program with the Debian packages that bring it, and what the tests need it for."""

    name: str
    is_there: Callable[[], bool]
    packages: Sequence[str]
    purpose: str


def _has(program: str) -> Callable[[], bool]:
    return lambda: shutil.which(program, path=f"{os.environ.get('PATH', '')}:{SYSTEM_PROGRAMS}") is not None


def has_office() -> bool:
    """Whether LibreOffice is there with its parts for texts, tables and slides."""
    found = shutil.which("soffice")
    parts = ("libswlo.so", "libsclo.so", "libsdlo.so")
    return found is not None and all((Path(found).resolve().parent / part).exists() for part in parts)


def has_preflight() -> bool:
    return _has("java")() and (JAVA / "preflight.jar").exists()


NEEDS = (
    Need("Chromium", lambda: chromium.find() is not None, [chromium.SHELL], "the browser tests"),
    Need(
        "LibreOffice",
        has_office,
        ["libreoffice-writer-nogui", "libreoffice-calc-nogui", "libreoffice-impress-nogui"],
        "safe views of Office files",
    ),
    Need("tesseract", _has("tesseract"), ["tesseract-ocr"], "reading the text in pictures"),
    Need("clamd", _has("clamd"), ["clamav-daemon"], "scanning files"),
    Need("PDFBox Preflight", has_preflight, ["libpdfbox2-java", "default-jre-headless"], "checking PDF/A files"),
)


def missing() -> list[Need]:
    return [need for need in NEEDS if not need.is_there()]


def install() -> None:
    """Install what is missing; a whole Chromium where the shell does not come. Only root can, with apt-get."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    print(f"Installing {', '.join(need.name for need in missing())} for the tests", flush=True)
    _apt_get("update", "-qq")
    _apt_get_install([package for need in missing() for package in need.packages])
    if chromium.find() is None:
        _apt_get_install(["chromium"])


def _apt_get_install(packages: Sequence[str]) -> None:
    _apt_get("install", "-y", "-qq", "--no-install-recommends", *packages)


def _apt_get(*words: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", *words], env=environment, check=False, stdout=subprocess.DEVNULL)


def main() -> int:
    """Install what is missing. Exit code 1, with a line for each program that is missing still."""
    if missing():
        install()
    for need in (left := missing()):
        packages = " ".join(need.packages)
        print(f"{need.name} is missing, for {need.purpose}: on Debian `apt-get install {packages}`.", file=sys.stderr)
    return int(bool(left))


if __name__ == "__main__":
    sys.exit(main())
