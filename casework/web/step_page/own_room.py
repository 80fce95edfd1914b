"""Leads somebody who decides about a case from the officers' pages of it to those of their panel, appeal panel or board."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from casework import access
from casework.queries.decisions.docket import room_sat_in
from casework.vocabulary import Verb
from casework.web.files.copy_waiting import page_of_copies
from casework.web.requests import acting
from casework.web.step_page.page import OFFICES


def own_room(request: HttpRequest, reference: str) -> str:
    """Return whose pages show a case to the reader, as `room_sat_in` has it; empty without an office that decides."""
    return room_sat_in(acting(request).user, reference) if request.session.get("decides") else ""


def or_own_room(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Return a page of the officers that leads those who decide about the case to its first page in their room."""

    @wraps(view)
    def answer(request: HttpRequest, reference: str, **named: object) -> HttpResponse:
        room = own_room(request, reference) if request.method != "POST" else ""
        return redirect(f"{room}_case", reference) if room else view(request, reference, **named)

    return answer


def page_instead(request: HttpRequest, verb: Verb, reference: str, audience: str) -> str:
    """Return the address of the page on which a step is taken instead of its own; empty for most steps."""
    if verb is Verb.DISCLOSE_REDACTED_COPY and audience in OFFICES:
        return reverse(page_of_copies(access.case_shown(acting(request), reference, verb)), args=[reference])
    if audience != "desk":
        return ""
    if verb is Verb.SEAT_OFFICER:
        return reverse("seats_sheet", args=[reference])
    room = own_room(request, reference)
    return reverse(f"{room}_step", args=[reference, verb]) if room else ""
