"""Other open cases about the same member, for an officer who may know the member's name in both."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from accounts.models import User
from casework.models import Case, CaseGrant
from casework.queries.case_page import NAMING
from casework.vocabulary import CaseState, Reading

MOST = 5


@dataclass(frozen=True, kw_only=True)
class OtherCase:
    """An open case about the same member; `days` lie between the two reports."""

    reference: str
    code_name: str
    days: int


def others_about_member(case: Case, viewer: User) -> list[OtherCase]:
    """Return the open cases about the same member, the latest first; none before the name may be shown. One query."""
    if case.respondent_id is None or not case.view.screening.triaged:
        return []
    seen = CaseGrant.objects.giving(viewer, Reading.SEE_CASE).filter(content_object=OuterRef("pk"))
    named = CaseGrant.objects.filter(
        user=viewer, content_object=OuterRef("pk"), permission__codename__in=[right.value for right in NAMING]
    )
    found = Case.objects.filter(Exists(seen), Exists(named), respondent=case.respondent_id, triaged=True)
    found = found.exclude(pk=case.pk).exclude(state=CaseState.CLOSED).order_by("-filed_at")[:MOST]
    return [
        OtherCase(reference=one.reference, code_name=one.code_name, days=abs((one.filed_at - case.filed_at).days))
        for one in found
    ]
