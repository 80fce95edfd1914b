"""docs/entries.md: every kind of entry about a case, with its clear fields, its sealed fields and who opens those."""

import inspect
from collections.abc import Iterator
from dataclasses import fields
from types import UnionType
from typing import get_args, get_origin, get_type_hints

from casework.record.events import KINDS, Event, Moved
from casework.vocabulary import Verb
from operations.printing.words import HEAD, head, names, row


def lines() -> Iterator[str]:
    """Yield the page."""
    yield "# Entries\n"
    yield f"{HEAD}\n"
    yield "The kinds of entry that the record can hold about a case. Clear fields are numbers, dates, codes and keys, never "
    yield "prose. A sealed field is in the vault, under the key of its compartment; the entry holds a commitment to it. A "
    yield "person appears as a pseudonym. [The glossary](glossary.md) explains the terms."
    for kind in sorted(KINDS.values(), key=lambda each: each.type):
        yield from _kind(kind)


def _kind(kind: type[Event]) -> Iterator[str]:
    yield f"\n## {kind.type}\n"
    yield (inspect.getdoc(kind) or "").replace("\n", " ").replace("  ", " ")
    yield f"\nWritten by {_step(kind.verb)}."
    clear = _clear(kind)
    if clear:
        yield ""
        yield from head("clear field", "type")
        yield from (row(name, shown) for name, shown in clear.items())
    if kind.sealed:
        yield ""
        yield from head("sealed field", "compartment", "opened by")
        for name, seal in kind.sealed.items():
            opens = names(sorted(seal.opens)) if seal.opens else "the people who take or sign the step"
            yield row(name, seal.kept.value, opens)


def _step(verb: Verb) -> str:
    """Return the link to a step; to open a text is an act without a step."""
    return f"`{verb.value}`" if verb is Verb.OPEN_CONTENT else f"the step [{verb.value}](workflow.md#{verb.value})"


def _clear(kind: type[Event]) -> dict[str, str]:
    hints = get_type_hints(kind)
    shown = {field.name: _type(hints[field.name]) for field in fields(kind) if field.name != "id"}
    if issubclass(kind, Moved):
        moved = {"from": shown.pop("from_state"), "to": shown.pop("to_state")}
        return moved | shown
    return shown


def _type(hint: "type | UnionType") -> str:
    if isinstance(hint, UnionType):
        return " or ".join("none" if option is type(None) else _type(option) for option in get_args(hint))
    if get_origin(hint) is tuple:
        return f"list of {_type(get_args(hint)[0])}"
    plain = {"bool": "yes or no", "int": "number", "date": "date", "datetime": "moment", "UUID": "key"}
    return plain.get(hint.__name__, hint.__name__)
