"""Files of the mirror on their disk: how they were left, and how a small one is written in one step."""

import os
from pathlib import Path
from typing import BinaryIO, NamedTuple


class Stamp(NamedTuple):
    """By what a file is known to be as it was left: where it lies, how long it is, when it was changed."""

    place: int
    size: int
    changed: int


def stamp_of(file: BinaryIO) -> Stamp:
    found = os.fstat(file.fileno())
    return Stamp(found.st_ino, found.st_size, found.st_ctime_ns)


def write_at_once(path: Path, text: str) -> None:
    """In one step; what is lost in a power cut is written again with the next note."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)
