"""The shape of an event, and its way to and from the clear part of a ledger entry."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, time
from enum import Enum, IntEnum
from functools import cache
from types import UnionType
from typing import Any, ClassVar, Self, cast, dataclass_transform, get_args, get_origin, get_type_hints
from uuid import UUID, uuid4

from django.utils.functional import Promise

from casework.vocabulary import CaseCompartment, CaseState, Reading, Seat, Verb
from casework.vocabulary.field_words import FIELDS
from casework.vocabulary.public_half import PublicHalf
from ledger.canonical import JsonObject


@dataclass(frozen=True)
class Sealed:
    """The compartment of a typed field, and the rights that open it: fixed when it is written.

    Its length on disk is the next multiple of `room` bytes, so that texts that must look alike have the same length.
    """

    kept: CaseCompartment
    opens: frozenset[Reading]
    room: int = 1024


def sealed_for(kept: CaseCompartment, *opens: Reading, room: int = 1024) -> Sealed:
    """Return the seal of a field kept in `kept` that any of `opens` may read, padded to multiples of `room` bytes."""
    return Sealed(kept, frozenset(opens), room)


type Clear = bool | int | str | None | list[Clear]

KINDS: dict[str, type["Event"]] = {}
LABELS: dict[str, Promise] = {}


@dataclass_transform(kw_only_default=True, frozen_default=True)
@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened in a case. Its fields stand in the clear: numbers, dates, codes and keys, never prose.

    Every subclass is a frozen dataclass without a decorator of its own.

    People read `title` in place of its type. `sealed` names the texts that are sealed beside it, where and for whom.
    `labels` are the names of those texts that no other event has (the others are in `FIELDS`). `outgoing` are the texts that
    go to the respondent and are checked first, each with the name its author knows it by. `binds`: if the accused side makes
    it, it admits, agrees or gives something up, and their passkey signs it. `id` is that of the ledger entry.
    """

    type: ClassVar[str] = ""
    title: ClassVar[Promise]
    verb: ClassVar[Verb]
    sealed: ClassVar[Mapping[str, Sealed]] = {}
    labels: ClassVar[Mapping[str, Promise]] = {}
    outgoing: ClassVar[Mapping[str, str]] = {}
    binds: ClassVar[bool] = False
    id: UUID = field(default_factory=uuid4)

    def __init_subclass__(cls) -> None:
        """Make the class a dataclass, and enter it in the register of kinds and its labels among those of sealed fields.

        Raises TypeError if it has a type and no title of its own, ValueError if a label is of no sealed field of this
        event, or the field has one already.
        """
        super().__init_subclass__()
        dataclass(frozen=True, kw_only=True)(cls)
        labels: Mapping[str, Promise] = vars(cls).get("labels", {})
        if wrong := sorted(name for name in labels if name not in cls.sealed or name in FIELDS or name in LABELS):
            raise ValueError(f"{cls.__name__}: {', '.join(wrong)} must be sealed by this event and have no other label")
        LABELS.update(labels)
        if cls.type:
            if "title" not in vars(cls):
                raise TypeError(f"{cls.__name__} has no title: people would read its type")
            KINDS[cls.type] = cls

    def data(self) -> dict[str, Clear]:
        """Return the clear fields as the ledger stores them."""
        return {f.name: _clear(getattr(self, f.name)) for f in fields(self) if f.name != "id"}

    @classmethod
    def read(cls, entry_id: UUID, data: JsonObject) -> Self:
        """Return the event of an entry with this clear data. KeyError when a field is missing."""
        readers = _readers(cast(Hashable, cls)).items()
        return cls(id=entry_id, **{name: read(data[name]) for name, read in readers})


class Moved(Event):
    """An event that moved the case from one state to another; the machine fills in both."""

    from_state: CaseState | None = None
    to_state: CaseState = CaseState.SUBMITTED

    def between(self, source: CaseState | None, target: CaseState) -> Self:
        return replace(self, from_state=source, to_state=target)

    def data(self) -> dict[str, Clear]:
        """Return the clear fields, the states under the names `from` and `to`."""
        clear = super().data()
        clear["from"], clear["to"] = clear.pop("from_state"), clear.pop("to_state")
        return clear

    @classmethod
    def read(cls, entry_id: UUID, data: JsonObject) -> Self:
        return super().read(entry_id, data | {"from_state": data["from"], "to_state": data["to"]})


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """An event with its moment (UTC), the pseudonym of the person who acted, and their seat."""

    event: Event
    at: datetime
    actor: UUID
    role: Seat


def read_event(kind: str, entry_id: UUID, data: JsonObject) -> Event:
    """Return the event of an entry of type `kind`. KeyError when no such kind exists."""
    return KINDS[kind].read(entry_id, data)


def title_of(kind: str) -> Promise | None:
    """Return the title of an event's type, or None for an unknown type."""
    return KINDS[kind].title if kind in KINDS else None


def label_of(field: str) -> Promise | str:
    """Return the label of a sealed field; a name that is none stays as it is."""
    return FIELDS[field] if field in FIELDS else LABELS.get(field, field)


@cache
def _readers(kind: Hashable) -> dict[str, Callable[[Any], Any]]:
    """Return what reads each clear field of a kind of event: found once, because every page of a case reads its entries."""
    cls = cast(type[Event], kind)
    hints = get_type_hints(cls)
    return {f.name: _reader(hints[f.name]) for f in fields(cls) if f.name != "id"}


def _clear(value: object) -> Clear:
    match value:
        case Enum():
            return value.value  # type: ignore[no-any-return]
        case None | int():
            return value
        case PublicHalf():
            return str(value)
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat(timespec="minutes")
        case UUID():
            return str(value)
        case tuple():
            return [_clear(item) for item in value]
    raise TypeError(f"{type(value).__name__} may not stand in the clear")


def _reader(hint: Any) -> Callable[[Any], Any]:
    """Return what reads a value of this type from the form that `_clear` gave it."""
    if isinstance(hint, UnionType):
        (only,) = (option for option in get_args(hint) if option is not type(None))
        read = _reader(only)
        return lambda value: None if value is None else read(value)
    if get_origin(hint) is tuple:
        each = _reader(get_args(hint)[0])
        return lambda value: tuple(map(each, value))
    if hint in (datetime, date, time):
        return cast(Callable[[Any], Any], hint.fromisoformat)
    if hint in (bool, int):
        return lambda value: value
    if issubclass(hint, IntEnum):
        return lambda value: hint(int(value))
    return cast(Callable[[Any], Any], hint)
