"""The filings of the member: where they are kept, and how many pages their side has filed."""

from casework.models import Case
from casework.record.rights import ACCUSED
from casework.recording import compartment_of
from casework.vocabulary import CaseCompartment
from vault.models import SealedFile
from vault.views import view_of


def compartment_of_side(case: Case) -> CaseCompartment:
    """Return the compartment of what the actor files: the member's own goes into the bundle as it is."""
    return CaseCompartment.RESPONDENT if case.acting.as_(*ACCUSED) else CaseCompartment.CASE


def pages_filed(case: Case) -> int:
    """Return how many pages the member's side has filed before; 0 for anybody else. A text counts as one page.

    One query, and one more for each file of theirs; none for a side without files.
    """
    if not case.acting.as_(*ACCUSED):
        return 0
    known = case.view.evidence
    own = [one for one in known.all if one.id in {filing.id for filing in known.filings} | known.offered]
    keys = [one.file for one in own if one.file]
    rows = SealedFile.objects.filter(pk__in=keys).select_related("key") if keys else ()
    kept = compartment_of(case, CaseCompartment.RESPONDENT)
    views = [view_of(row, kept) for row in rows]
    return len(own) - len(keys) + sum(max(1, len(view.of_kind("page"))) if view else 1 for view in views)
