"""Brings the demonstration's people to life by real steps: accounts, offices, membership, oaths."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from accounts.models import User
from accounts.offices import appoint
from accounts.second_factor import enrol_totp
from accounts.vocabulary import LAY_OFFICES
from casework.access import Given
from casework.access.appointing import office_given_draft
from casework.vocabulary import Seat
from ledger.append import Draft, append
from ledger.clock import now
from local.demo.cast import EVERYBODY, Person
from policy.actions import Entrant, enrol_member, sign_oath
from policy.models import OathSignature


@dataclass(frozen=True, kw_only=True)
class Key:
    """How one person signs in: a password, and the secret of the second factor (Base32) where an office asks for one."""

    password: str
    totp_secret: str


def key_of(person: Person) -> Key:
    """Return a person's keys. They follow from this installation's secret: they can be shown again, and not be guessed."""
    seed = hashlib.sha256(f"demo\0{settings.SECRET_KEY}\0{person.email}".encode()).digest()
    secret = base64.b32encode(seed[:20]).decode()
    return Key(password=base64.urlsafe_b64encode(seed[20:]).decode().rstrip("="), totp_secret=secret)


def settle(people: Iterable[Person] = EVERYBODY) -> dict[str, User]:
    """Make the people, each with office or membership since today, and return them by first name."""
    moment = now()
    users = [(person, _make_user(person)) for person in people]
    with transaction.atomic():
        append(*(given for person, user in users for given in _appoint(person, user, moment.date(), moment)))
    made = {person.name.split()[0].lower(): user for person, user in users}
    for person, user in users:
        if person.number and "reg" in made:
            _join(person, user, made["reg"], moment.date(), moment)
    return made


def _make_user(person: Person) -> User:
    key = key_of(person)
    user = User.objects.create_person(email=person.email, name=person.name, password=key.password)
    if person.offices:
        enrol_totp(user, key.totp_secret)
    return user


def _appoint(person: Person, user: User, since: date, moment: datetime) -> Iterator[Draft]:
    """Give a person their offices and yield the entries for the record, with the clock as the actor."""
    clock = User.objects.clock()
    for office in person.offices:
        lay = person.lay and office in LAY_OFFICES
        given = Given(office=office, since=since, lay=lay, alternate=person.alternate)
        appoint(user=user, office=office, since=since, lay=lay, alternate=person.alternate)
        yield office_given_draft(user, given, by=clock, role=Seat.CLOCK.value, moment=moment)


def _join(person: Person, user: User, registrar: User, joined: date, moment: datetime) -> None:
    given, _, family = person.name.partition(" ")
    member = enrol_member(
        by=registrar,
        entrant=Entrant(
            number=person.number,
            name=person.name,
            given=given,
            family=family,
            employer=person.employer,
            chapter=person.chapter,
            joined=joined,
            user=user,
        ),
        at=moment,
    )
    method = OathSignature.Method.RE_AUTHENTICATION
    sign_oath(member=member, by=user, method=method, effective=joined, at=moment)
