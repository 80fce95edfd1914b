"""Cases that wait for the machine."""

from datetime import datetime

from django.db.models import Q

from casework.models import Case
from casework.queries.floods import waiting


def to_be_swept(most: int, newest: datetime | None, now: datetime) -> list[str]:
    """Return the references of cases that nobody, or not everybody, has been compared with, oldest first. Two queries.

    First come those in which somebody new was named; then those swept before `newest`, the last appointment. Reports that
    are in the slow lane and were never swept are left out.
    """
    due = Case.objects.filter(sweep_due=True).exclude(swept=False, pk__in=waiting(now).values("pk"))
    named = list(due.order_by("filed_at").values_list("reference", flat=True)[:most])
    if newest is None or len(named) == most:
        return named
    before = Case.objects.filter(sweep_due=False, swept_at__lt=newest).order_by("swept_at")
    return named + list(before.values_list("reference", flat=True)[: most - len(named)])


def swept_since(moment: datetime) -> bool:
    """Whether every case was swept at `moment` or later. One query."""
    return not Case.objects.filter(Q(sweep_due=True) | Q(swept_at__lt=moment)).exists()
