"""Compares a list of members with the register: what each row would change, or why it is refused. It writes nothing."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import batched
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Min, QuerySet
from django.db.models.functions import Upper

from accounts.models import User
from policy.actions.member_rows import ANOTHER_NAME, DETAILS, TAKEN, Entrant
from policy.models import CURRENT, Member, Standing

BATCH = 500


class Kind(StrEnum):
    """What a list does to one member."""

    NEW = "new"
    CHANGED = "changed"
    LEFT = "left"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class MemberList:
    """The columns of a list, and its rows, which every iteration reads from the beginning.

    `whole`: the list names every member, so a member who is missing has left.
    """

    rows: Callable[[], Iterable[tuple[int, Entrant]]]
    columns: Sequence[str]
    whole: bool = False


@dataclass(frozen=True, kw_only=True)
class Change:
    """What changes for one member. `row` is 0 for a member who is missing from the list.

    `differs`: column, old and new value. `account`: the existing account with the row's address, if the member gets it.
    """

    kind: Kind
    row: int = 0
    entrant: Entrant | None = None
    member: Member | None = None
    account: User | None = None
    differs: tuple[tuple[str, Any, Any], ...] = ()

    @property
    def number(self) -> str:
        return self.member.number if self.member else self.entrant.number if self.entrant else ""

    @property
    def name(self) -> str:
        """The name in the list, or the name in the register if the list has none."""
        return self.entrant.name if self.entrant else self.member.name if self.member else ""


@dataclass(frozen=True)
class RowFault:
    """Why a row is refused, as a sentence."""

    row: int
    reason: str

    def __str__(self) -> str:
        return f"Row {self.row}: {self.reason}"


def compare_members(listed: MemberList, *, day: date, lock: bool = False) -> Iterator[Change | RowFault]:
    """Yield what each row changes, in order, and then the members who left. Four queries for each BATCH rows.

    `lock`: lock the members until the transaction ends.
    """
    seen = _Seen()
    for rows in batched(listed.rows(), BATCH):
        yield from _batch(rows, listed, seen, lock=lock)
    if listed.whole:
        yield from _leavers(seen, day, lock=lock)


@dataclass
class _Seen:
    """The first row with each number and with each address."""

    numbers: dict[str, int] = field(default_factory=dict)
    addresses: dict[str, int] = field(default_factory=dict)


def _batch(
    rows: Sequence[tuple[int, Entrant]], listed: MemberList, seen: _Seen, *, lock: bool
) -> Iterator[Change | RowFault]:
    keys = _keys(entrant.number for _, entrant in rows)
    members = {each.key: each for each in _members(keys.values(), lock=lock)}
    since: dict[UUID, date] = dict(
        Standing.objects.filter(member__in=list(members.values()))
        .values_list("member")
        .annotate(first=Min("effective"))
    )
    addresses = [entrant.email for _, entrant in rows if entrant.email]
    accounts = {each.email: each for each in User.objects.filter(email__in=addresses).select_related("member")}
    for row, entrant in rows:
        key = keys[entrant.number]
        member, account = members.get(key), accounts.get(entrant.email) if entrant.email else None
        reason = _duplicate_fault(row, entrant, key, seen)
        if not reason and member is None:
            reason = _account_fault(entrant, account)
        elif not reason and member is not None:
            reason = _member_fault(entrant, member, since.get(member.pk), account)
        yield RowFault(row, reason) if reason else _change(row, entrant, member, account, listed.columns)


def _keys(numbers: Iterable[str]) -> dict[str, str]:
    """Return each number in upper case as PostgreSQL makes it: by this the register compares numbers. Python's differs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, upper(number) FROM unnest(%s::text[]) AS number", [list(numbers)])
        return dict(cursor.fetchall())


def _members(keys: Iterable[str], *, lock: bool) -> "QuerySet[Any]":
    return _keyed_members(lock=lock).filter(key__in=list(keys)).select_related("user").order_by("pk")


def _keyed_members(*, lock: bool) -> "QuerySet[Any]":
    found = Member.objects.annotate(key=Upper("number"))
    return found.select_for_update(of=("self",), no_key=True) if lock else found


def _duplicate_fault(row: int, entrant: Entrant, key: str, seen: _Seen) -> str:
    first = seen.numbers.setdefault(key, row)
    if first != row:
        return f"the number {entrant.number} is in row {first} already."
    first = seen.addresses.setdefault(entrant.email, row) if entrant.email else row
    return "" if first == row else f"the address {entrant.email} is in row {first} already."


def _account_fault(entrant: Entrant, account: User | None) -> str:
    if account is None:
        return ""
    if hasattr(account, "member"):
        return TAKEN
    return "" if account.name == entrant.name else ANOTHER_NAME


def _member_fault(entrant: Entrant, member: Member, since: date | None, account: User | None) -> str:
    if member.standing_now and member.standing_now not in CURRENT:
        became = Standing.Kind(member.standing_now).label.lower()
        return (
            f"{entrant.number} is no longer a member ({became}). A list cannot bring a member back: record it on the page of"
            " the member, or leave the row out."
        )
    if since is not None and since != entrant.joined:
        return (
            f"{entrant.number} has been a member since {since.isoformat()} in the register, and the list says"
            f" {entrant.joined.isoformat()}. A list cannot change that day."
        )
    if not entrant.email or entrant.email == member.email:
        return ""
    if member.user is not None:
        return (
            f"the account of {entrant.number} has another address. A list cannot change it: the administrator corrects it"
            " under People, and both addresses get a mail."
        )
    return _account_fault(entrant, account)


def _change(row: int, entrant: Entrant, member: Member | None, account: User | None, columns: Sequence[str]) -> Change:
    if member is None:
        return Change(kind=Kind.NEW, row=row, entrant=entrant, account=account)
    pairs = ((name, getattr(member, name), _value_of(entrant, name)) for name in DETAILS if name in columns)
    differs = [(name, before, after) for name, before, after in pairs if before != after]
    if entrant.email and member.user is None:
        differs.append(("email", "", entrant.email))
    kind = Kind.CHANGED if differs else Kind.UNCHANGED
    return Change(kind=kind, row=row, entrant=entrant, member=member, account=account, differs=tuple(differs))


def _value_of(entrant: Entrant, name: str) -> object:
    said = getattr(entrant, name)
    return list(said) if name == "committees" else said


def _leavers(seen: _Seen, day: date, *, lock: bool) -> Iterator[Change]:
    there = _keyed_members(lock=lock).filter(standing_now__in=CURRENT).order_by("number")
    for member in there.iterator(chunk_size=2_000):
        if member.key not in seen.numbers:
            yield Change(kind=Kind.LEFT, member=member, differs=(("standing", member.standing_now, day.isoformat()),))


class Plan:
    """The counts of a list's changes, and their digest: the same list against the same register has the same digest."""

    def __init__(self) -> None:
        self.counts = dict.fromkeys(Kind, 0)
        self._hash = hashlib.sha256()

    def add(self, change: Change) -> None:
        self.counts[change.kind] += 1
        if change.kind != Kind.UNCHANGED:
            keys = [str(one.pk) if one else "" for one in (change.member, change.account)]
            self._hash.update(
                json.dumps([change.kind, change.row, change.number, *keys, change.differs]).encode() + b"\n"
            )

    @property
    def digest(self) -> str:
        counts = json.dumps([self.counts[kind] for kind in Kind])
        found = self._hash.copy()
        found.update(counts.encode())
        return found.hexdigest()
