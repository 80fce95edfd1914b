"""Builds the rows and entries of a new member, for one person and for a whole list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.pseudonyms import pseudonym
from ledger.append import Draft
from policy.actions.refusals import NotAllowed
from policy.models import Member, Standing

TAKEN = "This number or this account belongs to a member already."
DETAILS = ("name", "given", "family", "place", "employer", "chapter", "committees")
"""The columns that a list can change for a member."""
ANOTHER_NAME = "This address belongs to somebody with another name."


@dataclass(frozen=True, kw_only=True)
class Entrant:
    """A person who joins: number, name, first day of membership, and the details that conflict checks compare."""

    number: str
    name: str
    joined: date
    given: str = ""
    family: str = ""
    place: str = ""
    employer: str = ""
    chapter: str = ""
    committees: Sequence[str] = ()
    user: User | None = None
    email: str = ""


def write_member(*, entrant: Entrant, by: User, at: datetime) -> tuple[Member, Draft]:
    """Write the member and the standing; return the member and the entry to append. NotAllowed if number or account is taken.

    If the entrant has an e-mail address but no account, use the account of that address, creating one if needed.
    """
    user = entrant.user or (_account(entrant) if entrant.email else None)
    try:
        with transaction.atomic():
            member = build_member(entrant, user)
            member.save(force_insert=True)
    except IntegrityError:
        raise NotAllowed(TAKEN) from None
    kind = Standing.Kind.JOINED
    standing = Standing.objects.create(member=member, kind=kind, effective=entrant.joined, at=at, entry_id=uuid4())
    return member, standing_draft(standing, actor=pseudonym(by), role="registrar")


def build_member(entrant: Entrant, user: User | None) -> Member:
    """Return the row of a new member, not saved yet."""
    details = {name: getattr(entrant, name) for name in DETAILS} | {"committees": list(entrant.committees)}
    return Member(number=entrant.number, user=user, **details)


def write_standing(*, member: Member, kind: Standing.Kind, effective: date, at: datetime) -> Standing:
    """NotAllowed if this standing is recorded for that day already. Lock the member first."""
    if Standing.objects.filter(member=member, kind=kind, effective=effective).exists():
        raise NotAllowed("This standing is recorded for that day already.")
    return Standing.objects.create(member=member, kind=kind, effective=effective, at=at, entry_id=uuid4())


def standing_draft(standing: Standing, *, actor: UUID, role: str) -> Draft:
    return Draft(
        id=standing.entry_id,
        type="member.standing_recorded",
        stream=standing.member.stream,
        actor=actor,
        role=role,
        occurred=standing.at,
        data={"standing": str(standing.kind), "effective": standing.effective.isoformat()},
    )


def _account(entrant: Entrant) -> User:
    found = User.objects.filter(email=entrant.email).first()
    if found is not None and found.name != entrant.name:
        raise NotAllowed(ANOTHER_NAME)
    return found or User.objects.create_person(email=entrant.email, name=entrant.name)
