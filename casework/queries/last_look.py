"""When somebody looked at a case last, by what they opened of it."""

from datetime import datetime

from django.db.models import Max

from casework.access import Actor
from casework.models import Opening


def last_look(by: Actor, reference: str) -> datetime | None:
    """Return the moment (UTC) at which a person last opened something of a case; None if they never did. One query."""
    found: datetime | None = Opening.objects.filter(case__reference=reference, user=by.user).aggregate(at=Max("at"))[
        "at"
    ]
    return found
