"""When people are away, and who stands in for them, as Team shows it to the officers of intake."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Absence
from casework.vocabulary import Seat

TOLD = frozenset({Seat.INTAKE})
"""The seats whose holders are told when others are away."""


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
