"""Days on which sign-in of a person was under attack, as spans from a day until a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Siege

DAY = timedelta(days=1)


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


def sieges_of(users: Iterable[UUID], *, since: date) -> dict[UUID, list[Span]]:
    """Return the attacks on each of these people from a day (UTC) on, oldest first; who had none is left out. One query."""
    rows = Siege.objects.filter(user__in=list(users), day__gte=since).order_by("day").values_list("user", "day")
    return _spans(rows)


def all_sieges(*, since: date) -> dict[UUID, list[Span]]:
    """Return the attacks on everybody from a day (UTC) on. One query."""
    return _spans(Siege.objects.filter(day__gte=since).order_by("day").values_list("user", "day"))


def _spans(rows: Iterable[tuple[UUID, date]]) -> dict[UUID, list[Span]]:
    found: dict[UUID, list[Span]] = {}
    for user, day in rows:
        spans = found.setdefault(user, [])
        if spans and spans[-1].until + DAY == day:
            spans[-1] = Span(spans[-1].since, day)
        else:
            spans.append(Span(day, day))
    return found
