"""What the machine marked in the filings that wait for a reviewer."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.models import Case
from casework.procedure.evidence.forms import evidence_of
from casework.queries.evidence.filings import marks_in_filings
from casework.vocabulary import NotNow, Verb
from casework.web.shared.context import Context

PLACES: Mapping[str, Promise] = {
    "title": _("its title"),
    "text": _("its words"),
    "name": _("the name of its file"),
    "file": _("its file"),
}


@dataclass(frozen=True, kw_only=True)
class WaitingFiling:
    """A filing that waits. `marked`: where the machine marked something; `ready`: its pages are made."""

    label: str
    ready: bool
    marked: tuple[Promise, ...] = ()


def filings_context(case: Case, verb: Verb) -> Context:
    """Return, for the page that lets filings in, what the machine marked in each; why it could not look where it could not."""
    if verb is not Verb.LOOK_THROUGH_FILING:
        return {}
    labels = dict(evidence_of(case.view))
    try:
        found = marks_in_filings(case)
    except NotNow as no:
        return {"filings_unchecked": no.reasons}
    return {
        "filings_waiting": [
            WaitingFiling(label=labels[key], ready=marks is not None, marked=tuple(PLACES[one] for one in marks or ()))
            for key, marks in found.items()
        ]
    }
