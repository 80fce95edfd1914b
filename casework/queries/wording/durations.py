"""How long the cases took that the Society closed: measured each night, told on pages of the public, member and reporter."""

from datetime import datetime, timedelta
from math import ceil

from django.contrib.postgres.fields import ArrayField
from django.db import transaction
from django.db.models import Aggregate, Count, DurationField, F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.models import Case, Durations
from casework.vocabulary import CaseState, ClosingCode

FEWEST = 5
"""With fewer closed cases nothing is told: the figures could give away how long one of them took."""
LOOKS_BACK = timedelta(days=5 * 365 + 1)
DAY = timedelta(days=1)


class HalfAndNineInTen(Aggregate):
    """The values that half, and nine in ten, of the rows do not exceed. Each is the value of a row."""

    function = "percentile_disc"
    template = "%(function)s(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = ArrayField(DurationField())


def measure_durations(moment: datetime) -> None:
    """Replace the figures by those of the cases that were closed in the last five years, or by nothing if they are few.

    A case that was joined to another does not count: it was not over when it was closed. Not for a request: it reads
    every case of these years.
    """
    closed = Case.objects.filter(state=CaseState.CLOSED, moved_at__gt=moment - LOOKS_BACK, moved_at__lte=moment)
    found = closed.exclude(closing_code=ClosingCode.DUPLICATE).aggregate(
        cases=Count("pk"), took=HalfAndNineInTen(F("moved_at") - F("filed_at"))
    )
    with transaction.atomic():
        Durations.objects.all().delete()
        if found["cases"] >= FEWEST:
            half, nine_in_ten = map(_whole_days, found["took"])
            Durations.objects.create(day=moment.date(), cases=found["cases"], half=half, nine_in_ten=nine_in_ten)


def how_long_cases_take() -> str:
    """Return how long half, and nine in ten, of the closed cases took, in a sentence; empty if too few are closed.

    One query, of one row.
    """
    found = Durations.objects.first()
    if found is None:
        return ""
    words = _("Half of the cases that this Society closed took %(half)s or less; nine in ten took %(most)s or less.")
    return words % {"half": _days(found.half), "most": _days(found.nine_in_ten)}


def _whole_days(took: timedelta) -> int:
    """Round up, so that "or less" is true."""
    return max(1, ceil(took / DAY))


def _days(count: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}
