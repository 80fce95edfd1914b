"""The Pythons of this machine, and environments for them in which the verifier runs as it does on a stranger's machine."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

OLDEST = (3, 9)
UV = shutil.which("uv") or str(Path(__file__).parents[2] / ".local" / "tool" / "bin" / "uv")
OFFLINE = ("dns error", "Connection refused", "Network is unreachable", "timed out", "error trying to connect")
_VERSION = "import sys; print(sys.executable, *sys.version_info[:2])"


@cache
def interpreters() -> dict[str, Path]:
    """Every Python from 3.9 on that runs here, by its version: on PATH, beside pyenv's shims, and the one of these tests."""
    found: dict[str, Path] = {}
    for candidate in _candidates():
        ran = subprocess.run([candidate, "-c", _VERSION], capture_output=True, text=True, check=False)
        if ran.returncode == 0:
            path, major, minor = ran.stdout.rsplit(maxsplit=2)
            if (int(major), int(minor)) >= OLDEST:
                found.setdefault(f"{major}.{minor}", Path(path))
    return found


def _candidates() -> list[Path]:
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    shims = [folder for folder in folders if folder.name == "shims"]
    pyenv = [path for folder in shims for path in sorted(folder.parent.glob("versions/3.*/bin/python3"))]
    return [
        Path(sys.executable),
        *pyenv,
        *(path for folder in folders for path in sorted(folder.glob("python3*[0-9]"))),
    ]


def with_cryptography(python: Path, version: str, folder: Path) -> Path | None:
    """A Python of this kind in an environment with this cryptography and nothing of ours; None where no registry answers."""
    tries: tuple[list[str | Path], ...] = (
        ["venv", "--quiet", "--no-project", "--python", python, folder],
        ["pip", "install", "--quiet", "--python", folder / "bin" / "python", f"cryptography=={version}"],
    )
    for words in tries:
        made = subprocess.run([UV, *words], capture_output=True, text=True, check=False)
        if made.returncode and any(sign in made.stderr for sign in OFFLINE):
            return None
        assert made.returncode == 0, made.stderr
    return folder / "bin" / "python"
