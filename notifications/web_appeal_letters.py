"""The letters that a decision on appeal would send, shown to those who are about to sign it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.verbs import Step, get_step, read_proposal
from casework.vocabulary import BadShape, NotNow, NotSeen, Seat
from casework.web import drafts
from casework.web.appeal import require_sitting
from casework.web.context import Context
from casework.web.panel_sections import address_of_section, bar_of, section_of
from casework.web.requests import acting
from casework.web.step_pages import ON_APPEAL
from casework.web.steps import show_again
from casework.web.typed import NOT_SENT_AGAIN
from notifications.draft_appeal import READERS, draft_letter

ROOM = "appeal"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def letter_before_it_is_sent(request: HttpRequest, reference: str, verb: str) -> HttpResponse:
    """Show the letter to one side with what was typed, or with what waits for a signature. What was typed is kept."""
    by, step, reader = require_sitting(acting(request), reference), get_step(verb), request.POST.get("reader", "")
    if step.verb not in ON_APPEAL or reader not in READERS:
        raise NotSeen
    case = access.case_shown(by, reference, step.verb)
    try:
        html = draft_letter(case, step.verb, _answers(request, step, case, by), Seat(reader))
    except (BadShape, NotNow) as refused:
        there = address_of_section(section_of(step.verb, ROOM), reference, ROOM)
        return show_again(request, step, reference, refused, audience=ROOM, there=there)
    return render(request, "casework/appeal/letter.html", _shown(request, step, case) | {"html": html})


def _shown(request: HttpRequest, step: Step, case: Case) -> Context:
    return {
        "audience": "board",
        "bar": bar_of(case, section_of(step.verb, ROOM), ROOM),
        "case": case,
        "step": step,
        "readers": [(seat.value, label) for seat, label in READERS.items() if seat.value != request.POST["reader"]],
        "given": [(name, one) for name, some in request.POST.lists() if name not in LEFT_OUT for one in some],
        "back": reverse("appeal_step", args=[case.reference, step.verb]),
    }


LEFT_OUT = NOT_SENT_AGAIN | {"reader", "request_key"}


def _answers(request: HttpRequest, step: Step, case: Case, by: Actor) -> dict[str, object]:
    """Return the answers as the step takes them: those of the proposal that waits, or those typed, which are kept.

    BadShape with the errors.
    """
    waiting = case.view.proposals.of(step.verb) if request.POST.get("signs") else None
    if waiting is None:
        drafts.keep_pressed(request, by, case, step.verb)
    typed = request.POST if waiting is None else read_proposal(waiting, case.reference, by)
    form = step.form(typed, view=case.view, acting=case.acting)
    if not form.is_valid():
        raise BadShape({name: [str(one) for one in errors] for name, errors in form.errors.items()})
    return form.step_input()
