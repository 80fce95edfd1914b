"""When people are away, and who stands in for them, as Team shows it to the officers of intake."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import DateField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.compiled import Compiled, Given
from accounts.models import Absence, User
from casework.vocabulary import Seat
from ledger.canonical import Values

TOLD = frozenset({Seat.INTAKE})
"""The seats whose holders are told when others are away."""


@dataclass(frozen=True, kw_only=True)
class OwnAbsence:
    """A person's own absence, both days included. `is_now`: it has begun. `stand_in` is a name, "" for nobody."""

    since: date
    until: date
    is_now: bool
    stand_in: str


@dataclass(frozen=True, kw_only=True)
class StandsIn:
    """For whom a person stands in, and on which days, both included."""

    name: str
    since: date
    until: date


@dataclass(frozen=True, kw_only=True)
class Away:
    """What a person is told of absences: their own, and those in which they stand in."""

    own: OwnAbsence | None
    stands_in: tuple[StandsIn, ...]


def absences_from(users: Collection[UUID], day: date) -> Mapping[UUID, Absence]:
    """Return by user the absences that are not over on a day, also those that are still to come. One query."""
    rows = Absence.objects.filter(user__in=users, until__gte=day).select_related("stand_in")
    return {row.user_id: row for row in rows}


def absences_told_to(seats: Collection[Seat], users: Collection[UUID], day: date) -> Mapping[UUID, str]:
    """Return by user the same in words; nothing for seats that are not told. One query at most."""
    if TOLD.isdisjoint(seats) or not users:
        return {}
    return {user: absence_in_words(one) for user, one in absences_from(users, day).items()}


def absence_in_words(one: Absence) -> str:
    """Return such as “away from 3 to 10 December; Sam Okafor stands in”."""
    same_month = (one.since.year, one.since.month) == (one.until.year, one.until.month)
    first, last = date_format(one.since, "j" if same_month else "j F"), date_format(one.until, "j F")
    words = _("away from %(first)s to %(last)s") % {"first": first, "last": last}
    return _("%(away)s; %(name)s stands in") % {"away": words, "name": one.stand_in.name} if one.stand_in else words


def absences_told(user: User, day: date) -> Away:
    """Return a person's absence that is not over on a day, and those in which they stand in. One query."""
    own, stands_in = None, []
    for row in _ABSENCES_TOLD.rows(viewer=user.pk, day=day):
        days = {"since": row["since"], "until": row["until"]}
        if row["user"] == user.pk:
            own = OwnAbsence(**days, is_now=row["since"] <= day, stand_in=row["stands_in"])
        else:
            stands_in.append(StandsIn(**days, name=row["name"]))
    return Away(own=own, stands_in=tuple(stands_in))


def away_between(users: Collection[UUID], since: date, until: date) -> frozenset[UUID]:
    """Return those of the users who are away on one of the days at least, both included. One query."""
    rows = Absence.objects.filter(user__in=users, since__lte=until, until__gte=since)
    return frozenset(rows.values_list("user_id", flat=True))


def absence_on(user: UUID, day: date) -> Absence | None:
    """Return the absence in which a day falls, as the team page shows it to all officers. One query."""
    return Absence.objects.filter(user=user, since__lte=day, until__gte=day).select_related("user", "stand_in").first()


def _absences_told() -> QuerySet[Absence, Values]:
    viewer = Given("viewer")
    told = Absence.objects.filter(Q(user=viewer) | Q(stand_in=viewer), until__gte=Given("day", DateField()))
    words = {"name": F("user__name"), "stands_in": Coalesce("stand_in__name", Value(""))}
    return told.order_by("since", "user").values("user", "since", "until", **words)


_ABSENCES_TOLD = Compiled(_absences_told)
