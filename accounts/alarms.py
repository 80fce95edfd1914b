"""Alarms: raised in the transaction that records what was found, told by mail, and shown on every page until somebody takes it.

Taking an alarm is an act of casework (casework/administration/alarms.py), because it is recorded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.mails import MailKind, write_mail
from accounts.models import Alarm, User
from accounts.offices import holders, needs_second_factor, offices_of
from accounts.second_factor import is_verified
from accounts.sieges import days_attacked
from accounts.vocabulary import Office


class AlarmKind(StrEnum):
    """What an alarm is about. The value is stored, and is part of the address at which somebody takes the alarm."""

    RECORD_IN_DOUBT = "record-in-doubt"
    SIGN_IN_ATTACKED = "sign-in-attacked"
    OWN_SIGN_IN_ATTACKED = "own-sign-in-attacked"


@dataclass(frozen=True)
class Kind:
    """What an alarm says, which page says what to do, and what its button says.

    `offices`: the offices whose holders are told; without offices, the alarm concerns a single person. `lasts`: the time
    after which it ends by itself.
    """

    mail: MailKind
    title: str | Promise
    text: str | Promise
    page: str
    link: str | Promise
    offices: frozenset[Office] = frozenset()
    lasts: timedelta | None = None
    button: str | Promise = _("I am on it")
    done: str | Promise = _("You are on it. The others who were told do not see the alarm any more.")


KINDS: Mapping[AlarmKind, Kind] = {
    AlarmKind.RECORD_IN_DOUBT: Kind(
        mail=MailKind.RECORD_IN_DOUBT,
        title=_("The record is in doubt"),
        text=_(
            "The nightly check found that the record, or what is stored beside it, is not as it was written, or it could "
            "not check it. Change nothing and restart nothing before you have read what to do."
        ),
        page="record_state",
        link=_("What to do now"),
        offices=frozenset({Office.AUDITOR, Office.ADMINISTRATOR}),
    ),
    AlarmKind.SIGN_IN_ATTACKED: Kind(
        mail=MailKind.SIGN_IN_ATTACKED,
        title=_("Sign-in of other people is under attack"),
        text=_("There were many wrong passwords or codes within an hour."),
        page="record_state",
        link=_("Whose accounts are attacked, and what to do"),
        offices=frozenset({Office.ADMINISTRATOR}),
        lasts=timedelta(days=1),
    ),
    AlarmKind.OWN_SIGN_IN_ATTACKED: Kind(
        mail=MailKind.OWN_SIGN_IN_ATTACKED,
        title=_("Somebody tried many times to sign in as you, %(days)s"),
        text=_(
            "Attempts from elsewhere do not lock this device out. If a date ran out for you meanwhile, those who rule on it "
            "are shown this attack."
        ),
        page="account",
        link=_("Your password and your second factor"),
        button=_("I have read this"),
        done=_("The alarm is off this page. Those who rule on a date that you missed are still shown the attack."),
    ),
}


@transaction.atomic
def raise_alarm(kind: AlarmKind, *, on: date, person: UUID | None = None) -> None:
    """Raise an alarm in the caller's transaction: the holders of its offices on a day, or one person, get a mail and a banner.

    If they have such an alarm that nobody has taken, it stays. If somebody has taken it, a new one replaces it.
    """
    says, moment = KINDS[kind], timezone.now()
    people = [person] if person else sorted({each.user_id for office in says.offices for each in holders(office, on)})
    until = moment + says.lasts if says.lasts else None
    known = _open(moment).filter(pk__in=Alarm.objects.filter(kind=kind, told__in=people).values("pk"))
    goes_on = list(known.select_for_update())
    waits = next((alarm for alarm in goes_on if alarm.taken_at is None), None)
    Alarm.objects.filter(pk__in=[alarm.pk for alarm in goes_on if alarm.taken_at]).update(over_at=moment)
    if waits is None:
        waits = Alarm.objects.create(kind=kind, raised_at=moment, over_at=until)
    elif until:
        waits.over_at = until
        waits.save(update_fields=["over_at"])
    waits.told.add(*User.objects.filter(pk__in=people))
    for each in people:
        write_mail(each, says.mail)


def end_alarm(kind: AlarmKind) -> None:
    """End the alarms of a kind, because their cause is over."""
    moment = timezone.now()
    _open(moment).filter(kind=kind).update(over_at=moment)


def newest_alarm(kind: AlarmKind) -> Alarm | None:
    """Return the newest open alarm of a kind, with the person who took it. One query."""
    return _open(timezone.now()).filter(kind=kind).select_related("taken_by").order_by("-pk").first()


def untaken_alarms(user: User, on: date) -> QuerySet[Alarm]:
    """Return the open alarms that a person was told of and that nobody has taken.

    A person who left the office neither sees its alarms nor can take them. One query here.
    """
    held = offices_of(user, on)
    theirs = [kind for kind, says in KINDS.items() if not says.offices or says.offices & held]
    return _open(timezone.now()).filter(told=user, taken_at__isnull=True, kind__in=theirs).order_by("pk")


def _open(moment: datetime) -> QuerySet[Alarm]:
    return Alarm.objects.filter(Q(over_at__isnull=True) | Q(over_at__gt=moment))


@dataclass(frozen=True)
class Banner:
    kind: AlarmKind
    title: str
    says: Kind
    page: str


def for_templates(request: HttpRequest) -> dict[str, partial[list[Banner]]]:
    """Context processor: `alarms`, the banners of the signed-in person. No query for a person without an alarm."""
    return {"alarms": partial(_banners, request)}


def _banners(request: HttpRequest) -> list[Banner]:
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.has_alarm:
        return []
    if not is_verified(request) and needs_second_factor(user):
        return []
    return [_banner(alarm, user) for alarm in untaken_alarms(user, timezone.now().date())]


def _banner(alarm: Alarm, user: User) -> Banner:
    kind = AlarmKind(alarm.kind)
    says = KINDS[kind]
    days = days_attacked(user.pk, since=alarm.raised_at.date()) if not says.offices else ""
    return Banner(kind=kind, title=str(says.title) % {"days": days}, says=says, page=reverse(says.page))
