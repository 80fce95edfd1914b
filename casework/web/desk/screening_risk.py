"""The form of the risk on the screening sheet. It goes to the page of its step; if refused, it comes back to the sheet."""

from django.http import HttpRequest
from django.urls import reverse

from casework import access
from casework.access import Actor
from casework.forms.fields import YesNo
from casework.queries.case.page import CasePage
from casework.queries.case.step_version import step_version
from casework.verbs import VERBS
from casework.vocabulary import BadShape, HeldByCheck, NotNow, Verb
from casework.web.drafts.page import draft_on_page
from casework.web.shared.context import Context
from casework.web.shared.needed import mark_needed
from casework.workflow.step import in_the_way

SHEET = "screening_sheet"


def comes_back(by: Actor, verb: Verb, reference: str, refused: BadShape | NotNow, there: str) -> bool:
    """Whether the sheet shows why a step was refused: it is the risk, sent from the sheet, and typing can mend it.

    Once the risk is recorded, in another window or by the other screener, the sheet has no form that holds what was typed.
    """
    from_sheet = verb is Verb.TRIAGE_CASE and there == reverse(SHEET, args=[reference])
    mends = from_sheet and isinstance(refused, (BadShape, HeldByCheck))
    return mends and not access.case_shown(by, reference, verb).view.screening.triaged


def form_of_risk(request: HttpRequest, by: Actor, page: CasePage) -> Context:
    """Return the form of the risk with what was typed or its draft, or why the step is shut."""
    case, verb = page.case, Verb.TRIAGE_CASE
    posted = (request.POST,) if request.method == "POST" else ()
    form = VERBS[verb].form(*posted, view=case.view, acting=case.acting, auto_id="sheet_%s")
    form.small = True
    form.inline = [name for name, field in form.fields.items() if isinstance(field, YesNo)]
    draft = draft_on_page(request, by, case, verb, form, chosen={})
    return {
        "form": form,
        "needed": mark_needed(form),
        "draft": draft,
        "step": VERBS[verb],
        "against": in_the_way(case, verb) or form.lacking,
        "version": step_version(case, verb),
    }
