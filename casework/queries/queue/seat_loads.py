"""How many open cases half of the holders of a seat have: measured each night, told to those who hold it.

At once, the figure would move when a case came that is hidden from its reader. A night's figure over five people or more
tells of no case.
"""

from dataclasses import dataclass
from datetime import datetime
from statistics import median_low
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from accounts.offices import named_holders
from accounts.vocabulary import Office
from casework.models import Seating, SeatLoad
from casework.queries.queue.filter import LEADS
from casework.queries.wording.durations import FEWEST
from casework.vocabulary import Seat


@dataclass(frozen=True, kw_only=True)
class OwnLoad:
    """A person's open cases in a seat, and how many half of the `people` in it have at most."""

    seat: Seat
    own: int
    half: int
    people: int


def measure_seat_loads(moment: datetime) -> None:
    """Replace the figures of each seat that leads cases. Not for a request: it counts every open seat."""
    found: dict[Seat, set[UUID]] = {seat: set() for seat in LEADS}
    for user, _person, office in named_holders([Office(seat.value) for seat in LEADS], moment.date()):
        found[Seat(office.value)].add(user.pk)
    rows = [_measured(seat, users, moment) for seat, users in found.items() if len(users) >= FEWEST]
    with transaction.atomic():
        SeatLoad.objects.all().delete()
        SeatLoad.objects.bulk_create(rows)


def _measured(seat: Seat, users: set[UUID], moment: datetime) -> SeatLoad:
    held = Seating.objects.filter(open=True, seat=seat.value, user__in=users).values_list("user")
    numbers = dict(held.annotate(number=Count("pk")))
    half = median_low([numbers.get(user, 0) for user in users])
    return SeatLoad(seat=seat.value, day=moment.date(), people=len(users), half=half)
