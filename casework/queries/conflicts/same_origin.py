"""Cases of one report, and cases that grew out of another: the conflict sweep of one uses what is known in the others."""

from django.db.models import DateTimeField

from accounts.compiled import Compiled, Given
from casework import access
from casework.models import Case
from policy.conflicts import PersonDetails


def cases_before(case: Case) -> list[Case]:
    """Return the other cases of the same report, and the cases out of which `case` grew. One query."""
    return _BEFORE.rows(linked=case.linked, filed=case.filed_at, case=case.pk)


_BEFORE = Compiled(
    lambda: (
        Case.objects.filter(linked=Given("linked"), filed_at__lte=Given("filed", DateTimeField()))
        .exclude(pk=Given("case"))
        .select_related("respondent")
        .order_by("filed_at", "pk")
    )
)
"""Compiled, because each new report asks it: docs/adr/0014."""


def identified_in(cases: list[Case]) -> list[PersonDetails]:
    """Return the members whom these cases were found to be about, without their employers and relatives."""
    members = [one.respondent for one in cases if one.respondent is not None]
    return [PersonDetails(name=one.name, key=one.user_id, number=one.number, email=one.email or "") for one in members]


def grown_out_of(case: Case, before: list[Case]) -> list[Case]:
    """Return those cases in `before` out of which `case` grew, with what is known of them.

    A case whose keys were destroyed is left out. Four queries a case at most; most cases grew out of none.
    """
    earlier = [one for one in before if one.filed_at < case.filed_at]
    for one in earlier:
        one.view = access.view_of(one, case.view.now)
    return [one for one in earlier if one.view.holding.erased_on is None]
