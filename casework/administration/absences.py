"""Actions that note an absence and end it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.mails import MailKind, write_mail
from accounts.models import Absence, User
from accounts.offices import offices_of, people_to_stand_in
from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from casework import access
from casework.access import Actor
from casework.vocabulary import NotNow
from ledger.append import append
from ledger.clock import now


@transaction.atomic(durable=True)
def end_absence(*, by: Actor, user: User) -> None:
    """Delete a person's absence. NotSeen unless they or an administrator act; NotNow if there is none.

    Appends `person.returned`.
    """
    moment = now()
    role = _role_of(by, user, moment)
    deleted, _by_table = Absence.objects.filter(user=user).delete()
    if not deleted:
        raise NotNow(_("No absence of this person is noted."))
    append(access.entry_about(user, "person.returned", by=by.user, role=role, moment=moment))


@transaction.atomic(durable=True)
def note_absence(*, by: Actor, user: User, since: date, until: date, stand_in: User | None = None) -> None:
    """Replace any earlier absence of a person by this one. New seats go to others: first to the stand-in, if there is one.

    The stand-in is mailed that they were chosen, or that the days changed; the mail names nobody.

    NotSeen unless they or an administrator act; NotNow if the absence is over, or the stand-in holds none of their
    offices. Appends `person.absent`.
    """
    moment = now()
    role = _role_of(by, user, moment)
    if until < moment.date():
        raise NotNow(_("This absence is over: its last day has passed."))
    if stand_in is not None and stand_in not in people_to_stand_in(user, moment.date()):
        raise NotNow(_("This person cannot stand in: they hold none of the offices."))
    known = Absence.objects.filter(user=user, stand_in=stand_in, since=since, until=until).exists()
    Absence.objects.update_or_create(user=user, defaults={"since": since, "until": until, "stand_in": stand_in})
    data = {"since": since.isoformat(), "until": until.isoformat()}
    if stand_in is not None:
        data["stand_in"] = str(pseudonym(stand_in))
        if not known and stand_in != by.user:
            write_mail(stand_in.pk, MailKind.STANDS_IN)
    append(access.entry_about(user, "person.absent", by=by.user, role=role, moment=moment, data=data))


def _role_of(by: Actor, user: User, moment: datetime) -> str:
    """Return the office in which somebody notes an absence: one of their own, or else that of an administrator."""
    own = sorted(offices_of(by.user, moment.date())) if by.user == user else []
    if own:
        return own[0].value
    access.require_office(by, Office.ADMINISTRATOR)
    return Office.ADMINISTRATOR.value
