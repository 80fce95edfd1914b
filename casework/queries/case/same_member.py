"""Other open cases about the same member, for an officer who may know the member's name in both."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from accounts.models import User
from casework.models import Case, CaseGrant
from casework.queries.case.page import NAMING
from casework.vocabulary import CaseState, Reading, Verb

MOST = 5


@dataclass(frozen=True, kw_only=True)
class OtherCase:
    """An open case about the same member; `days` lie between the two reports.

    `is_linked`: the viewer knows that the two cases are linked. `can_link`: the viewer has the right to link both.
    """

    reference: str
    code_name: str
    days: int
    is_linked: bool
    can_link: bool


def others_about_member(case: Case, viewer: User) -> list[OtherCase]:
    """Return the open cases about the same member, the latest first; none before the name may be shown. One query."""
    if case.respondent_id is None or not case.view.screening.triaged:
        return []
    seen = CaseGrant.objects.giving(viewer, Reading.SEE_CASE).filter(content_object=OuterRef("pk"))
    held = CaseGrant.objects.filter(user=viewer, content_object=OuterRef("pk"))
    named = held.filter(permission__codename__in=[right.value for right in NAMING])
    links = held.filter(permission__codename=Verb.LINK_CASES.value)
    found = Case.objects.filter(Exists(seen), Exists(named), respondent=case.respondent_id, triaged=True)
    found = found.exclude(pk=case.pk).exclude(state=CaseState.CLOSED).annotate(links=Exists(links))
    linked = case.view.joining.linked & case.others_told
    return [
        OtherCase(
            reference=one.reference,
            code_name=one.code_name,
            days=abs((case.view.day_of(one.filed_at) - case.view.day_of(case.filed_at)).days),
            is_linked=one.pk in linked,
            can_link=Verb.LINK_CASES.value in case.rights and one.links,
        )
        for one in found.order_by("-filed_at")[:MOST]
    ]
