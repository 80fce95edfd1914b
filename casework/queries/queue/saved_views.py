"""The views of the queue that a person keeps, and those that others share with an office of theirs."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from accounts.offices import offices_of
from accounts.vocabulary import Office
from casework.models import SavedView
from casework.models.saved_view import MOST
from casework.vocabulary import Seat

SHARED = frozenset(Office(seat.value) for seat in Seat if seat.value in set(Office))
"""The offices that are a seat in a case: only these share views of the queue."""


def shared_offices(user: User, day: date) -> tuple[Office, ...]:
    """Return the offices of a person with which they share views. One query."""
    return tuple(sorted(offices_of(user, day) & SHARED))


@transaction.atomic
def save_view(user: User, name: str, asked: str, *, starts: bool, office: str = "") -> SavedView | None:
    """Keep a view, in place of one's own of the same name, and return it; None if there was no room for it."""
    kept = SavedView.objects.select_for_update().filter(user=user)
    if kept.exclude(name=name).count() >= MOST:
        return None
    if starts:
        kept.filter(starts=True).update(starts=False)
    return SavedView.objects.update_or_create(
        user=user, name=name, defaults={"asked": asked, "starts": starts, "office": office}
    )[0]


def remove_view(user: User, key: str, offices: Collection[Office]) -> bool:
    """Remove a view of the person, or one shared with these offices; return whether there was one."""
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return False
    found = SavedView.objects.filter(Q(user=user) | Q(office__in=offices), pk=int(key))
    return bool(found.delete()[0])
