"""One value of a JSON document changed: into something strange, something alike, or what stands elsewhere."""

import random
import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from uuid import UUID

DEEP: list[Any] = []
for _ in range(150):
    DEEP = [DEEP]
STRANGE: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 2**53 - 1, -(2**53), 10**30, 1.0, -0.5, 1e300, "", "x", " ", "\u0000", "é", "AAAA",
    [], {}, [[]], [None], {"a": []}, {"": 0}, DEEP, str(UUID(int=0)), "A" * 43 + "=", "2026-13-01", "null",
)  # fmt: skip
LIKE = {
    "a": "\u0430",
    "e": "\u0435",
    "o": "\u043e",
    "c": "\u0441",
    "1": "\uff11",
    "0": "O",
    "-": "\u2010",
    "s": "\u017f",
}


def _alike(chance: random.Random, text: str) -> str:
    """The text as it looks, or nearly."""
    at = chance.randrange(len(text) + 1)
    begun, letter, rest = text[:at], text[at : at + 1], text[at + 1 :]
    return chance.choice(
        (
            f"{begun}{LIKE.get(letter, letter)}{rest}",
            f"{text[:at]}\u200b{text[at:]}",
            f"{text[:at]}\u202e{text[at:]}",
            f"{text} ",
            f"{text}\n",
            text.upper(),
            unicodedata.normalize("NFD", f"{text}é"),
            f"{begun}{chr(ord(letter or 'a') ^ 1)}{rest}",
            text[:-1],
            text + text,
            text.rstrip("="),
        )
    )


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in items:
        yield from _places(one, (*path, key))


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


def _changed(chance: random.Random, value: Any) -> Any:
    """Something else in the place of one value."""
    if isinstance(value, str) and chance.random() < 0.5:
        return _alike(chance, value)
    if isinstance(value, (int, float)) and chance.random() < 0.6:
        return chance.choice((value + 1, -value, str(value), float(value), bool(value), [value]))
    if isinstance(value, dict) and value and chance.random() < 0.8:
        made, key = dict(value), chance.choice(list(value))
        match chance.randrange(4):
            case 0:
                del made[key]
            case 1:
                made["x"] = deepcopy(value[key])
            case 2:
                made[_alike(chance, key)] = made.pop(key)
            case _:
                other = chance.choice(list(value))
                made[key], made[other] = made[other], made[key]
        return made
    if isinstance(value, list) and value and chance.random() < 0.8:
        made_list, at = list(value), chance.randrange(len(value))
        match chance.randrange(3):
            case 0:
                del made_list[at]
            case 1:
                made_list.insert(at, deepcopy(value[at]))
            case _:
                made_list.reverse()
        return made_list
    return deepcopy(chance.choice(STRANGE))


def spoilt(chance: random.Random, value: Any, others: Any = None) -> Any:
    """Return a copy of a value with one place changed; now and then by what stands in that place of another."""
    path = chance.choice(list(_places(value)))
    try:
        put = deepcopy(_at(others, path)) if others is not None and chance.random() < 0.3 else None
    except (LookupError, TypeError):
        put = None
    if put is None:
        put = _changed(chance, _at(value, path))
    if not path:
        return put
    made = deepcopy(value)
    _at(made, path[:-1])[path[-1]] = put
    return made
