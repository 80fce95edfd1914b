"""A typed view of one table of an edition. Each reader checks type and range, and its error names file and line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from typing import Any, Self

from ledger.canonical import JsonObject
from policy.editions.source import EditionError, KeyPath, Source

LONGEST_TEXT = 4000


@dataclass(frozen=True)
class Node:
    """The table at `path` of `source`. Call `only` before reading a value: the readers expect the key to be there."""

    source: Source
    path: KeyPath = ()

    @property
    def table(self) -> JsonObject:
        value: Any = self.source.values
        for part in self.path:
            value = value[part]
        return dict(value)

    def wrong(self, reason: str, *within: str | int) -> EditionError:
        """Return the error about this table, or about the key `within` it."""
        return self.source.wrong((*self.path, *within), reason)

    def only(self, required: Iterable[str], optional: Iterable[str] = ()) -> Self:
        """Return this table. EditionError for a missing or an unknown key."""
        required = list(required)
        known = {*required, *optional}
        for key in self.table:
            if key not in known:
                raise self.wrong(f'"{key}" is not known here', key)
        for key in required:
            if key not in self.table:
                raise self.wrong(f'"{key}" is missing{self._place}')
        return self

    def has(self, key: str) -> bool:
        return key in self.table

    def child(self, key: str) -> "Node":
        if not isinstance(self.table[key], dict):
            raise self.wrong(f'"{key}" must be a table', key)
        return Node(self.source, (*self.path, key))

    def children(self, key: str) -> list["Node"]:
        value = self.table[key]
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.wrong(f'"{key}" must be a list of tables', key)
        return [Node(self.source, (*self.path, key, n)) for n in range(len(value))]

    def text(self, key: str) -> str:
        """Return a text that is not blank, not too long, and can be printed."""
        return self._text(key, self.table[key])

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.table[key]
        if not isinstance(value, list):
            raise self.wrong(f'"{key}" must be a list of texts', key)
        return tuple(self._text(key, each) for each in value)

    def whole(self, key: str, least: int, most: int) -> int:
        return self._whole(key, self.table[key], least, most)

    def wholes(self, key: str, least: int, most: int) -> tuple[int, ...]:
        value = self.table[key]
        if not isinstance(value, list):
            raise self.wrong(f'"{key}" must be a list of whole numbers', key)
        return tuple(self._whole(key, each, least, most) for each in value)

    def flag(self, key: str) -> bool:
        """Return true or false; false when the key is not given."""
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(f'"{key}" must be true or false', key)
        return value

    def word[E: Enum](self, key: str, kind: type[E]) -> E:
        """Return the member of `kind` with this name or value."""
        value = self.text(key)
        for member in kind:
            if value in (member.value, member.name):
                return member
        known = ", ".join(str(member.value) for member in kind)
        raise self.wrong(f'"{key}" is "{value}", but it must be one of {known}', key)

    def day(self, key: str) -> date:
        """Return a date written as "2024-01-31"."""
        try:
            return date.fromisoformat(self.text(key))
        except ValueError:
            raise self.wrong(f'"{key}" must be a date such as "2024-01-31"', key) from None

    def clock_time(self, key: str) -> time:
        """Return a time of day written as "16:30"."""
        try:
            return time.fromisoformat(self.text(key))
        except ValueError:
            raise self.wrong(f'"{key}" must be a time such as "16:30"', key) from None

    @property
    def _place(self) -> str:
        return f" in {'.'.join(str(part) for part in self.path)}" if self.path else ""

    def _text(self, key: str, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f'"{key}" must be a text', key)
        if len(value) > LONGEST_TEXT:
            raise self.wrong(f'"{key}" is longer than {LONGEST_TEXT} characters', key)
        if any(not each.isprintable() for each in value):
            raise self.wrong(f'"{key}" holds a character that cannot be printed', key)
        return value

    def _whole(self, key: str, value: object, least: int, most: int) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.wrong(f'"{key}" must be a whole number from {least} to {most}', key)
        return value
