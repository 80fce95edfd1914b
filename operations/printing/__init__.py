"""The pages of docs/ that are printed from code: what the code says is what they say."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from operations.printing import confidentiality, entries, workflow

type Printed = Callable[[], Iterator[str]]

FOLDER = Path(__file__).parents[2] / "docs"
PAGES: Mapping[str, Printed] = {
    "workflow.md": workflow.lines,
    "confidentiality.md": confidentiality.lines,
    "entries.md": entries.lines,
}


def page(name: str) -> str:
    """Return one page as the code prints it now."""
    return "\n".join(PAGES[name]()) + "\n"


def stale() -> list[str]:
    """Return the names of the pages in docs/ that are missing or say something else than the code."""
    kept = {name: FOLDER / name for name in PAGES}
    return [name for name, file in kept.items() if not file.is_file() or file.read_text("utf-8") != page(name)]


def write() -> None:
    """Print every page into docs/."""
    for name in PAGES:
        (FOLDER / name).write_text(page(name), encoding="utf-8")
