"""When somebody looked at a case last, by what they opened of it."""

from datetime import datetime

from django.db.models import CharField

from accounts.compiled import Compiled, Given
from casework.access import Actor
from casework.models import Opening


def last_look(by: Actor, reference: str) -> datetime | None:
    """Return the moment (UTC) at which a person last opened something of a case; None if they never did. One query."""
    return next(iter(_LAST.rows(reference=reference, viewer=by.user.pk)), None)


_LAST = Compiled(
    lambda: (
        Opening.objects.filter(case__reference=Given("reference", CharField()), user=Given("viewer"))
        .order_by("-at")
        .values_list("at", flat=True)[:1]
    )
)
