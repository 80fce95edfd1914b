"""Reads one TOML file of an edition, with the line of each key, so that an error can name file, line and reason."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ledger.canonical import Values

type KeyPath = tuple[str | int, ...]

HEADER = re.compile(r"^\s*\[(\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
ASSIGNMENT = re.compile(r"^\s*([A-Za-z0-9_.\-\"']+)\s*=")
CLOSING = {'"' * 3: re.compile(r'(?:\\.|[^\\])*?"""'), "'" * 3: re.compile(r".*?'''")}
"""How the rest of a multi-line string reads, by the quotes that opened it."""
TOKENS = re.compile(
    r""""{3}(?:\\.|[^\\])*?"{3} | '{3}.*?'{3} | (?P<quotes>"{3}|'{3}).*"""
    r""" | "(?:\\.|[^"\\])*" | '[^']*' | \#.* | (?P<opening>[\[{]) | (?P<closing>[\]}])""",
    re.VERBOSE,
)
"""What can hide or hold a bracket: strings, the beginning of a multi-line string, comments; and the brackets themselves."""
POSITION = re.compile(r"\(at line (\d+), column \d+\)")


class EditionError(Exception):
    """What is wrong with an edition: the file, the line (0 if unknown) and the reason in words."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}, line {line}: {reason}" if line else f"{file}: {reason}")
        self.file, self.line, self.reason = file, line, reason


@dataclass(frozen=True)
class Source:
    """The values of one file and the line of each key. `lines` is empty for values read from the database."""

    file: str
    values: Values
    lines: Mapping[KeyPath, int] = field(default_factory=dict)

    def line_of(self, path: KeyPath) -> int:
        """Return the line of `path`, or of the nearest table around it; 0 if no lines are known."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 1 if self.lines else 0

    def wrong(self, path: KeyPath, reason: str) -> EditionError:
        """Return the error about the value at `path`."""
        return EditionError(self.file, self.line_of(path), reason)


def read_source(path: Path) -> Source:
    """EditionError if the file is missing, unreadable, or not UTF-8 TOML."""
    try:
        text = path.read_bytes().decode("utf-8")
        values = tomllib.loads(text)
    except FileNotFoundError:
        raise EditionError(str(path), 0, "this file is missing") from None
    except OSError as error:
        raise EditionError(str(path), 0, f"this file cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise EditionError(str(path), line, "this is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        place = POSITION.search(str(error))
        line = int(place.group(1)) if place else text.count("\n") + 1
        raise EditionError(str(path), line, f"this is not TOML: {POSITION.sub('', str(error)).strip()}") from None
    return Source(str(path), values, key_lines(text))


def key_lines(text: str) -> dict[KeyPath, int]:
    """Return the line of every header, and of every key that begins a line. Keys within inline tables have no line."""
    lines: dict[KeyPath, int] = {}
    table: KeyPath = ()
    counts: dict[KeyPath, int] = {}
    depth, quotes = 0, ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not depth and not quotes:
            if header := HEADER.match(line):
                table = _parts(header.group(2))
                if header.group(1):
                    counts[table] = counts.get(table, -1) + 1
                    table = (*table, counts[table])
                lines.setdefault(table, number)
            elif key := ASSIGNMENT.match(line):
                lines.setdefault((*table, *_parts(key.group(1))), number)
        depth, quotes = _open_after(line, depth, quotes)
    return lines


def _parts(dotted: str) -> KeyPath:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _open_after(line: str, depth: int, quotes: str) -> tuple[int, str]:
    """Return how many brackets, and which multi-line string, are still open at the end of `line`."""
    if quotes:
        closing = CLOSING[quotes].match(line)
        if closing is None:
            return depth, quotes
        line = line[closing.end() :]
    for token in TOKENS.finditer(line):
        if token["quotes"]:
            return depth, token["quotes"]
        depth += bool(token["opening"]) - bool(token["closing"])
    return depth, ""
