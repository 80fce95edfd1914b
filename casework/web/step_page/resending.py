"""The pages between a step and its record: they ask for password and code, or for a signature, and send the step again."""

from base64 import b64encode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.forms import ProofForm
from accounts.second_factor import has_second_factor
from casework import access
from casework.verbs import Step, answers_in_words
from casework.vocabulary import SignatureNeeded
from casework.web.decisions.proposal_shown import proposal_shown
from casework.web.drafts import drafts
from casework.web.requests import AUDIENCES, acting
from casework.web.shared.context import Context
from casework.web.shared.typed import secrets_in
from policy.passkeys import request_options


def ask_for_proof(request: HttpRequest, step: Step, reference: str, proof: ProofForm, there: str) -> HttpResponse:
    shown = resend_context(request, step, reference) | {"back": there, "form": proof}
    shown["needs_app"] = not has_second_factor(acting(request).user)
    return render(request, "casework/steps/prove.html", shown, status=422 if proof.errors else 200)


def show_signing(request: HttpRequest, step: Step, reference: str, needed: SignatureNeeded, there: str) -> HttpResponse:
    """Show the page of signing: the words once more, what was typed to be sent again, what is asked of the passkey."""
    shown = resend_context(request, step, reference) | {"back": there, "nonce": b64encode(needed.nonce).decode()}
    shown["options"] = request_options(challenge=needed.digest, credential=needed.credential)
    return render(request, "casework/steps/sign.html", shown)


def resend_context(request: HttpRequest, step: Step, reference: str) -> Context:
    """Return the words of a step, and what was typed, so that both are sent again with what is still missing."""
    by = acting(request)
    case = access.case_shown(by, reference, step.verb)
    drafts.keep_pressed(request, by, case, step.verb)
    waiting = (
        case.view.proposals.of(step.verb)
        if request.POST.get("signs") and "replace_waiting" not in request.POST
        else None
    )
    words = (
        proposal_shown(step, case, waiting, by)["proposed"]
        if waiting
        else answers_in_words(step, case.view, request.POST, reader=case.acting)
    )
    return {
        "audience": AUDIENCES.get(request.path.split("/")[1], "staff"),
        "step": step,
        "heading": f"{case.code_name}, {case.reference}",
        "words": words,
        "files": drafts.chosen_on(request, by, case, step.verb),
        "given": [
            (name, each) for name, some in request.POST.lists() if name not in secrets_in(request.POST) for each in some
        ],
    }
