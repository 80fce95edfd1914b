"""What the page of a step shows above its form."""

from django.urls import reverse

from casework.access import Actor
from casework.forms.base import VerbForm
from casework.models import Case
from casework.queries.threads.danger_box import is_read_for_danger
from casework.verbs import VERBS
from casework.vocabulary import Verb
from casework.web.decisions.ballot_ahead import over_ballot
from casework.web.decisions.decision_letter import over_letter
from casework.web.decisions.findings_table import over_findings
from casework.web.decisions.from_board import over_recommendation
from casework.web.files.bundle_changed import over_bundle
from casework.web.shared.context import Context
from casework.web.step_page.filings_waiting import filings_context
from casework.web.step_page.items_asked import over_items
from casework.web.step_page.keep_away_added import over_additions
from casework.web.step_page.messages_put_forward import over_messages
from casework.web.step_page.reporter_asked import over_identity
from casework.web.step_page.requests_waiting import over_requests


def above_the_form(case: Case, verb: Verb, by: Actor) -> Context:
    """Return what the person who takes a step has to read first."""
    shown = over_findings(case, verb, by) | over_requests(case, verb, by) | over_items(case, verb, by)
    shown |= over_identity(case, verb, by) | over_bundle(case, verb) | over_recommendation(case, verb, by)
    shown |= over_ballot(case, verb) | _over_taking_up(case, verb)
    shown |= over_additions(case, verb, by)
    return shown | over_messages(case, verb, by) | filings_context(case, verb) | over_letter(case, verb, by)


def _over_taking_up(case: Case, verb: Verb) -> Context:
    if verb is not Verb.ACKNOWLEDGE_COMPLAINT or is_read_for_danger(case):
        return {}
    return {"unread_for_danger": True}


def steps_before(form: VerbForm, case: Case, audience: str) -> Context:
    """Return the steps that create the choices that a closed form lacks, with an address if the viewer may take them."""
    desk = audience == "desk"
    return {
        "first_steps": [
            (
                VERBS[verb].label,
                reverse("step", args=[case.reference, verb]) if desk and verb.value in case.rights else "",
            )
            for verb in form.first_steps
        ]
    }
