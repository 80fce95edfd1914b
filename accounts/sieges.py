"""Attacks on sign-in: how they are reported, the days on which a person was attacked, and who is told after sign-in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import structlog
from celery import signature
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from accounts.models import Siege, User
from accounts.offices import offices_of
from accounts.sealing import seal_secret
from accounts.vocabulary import Office

LOG = structlog.get_logger()
DAY = timedelta(days=1)
FIRST_LOOK = timedelta(days=30)


@dataclass(frozen=True, order=True)
class Span:
    """Days without a gap, both ends included."""

    since: date
    until: date

    @property
    def words(self) -> str:
        """The days in words: "on" one, or "from" one "to" another."""
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
    except OperationalError:
        LOG.error("siege_not_recorded")


def tell_of_sieges(request: HttpRequest, user: User, before: datetime | None) -> None:
    """Tell a person of attacks on their sign-in since they were last here, and an administrator of those on others."""
    moment = timezone.now()
    fresh = Siege.objects.filter(at__gt=before or moment - FIRST_LOOK)
    for span in _spans(fresh.filter(user=user)).get(user.pk, []):
        said = _(
            "Somebody tried many times to sign in as you, %(days)s. Attempts from elsewhere do not lock this device out. "
            "If a date ran out for you meanwhile, those who rule on it are shown this attack."
        )
        messages.warning(request, said % {"days": span.words})
    if Office.ADMINISTRATOR in offices_of(user, moment.date()) and fresh.exclude(user=user).exists():
        messages.warning(request, _("Sign-in of other people is under attack: /ledger/state/ names them."))


def sieges_of(users: Iterable[UUID], *, since: date) -> dict[UUID, list[Span]]:
    """Return the attacks on each of these people from a day (UTC) on, oldest first; who had none is left out. One query."""
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
