"""Gives offices and invitations, to one person or to a whole list."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.mails import MailKind, write_mail
from accounts.models import Invitation, User
from accounts.models.invitation import LASTS
from accounts.offices import appoint, offices_of
from accounts.pseudonyms import person_behind
from accounts.vocabulary import Office
from casework.access.person_entries import entry_about
from casework.vocabulary import NotNow
from ledger.append import Draft
from ledger.entries import moment as written
from ledger.models import Entry
from policy.actions.tell_signers import tell_signers
from policy.models import Pending
from policy.queries.second_person import NEED_TWO, one_suffices

PROPOSAL = "proposal"
MARGIN = timedelta(minutes=1)
"""A sweep that began before the appointment was committed has not seen it: only later ones count."""


@dataclass(frozen=True, kw_only=True)
class Given:
    """An appointment to an office from `since` to `until`, both days included; without `until` it has no end yet."""

    office: Office
    since: date
    until: date | None = None
    lay: bool = False
    alternate: bool = False
    order: int = 0


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A line of a list: who, by address and name, and the office. `row` is its number, for the author of the list."""

    row: int
    email: str
    name: str
    given: Given


def put_forward_or_give(by: User, user: User, given: Given, moment: datetime) -> Draft:
    """Give an office, or put it forward if a second person has to sign. Return the entry, which the caller has to append.

    NotNow as in `give_office`, and if the same office already waits for this person.
    """
    alone = given.office in NEED_TWO and one_suffices(by)
    if given.office not in NEED_TWO or alone:
        return give_office(by, user, given, moment, alone=alone)
    with transaction.atomic():
        _appoint(by, user, given, moment)
        transaction.set_rollback(True)
    draft = _office_draft("office.proposed", user, given, by=by, role=Office.ADMINISTRATOR.value, moment=moment)
    try:
        with transaction.atomic():
            Pending.objects.create(
                entry_id=draft.id, kind=Pending.Kind.OFFICE, what=given.office.value, about=user, by=by, at=moment
            )
    except IntegrityError:
        raise NotNow("This office waits for a second person already.") from None
    tell_signers(about=user.pk, by=by.pk, day=moment.date())
    return draft


def give_office(
    by: User, user: User, given: Given, moment: datetime, *, alone: bool = False, after: Entry | None = None
) -> Draft:
    """Store the appointment and return its entry, which the caller has to append. It opens no case before the next sweep.

    `alone`: one person gave an office that needs two. `after` is the entry by which somebody else put it forward. NotNow
    for a day that is over, for an office that the person already holds, for an administrator who appoints themselves, and
    if one person would be administrator and hold another office: an administrator reads no case.
    """
    _appoint(by, user, given, moment)
    role = Office.ADMINISTRATOR if Office.ADMINISTRATOR in offices_of(by, moment.date()) else Office.REGISTRAR
    draft = office_given_draft(user, given, by=by, role=role.value, moment=moment, alone=alone)
    return replace(draft, refs=[(PROPOSAL, bytes(after.leaf))]) if after else draft


def _appoint(by: User, user: User, given: Given, moment: datetime) -> None:
    _refuse(by, user, given, moment.date())
    try:
        with transaction.atomic():
            appoint(user=user, compare_from=moment + MARGIN, **vars(given))
    except IntegrityError:
        raise NotNow(
            "This person holds this office already, or it ends before it begins, or it is not one for lay people."
        ) from None


def office_given_draft(
    user: User, given: Given, *, by: User, role: str, moment: datetime, alone: bool = False
) -> Draft:
    """Return the entry of an appointment; the row in the table has to match it.

    `alone`: one person gave an office that needs two, before there were two.
    """
    draft = _office_draft("office.given", user, given, by=by, role=role, moment=moment)
    return replace(draft, data={**draft.data, "alone": True}) if alone else draft


def office_ended_draft(by: User, user: User, office: Office, until: date, moment: datetime) -> Draft:
    """Return the entry of the end of an office; the row in the table has to match it."""
    said = {"office": office.value, "until": until.isoformat()}
    return entry_about(user, "office.ended", by=by, role=Office.ADMINISTRATOR.value, moment=moment, data=said)


def proposed_office(entry: Entry) -> tuple[User, Given]:
    """Return the person and the office that an entry put forward. NotNow if it names nobody."""
    said = entry.body["data"]
    user = person_behind(UUID(said["person"])) if entry.type == "office.proposed" else None
    if user is None:
        raise NotNow("The record does not say whom this is about. Put it forward once more.")
    return user, Given(
        office=Office(said["office"]),
        since=date.fromisoformat(said["since"]),
        until=date.fromisoformat(said["until"]) if said["until"] else None,
        lay=said["lay"],
        alternate=said["alternate"],
        order=said["order"],
    )


def _office_draft(kind: str, user: User, given: Given, *, by: User, role: str, moment: datetime) -> Draft:
    days = {"since": given.since.isoformat(), "until": given.until.isoformat() if given.until else None}
    data = {**vars(given), "office": given.office.value, **days}
    return entry_about(user, kind, by=by, role=role, moment=moment, data=data)


def _refuse(by: User, user: User, given: Given, today: date) -> None:
    if given.since < today:
        raise NotNow("An office begins today or later: nobody held it on a day that is over.")
    if not user.is_active:
        raise NotNow("This account is closed.")
    if by.pk == user.pk:
        raise NotNow("Somebody else has to give you an office.")
    held = offices_of(user, given.since)
    if Office.ADMINISTRATOR in held or (given.office is Office.ADMINISTRATOR and held):
        raise NotNow("An administrator holds no other office, so that nobody who runs the installation reads a case.")


def invitation_draft(by: User, user: User, moment: datetime) -> Draft:
    """Replace any earlier invitation by a new one with its mail. Return its entry, which the caller has to append."""
    until = moment + LASTS
    Invitation.objects.filter(user=user).delete()
    Invitation.objects.create(user=user, by=by, at=moment, until=until)
    write_mail(user.pk, MailKind.INVITED)
    role = Office.ADMINISTRATOR.value
    return entry_about(user, "person.invited", by=by, role=role, moment=moment, data={"until": written(until)})
