"""What the files of editions would change, against the editions published last."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ledger.canonical import Json, JsonObject
from policy.editions import EditionFiles
from policy.models.editions import Edition
from policy.queries.books import KINDS

NAMES = ("number", "code", "key", "name")
"""What a table in a list is called by, where it has one of these."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One value that changes; `old` is empty for a new one, `new` for one that goes."""

    where: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True)
class BookDifferences:
    """What changes in one edition. `before` is the name of the edition published last, empty for the first."""

    kind: str
    name: str
    begins: date
    before: str
    changes: tuple[Difference, ...]


def book_differences(files: EditionFiles) -> list[BookDifferences]:
    """Return what changes in Code, oath and rulebook. Three queries."""
    values = {"code": files.code_values, "oath": files.oath_values, "rulebook": files.rulebook_values}
    return [_differences(kind, values[kind.kind]) for kind in KINDS]


def _differences(kind: type[Edition], new: JsonObject) -> BookDifferences:
    last = kind._default_manager.order_by("-in_force_from", "-key").first()
    old = {name: value for name, value in last.values.items() if name != "code_sha256"} if last else {}
    before, after = dict(_flat(old)), dict(_flat(new))
    changes = tuple(
        Difference(where=where, old=before.get(where, ""), new=after.get(where, ""))
        for where in sorted(before.keys() | after.keys())
        if before.get(where) != after.get(where)
    )
    return BookDifferences(
        kind=kind.kind,
        name=str(new["key"]),
        begins=date.fromisoformat(str(new["in_force_from"])),
        before=last.key if last else "",
        changes=changes,
    )


def _flat(value: Json, where: str = "") -> Iterator[tuple[str, str]]:
    """Yield each single value with its place, such as `commitments 3 text`."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _flat(one, f"{where} {name}".lstrip())
    elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
        for place, one in enumerate(value, start=1):
            called = next((one[name] for name in NAMES if isinstance(one, dict) and name in one), place)
            yield from _flat(one, f"{where} {called}")
    else:
        yield where, ", ".join(map(str, value)) if isinstance(value, list) else str(value)
