"""The other cases of a step that touches more than one."""

from datetime import datetime

from django.db.models import QuerySet

from accounts.models import User
from accounts.pseudonyms import pseudonym
from casework.access.actor import Actor
from casework.access.door import enter_case, lock_case, require
from casework.access.history import view_of
from casework.models import Case
from casework.vocabulary import Right, Seat
from casework.workflow.guard import Acting


def other_case(by: Actor, reference: str, right: Right, first: Case) -> Case:
    """Return a second case, locked, for a step that has already entered `first`; only inside that step's transaction.

    Raises NotSeen or NoRight before anything is locked. OperationalError if others hold the lock too long.
    """
    rights = require(by, reference, right)
    case = lock_case(reference)
    case.rights = rights
    return enter_case(case, by, first.view.now, right)


def cases_after(case: Case) -> list[Case]:
    """Return the other cases of the same report, and those that grew out of `case`, locked, with the machine acting.

    No right is checked: the step in `case` says something that counts in them too. Only inside its transaction, and before
    anything is recorded. OperationalError if others hold a lock too long.
    """
    rows = Case.objects.filter(linked=case.linked, filed_at__gte=case.filed_at).exclude(pk=case.pk)
    return _locked_for_clock(rows, case.view.now)


def grown_cases(case: Case) -> list[Case]:
    """Return the cases that the record of `case` says grew out of it, locked, with the machine acting, like `cases_after`."""
    grown = case.view.joining.grown
    return _locked_for_clock(Case.objects.filter(pk__in=grown), case.view.now) if grown else []


def clock_acting() -> Acting:
    """Return the machine as the actor, for what a step adds to a case that its own actor does not enter."""
    return Acting(person=pseudonym(User.objects.clock()), seats=frozenset({Seat.CLOCK}))


def _locked_for_clock(rows: QuerySet[Case], moment: datetime) -> list[Case]:
    found = [lock_case(reference) for reference in rows.order_by("pk").values_list("reference", flat=True)]
    for one in found:
        one.view = view_of(one, moment)
        one.acting = clock_acting()
    return found
