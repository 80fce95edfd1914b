"""The cases to which a case is linked, as far as its viewer sees them, and who investigates them."""

from collections.abc import Collection

from django.db.models import OuterRef

from accounts.compiled import Probed
from accounts.models import User
from casework.models import Case, CaseGrant, Seating
from casework.models.grant import number_of
from casework.vocabulary import Reading, Seat


def linked_cases_seen(case: Case, viewer: User) -> list[Case]:
    """Return the linked cases that the viewer sees, by code name. One query."""
    seen = CaseGrant.objects.giving(viewer, Reading.SEE_CASE).filter(content_object=OuterRef("pk"))
    told = case.view.joining.linked & case.others_told
    return list(Case.objects.filter(Probed(seen), pk__in=told).order_by("code_name"))


def investigators_of(cases: Collection[Case], viewer: User) -> list[tuple[Case, list[str]]]:
    """Return those of these cases of which the viewer may know who investigates them, each with the names.

    One query; none without a case.
    """
    if not cases:
        return []
    knows = number_of(Reading.READ_PEOPLE)
    told = CaseGrant.objects.filter(content_object=OuterRef("case"), user=viewer, permission_id=knows)
    held = Seating.objects.filter(Probed(told), case__in=cases, seat=Seat.INVESTIGATOR).order_by("user__name")
    names: dict[object, list[str]] = {}
    for case, name in held.values_list("case", "user__name"):
        names.setdefault(case, []).append(name)
    return [(one, names[one.pk]) for one in cases if one.pk in names]
