"""What the page of a person shows. Nothing of it is read from a case."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accounts.models import Absence, AccountChange, Appointment, Invitation, User
from accounts.offices import with_right_seal
from accounts.pseudonyms import people_behind
from accounts.second_factor import has_second_factor
from accounts.vocabulary import Office
from casework.web.shared.context import Context
from ledger.canonical import Values
from ledger.models import Entry
from operations.administration.words import ACTS, CHANGES, TITLES
from policy.models import Member, Pending, SigningKey
from policy.queries import hand_in_office
from policy.queries.second_person import fingerprint

NEWEST = 50
"""As many entries of the record as the page looks at."""


@dataclass(frozen=True, kw_only=True)
class OfficeRow:
    """An office that a person held, holds or will hold; `by` are the names of those who gave it, where the page knows."""

    office: Office
    title: str
    since: date
    until: date | None
    by: str
    over: bool


@dataclass(frozen=True, kw_only=True)
class Act:
    """What the record says that happened to a person, by whom and when."""

    at: datetime
    words: str
    by: str


@dataclass(frozen=True, kw_only=True)
class Waits:
    """An office, a passkey or a change of the account that waits. `may_sign`: by the viewer, as far as the table knows."""

    key: UUID
    title: str
    by: str
    at: datetime
    may_sign: bool
    number: str = ""


def person_page(user: User, viewer: User, now: datetime) -> Context:
    """Return what the page of a person shows to an administrator. Thirteen queries at most."""
    entries = _entries(user)
    actors = {UUID(entry.body["actor"]) for entry in entries}
    names = {value: found.name for value, found in people_behind(actors).items()}
    hand, waiting = hand_in_office(user), Pending.objects.select_related("about", "by").filter(about=user)
    return {
        "user": user,
        "offices": _offices(user, entries, names, now.date()),
        "waiting": [waits_of(each, viewer) for each in waiting],
        "changes": list(user.account_changes.select_related("by", "second").order_by("-at")[:3]),
        "acts": [_act(entry, names) for entry in entries[:10]],
        "invitation": Invitation.objects.filter(user=user).first(),
        "absence": Absence.objects.filter(user=user, until__gte=now.date()).first(),
        "has_factor": has_second_factor(user),
        "passkey": SigningKey.objects.filter(person=hand.person, retired_at__isnull=True).first(),
        "is_member": Member.objects.filter(user=user).exists(),
        "may_be_invited": user.is_active and not user.has_usable_password(),
    }


def _entries(user: User) -> list[Entry]:
    """The newest entries that are about a person, the newest first. Two queries."""
    keys = user.entries.order_by("-at", "entry_id").values_list("entry_id", flat=True)[:NEWEST]
    return list(Entry.objects.filter(id__in=list(keys)).order_by("-log_index"))


def _offices(user: User, entries: Sequence[Entry], names: Mapping[UUID, str], today: date) -> list[OfficeRow]:
    by_leaf = {b64encode(bytes(entry.leaf)).decode(): entry for entry in entries}
    given = {
        (entry.body["data"]["office"], entry.body["data"]["since"]): _givers(entry, by_leaf, names)
        for entry in reversed(entries)
        if entry.type == "office.given"
    }
    rows = with_right_seal(Appointment.objects.filter(user=user).order_by("-since", "office"))
    return [
        OfficeRow(
            office=Office(row.office),
            title=str(TITLES[Office(row.office)]),
            since=row.since,
            until=row.until,
            by=given.get((row.office, row.since.isoformat()), ""),
            over=row.until is not None and row.until < today,
        )
        for row in rows
    ]


def _givers(entry: Entry, by_leaf: Mapping[str, Entry], names: Mapping[UUID, str]) -> str:
    """Return the names of those who gave an office: who put it forward first."""
    before = [by_leaf[ref["leaf"]] for ref in entry.body["refs"] if ref["leaf"] in by_leaf]
    return ", ".join(_name(one, names) for one in (*before, entry))


def _name(entry: Entry, names: Mapping[UUID, str]) -> str:
    return names.get(UUID(entry.body["actor"]), "")


def _act(entry: Entry, names: Mapping[UUID, str]) -> Act:
    said: Values = entry.body["data"]
    office, what = said.get("office"), said.get("what")
    filled = {"office": TITLES[Office(office)] if office else "", "what": CHANGES.get(what, "") if what else ""}
    words = str(ACTS.get(entry.type, entry.type))
    return Act(at=entry.occurred, words=words % filled, by=_name(entry, names))


def waits_of(pending: Pending, viewer: User) -> Waits:
    """Return an office or a passkey that waits, in words."""
    is_office = pending.kind == Pending.Kind.OFFICE
    return Waits(
        key=pending.entry_id,
        title=str(TITLES[Office(pending.what)]) if is_office else "",
        by=pending.by.name,
        at=pending.at,
        may_sign=viewer.pk not in {pending.by_id, pending.about_id},
        number="" if is_office else fingerprint(pending),
    )


def change_waits(change: AccountChange, viewer: User) -> Waits:
    """Return a change of an account that waits, in words."""
    return Waits(
        key=change.pk,
        title=str(CHANGES[change.kind]),
        by=change.by.name,
        at=change.at,
        may_sign=viewer.pk not in {change.by_id, change.user_id},
    )
