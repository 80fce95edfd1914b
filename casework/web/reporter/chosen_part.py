"""The part of a report that its reporter looks at: there is one case for each person whom the report is about."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from casework.access import Actor
from casework.queries.threads.follow_up import own_cases
from casework.vocabulary import NotSeen, Thread
from casework.web.reporter.channel import get_channel
from casework.web.requests import acting
from casework.web.shared.context import Context

WHICH = "follow_up.which"
PAGE_OF: dict[str, str] = {
    Thread.REPORTER: "follow_up_conversation",
    Thread.REPORTER_PROTECTION: "follow_up_protection",
}


def chosen_case(request: HttpRequest, by: Actor) -> str:
    """Return the reference of the chosen case, which is in no page and no address. NotSeen if there is none."""
    which: int = request.session.get(WHICH, 0)
    cases = own_cases(by.user)
    if not 0 <= which < len(cases):
        raise NotSeen
    return cases[which]


def part_of(request: HttpRequest) -> Context:
    channel = get_channel(request)
    return {"heading": channel["reference"], "parts": channel["people"], "which": request.session.get(WHICH, 0)}


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    said, cases = request.POST.get("which", ""), own_cases(acting(request).user)
    if said.isascii() and said.isdigit() and len(said) < 3 and int(said) < len(cases):
        request.session[WHICH] = int(said)
    return redirect(PAGE_OF.get(request.POST.get("there", ""), "follow_up"))
