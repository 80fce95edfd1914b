"""The one page for every step: what it does, why it is refused, what it needs typed, who has signed."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.forms import Field
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casework import access
from casework.access import Actor
from casework.guards.base import REASONS
from casework.models import Case
from casework.verbs import VERBS, Step, perform, proposed
from casework.vocabulary import BadShape, NotNow, NotSeen, Verb
from casework.web.requests import acting
from casework.workflow import unmet


@require_http_methods(["GET", "POST"])
def step_page(request: HttpRequest, reference: str, verb: str, audience: str, named: str = "") -> HttpResponse:
    """Show a step, or do it. The door comes before a word about the form; what was typed stays when it is refused.

    `named` is the reference the audience knows the case by, where that is another.
    """
    step, by = step_called(verb), acting(request)
    access.require(by, reference, step.verb)
    there = f"/{audience}/cases/{named or reference}/"
    refused = taken(request, step, reference, by) if request.method == "POST" else None
    if request.method == "POST" and refused is None:
        messages.success(request, _("Done: %(step)s.") % {"step": step.label})
        return redirect(there)
    told = {"back": there, "refused": refused.reasons if isinstance(refused, NotNow) else ()}
    shown = seen(step, reference, by, audience, request if refused else None) | told
    return render(request, "casework/steps/step.html", shown, status=refused.status if refused else 200)


def taken(request: HttpRequest, step: Step, reference: str, by: Actor) -> BadShape | NotNow | None:
    """Take the step; return why it was refused where typing may have to be done again, or None when it was taken."""
    try:
        perform(step, case=reference, by=by, typed=request.POST, files=request.FILES)
    except (BadShape, NotNow) as refused:
        return refused
    return None


def step_called(verb: str) -> Step:
    """Return the step of a verb's name. NotSeen when there is no such step."""
    try:
        return VERBS[Verb(verb)]
    except (KeyError, ValueError) as error:
        raise NotSeen from error


def seen(step: Step, reference: str, by: Actor, audience: str, typed: HttpRequest | None = None) -> dict[str, Any]:
    """Return what the page of a step shows: its reasons, its form with what was typed, and a waiting proposal."""
    case = access.case_shown(by, reference, step.verb)
    waiting = case.facts.proposals.of(step.verb)
    mine = waiting is not None and case.acting.person in {person for person, _ in waiting.signers}
    return {
        "audience": audience,
        "step": step,
        "case": case,
        "back": f"/{audience}/cases/{reference}/",
        "reasons": [] if waiting else reasons(case, step),
        "waiting": waiting,
        "mine": mine,
        "proposed": _shown(step, case, dict(proposed(waiting, reference, by))) if waiting and not mine else (),
        "form": step.form(*((typed.POST, typed.FILES) if typed else ()), facts=case.facts),
        "request_key": uuid4(),
    }


def reasons(case: Case, step: Step) -> list[str]:
    """Return what stands against a step now, apart from the signature that this page itself collects."""
    return [reason for reason in unmet(case, step.verb) if reason != REASONS["second_person_signed"]]


def _shown(step: Step, case: Case, typed: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return what was typed, question by question, in the words of the form; what was left empty is left out."""
    form = step.form(facts=case.facts)
    said = [(str(field.label or name), _said(field, typed.get(name))) for name, field in form.fields.items()]
    return tuple((label, words) for label, words in said if words)


def _said(field: Field, given: Any) -> str:
    values = [str(one) for one in (given if isinstance(given, list) else [given]) if one not in ("", None)]
    words: dict[str, str] = {}
    for key, label in getattr(field, "choices", ()):
        grouped = label if isinstance(label, (list, tuple)) else [(key, label)]
        words |= {str(value): str(text) for value, text in grouped}
    return ", ".join(words.get(one, one) for one in values)
