"""Cases that wait for the machine."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q

from accounts.vocabulary import Office
from casework.models import Case
from casework.queries.reports.floods import slow_reports
from casework.record.rights import states_touched
from casework.vocabulary import CaseState


def due_for_sweep(most: int, appointed: Iterable[tuple[Office, datetime]], now: datetime) -> list[str]:
    """Return the references of cases that still have to be swept, oldest first. Two queries.

    First come new cases and cases in which somebody new was named; then cases that a later appointment can touch.
    `appointed` has the offices, each with the moment of its latest appointment. Reports in the slow lane that were never
    swept are left out.
    """
    due = Case.objects.filter(sweep_due=True).exclude(swept=False, pk__in=slow_reports(now).values("pk"))
    named = list(due.order_by("filed_at").values_list("reference", flat=True)[:most])
    touched = touched_since(appointed)
    if touched is None or len(named) == most:
        return named
    before = Case.objects.filter(touched, sweep_due=False).order_by("swept_at")
    return named + list(before.values_list("reference", flat=True)[: most - len(named)])


def turns_to_look_at(most: int, now: datetime) -> list[str]:
    """Return the references of cases whose turns may have changed because time passed, oldest first."""
    passed = Case.objects.filter(turns_until__lt=now).order_by("turns_until")
    return list(passed.values_list("reference", flat=True)[:most])


def waiting_ballots(most: int) -> list[str]:
    """Return the references of cases whose ballot waits for the signer, oldest first."""
    waiting = Case.objects.filter(ballot_waits=True).order_by("filed_at")
    return list(waiting.values_list("reference", flat=True)[:most])


def letters_to_look_at(most: int, now: datetime) -> list[str]:
    """Return the references of cases in which something is due about a letter that was not opened, oldest first."""
    due = Case.objects.filter(letters_due__lte=now).order_by("letters_due")
    return list(due.values_list("reference", flat=True)[:most])


def touched_since(appointed: Iterable[tuple[Office, datetime]]) -> Q | None:
    """Return the condition for cases that an appointment can touch and that were not swept since; None if it touches none."""
    newest: dict[CaseState, datetime] = {}
    for office, moment in appointed:
        for state in states_touched(office):
            newest[state] = max(moment, newest.get(state, moment))
    since = [
        Q(state__in=sorted(state for state, last in newest.items() if last == moment), swept_at__lt=moment)
        for moment in sorted(set(newest.values()))
    ]
    return reduce(or_, since) if since else None


def swept_since(moment: datetime) -> bool:
    """Whether every case was swept at `moment` or later. One query."""
    # The states are named so that the index serves; in each of them one row is looked at.
    before = Q(state__in=list(CaseState), swept_at__lt=moment)
    return not Case.objects.filter(Q(sweep_due=True) | before).exists()
