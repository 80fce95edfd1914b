"""The files that are printed from code: what the code says is what they say."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from operations.printing import confidentiality, entries, proxy, workflow

type Printed = Callable[[], Iterator[str]]

FOLDER = Path(__file__).parents[2]
PAGES: Mapping[str, Printed] = {
    "docs/workflow.md": workflow.lines,
    "docs/confidentiality.md": confidentiality.lines,
    "docs/entries.md": entries.lines,
    "config/Caddyfile": proxy.lines,
}


def page(name: str) -> str:
    """Return one file as the code prints it now."""
    return "\n".join(PAGES[name]()) + "\n"


def stale() -> list[str]:
    """Return the names of the files that are missing or say something else than the code."""
    kept = {name: FOLDER / name for name in PAGES}
    return [name for name, file in kept.items() if not file.is_file() or file.read_text("utf-8") != page(name)]


def write() -> None:
    """Print every file to its place."""
    for name in PAGES:
        (FOLDER / name).write_text(page(name), encoding="utf-8")
