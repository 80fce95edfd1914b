"""When a reminder may be mailed: by the person's choice, at an hour that reveals no hour of a case."""

from collections.abc import Collection, Mapping
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from notifications.models import MailChoice
from policy.queries import rules_in_force

Often = MailChoice.Often
ROUND = time(7)
"""The hour of the daily round, in the Society's time zone; that of the weekly one on a Monday."""
MONDAY = 0


def mail_choices(people: Collection[UUID]) -> Mapping[UUID, Often]:
    """Return the choice of each person who made one. One query, or none without people."""
    if not people:
        return {}
    rows = MailChoice.objects.filter(person__in=people).values_list("person", "often")
    return {person: Often(often) for person, often in rows}


def first_mail(often: Often, moment: datetime, *, law: bool, by_day: bool) -> datetime | None:
    """Return when the mail about something that waits since `moment` is written; None if never.

    `law`: it goes at the latest with the next daily round, whatever was chosen. `by_day`: not before that round, so that
    the hour of the mail is the same whatever hour the act had.
    """
    if often is Often.AT_ONCE and not by_day:
        return moment
    if often is Often.WEEKLY and not law:
        return next_round(moment, weekly=True)
    return None if often is Often.OFF and not law else next_round(moment)


def next_round(moment: datetime, *, weekly: bool = False) -> datetime:
    """Return the next round after a moment: of any day or, if `weekly`, of a Monday."""
    zone = ZoneInfo(rules_in_force(moment.date()).zone)
    day = moment.astimezone(zone).date()
    while (at := datetime.combine(day, ROUND, zone)) <= moment or (weekly and day.weekday() != MONDAY):
        day += timedelta(days=1)
    return at
