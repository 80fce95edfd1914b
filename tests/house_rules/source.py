"""The project's own files as a rule reads them: path, text, and for Python the syntax tree."""

import ast
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = (
    "accounts",
    "casework",
    "config",
    "ledger",
    "local",
    "notifications",
    "operations",
    "policy",
    "typesetting",
    "vault",
)


@dataclass(frozen=True)
class Source:
    """One file, its path relative to the top of the project."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree of a Python file."""
        return ast.parse(self.text, self.path)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the tree: most rules walk them all."""
        return tuple(ast.walk(self.tree))

    def inside(self, *folders: str) -> bool:
        """Whether the file is, or lies in, one of these modules or folders."""
        return any(self.path == f"{folder}.py" or self.path.startswith(f"{folder}/") for folder in folders)

    @property
    def parts(self) -> tuple[str, ...]:
        """The path's parts without the suffix."""
        return Path(self.path).with_suffix("").parts


def python(*folders: str) -> list[Source]:
    """Every Python file in these folders, or in all apps, but migrations."""
    return [source for source in _read(folders or APPS, "*.py") if "migrations" not in source.parts]


def migrations() -> list[Source]:
    """Every migration."""
    return [source for source in _read(APPS, "*.py") if "migrations" in source.parts]


def templates() -> list[Source]:
    """Every HTML template. The page that people take away is none: all of it is inline by promise."""
    return [source for source in _read(("templates", *APPS), "*.html") if source.path != "ledger/verify.html"]


def forget() -> None:
    """Let go of every file that was read: nobody but the rules over all of them needs it twice."""
    _read_once.cache_clear()


def _read(folders: tuple[str, ...], pattern: str) -> list[Source]:
    return [source for folder in folders for source in _read_once(folder, pattern)]


@cache
def _read_once(folder: str, pattern: str) -> tuple[Source, ...]:
    return tuple(
        Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / folder).rglob(pattern))
    )
