"""Attacks on sign-in: how they are reported, and the days on which a person was attacked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import structlog
from celery import signature
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from accounts.models import Siege
from accounts.sealing import seal_secret

LOG = structlog.get_logger()
DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Span:
    """Days without a gap, both ends included."""

    since: date
    until: date

    @property
    def words(self) -> str:
        since, until = (date_format(day, "j F Y") for day in (self.since, self.until))
        if since == until:
            return _("on %(day)s") % {"day": since}
        return _("from %(since)s to %(until)s") % {"since": since, "until": until}


def report_siege(address: str) -> None:
    """Have the worker look whose address this is and record the attack: the answer here must not tell by its time.

    The queue sees the address sealed. Without the queue the attack stands in the log alone.
    """
    try:
        signature("ledger.note_siege", args=[seal_secret(address.encode()).decode()]).delay()
    except OperationalError as fault:
        LOG.error("siege_not_recorded", exc_info=fault)


def days_attacked(user: UUID, *, since: date) -> str:
    """Return in words on which days a person's sign-in was attacked, noticed since a day. One query."""
    return ", ".join(span.words for span in _spans(Siege.objects.filter(user=user, at__date__gte=since)).get(user, []))


def sieges_of(users: Iterable[UUID], *, since: date) -> dict[UUID, list[Span]]:
    """Return the attacks on each of these people from a day (UTC) on, oldest first, without those who had none. One query."""
    return _spans(Siege.objects.filter(user__in=list(users), day__gte=since))


def all_sieges(*, since: date) -> dict[UUID, list[Span]]:
    """Return the attacks on everybody from a day (UTC) on. One query."""
    return _spans(Siege.objects.filter(day__gte=since))


def _spans(rows: QuerySet[Siege]) -> dict[UUID, list[Span]]:
    found: dict[UUID, list[Span]] = {}
    for user, day in rows.order_by("day").values_list("user", "day"):
        spans = found.setdefault(user, [])
        if spans and spans[-1].until + DAY == day:
            spans[-1] = Span(spans[-1].since, day)
        else:
            spans.append(Span(day, day))
    return found
