"""The action that says who deals with an alarm."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.alarms import KINDS, AlarmKind, untaken_alarms
from accounts.offices import offices_of
from casework import access
from casework.access import Actor
from casework.vocabulary import NotNow, NotSeen
from ledger.append import append
from ledger.clock import now


@transaction.atomic(durable=True)
def take_alarm(*, by: Actor, kind: AlarmKind) -> None:
    """Take the alarm of a kind off the pages of all who were told. Appends `alarm.taken`, unless it concerns one person alone.

    NotSeen for a person who was never told of one, or whose office is over; NotNow if somebody else took it, or it is over.
    """
    at, offices = now(), KINDS[kind].offices
    held = offices & offices_of(by.user, at.date())
    if bool(offices) != bool(held) or not by.user.alarms.filter(kind=kind).exists():
        raise NotSeen
    alarms = list(untaken_alarms(by.user, at.date()).filter(kind=kind).select_for_update(of=("self",)))
    if not alarms:
        raise NotNow(_("Somebody else is on it already, or it is over. You have nothing to do."))
    for alarm in alarms:
        alarm.taken_at, alarm.taken_by = timezone.now(), by.user
        alarm.save(update_fields=["taken_at", "taken_by"])
    if held:
        role, data = min(held).value, {"alarm": kind.value}
        append(access.system_entry("alarm.taken", by=by.user, role=role, moment=at, data=data))
