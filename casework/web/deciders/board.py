"""The docket of boards and panels: what is asked of a decider, and by when. One list, readable on a phone."""

from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from casework.access import Actor
from casework.queries.decisions.docket import docket
from casework.verbs import VERBS
from casework.web.cases.pages import case_context
from casework.web.deciders.after_vote import keeps_result
from casework.web.deciders.pack import Screen, is_on_the_board, show_screen
from casework.web.deciders.panel import room_decided_in
from casework.web.decisions.from_board import on_docket
from casework.web.queue.links import address
from casework.web.requests import acting
from casework.web.shared.context import Context
from casework.web.shared.unreached import over_case
from ledger.clock import now

BOARD = {"chain": "board_chain", "file": "board_file", "step": "board_step", "bundle": "board_bundle"}
"""The routes of a case's pages as the board's pages link them."""


@login_required
@require_safe
def docket_page(request: HttpRequest) -> HttpResponse:
    """Show the docket. With `but`, the case that was just left, an empty docket leads on to what is next on Today."""
    told = docket(acting(request), after=request.GET.get("after"), now=now())
    if "but" in request.GET and not told.asks:
        return redirect(f"{reverse('next_to_do')}?but={quote(request.GET['but'])}")
    following = address(request.GET, after=told.after) if told.after else ""
    shown = {"audience": "board", "docket": told, "steps": VERBS, "next_page": following}
    shown["from_board"] = on_docket(told.asks, acting(request))
    return render(request, "casework/board/docket.html", shown)


@login_required
@require_safe
def case_shown(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the board its pack or the result, both kinds of panel their own pages, and everybody else the whole case."""
    if keeps_result(acting(request), reference):
        return redirect("board_result", reference)
    if room := room_decided_in(acting(request), reference):
        return redirect(f"{room}_case", reference)
    if is_on_the_board(acting(request), reference):
        return show_screen(request, acting(request), reference, Screen.QUESTION)
    return render(request, "casework/board/whole_case.html", whole_case(acting(request), reference))


def whole_case(by: Actor, reference: str) -> Context:
    """Return what the page of a whole case shows, after recording that its texts were opened."""
    shown = case_context(by, reference)
    return shown | {"audience": "board", "routes": BOARD, "back": reverse("docket")} | over_case(shown["page"].case)
