"""The docket of boards and panels: what is asked of a decider, and by when. One list, readable on a phone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from casework.queries.desk import queue
from casework.web.requests import acting
from casework.web.staff import case_as_seen
from ledger.clock import now


@require_GET
def docket_page(request: HttpRequest) -> HttpResponse:
    """Show the cases in which the viewer is asked to decide or vote."""
    by = acting(request)
    page = queue(by.user, wanted={"state": DECIDING}, after=request.GET.get("after"), now=now())
    return render(request, "casework/board/docket.html", {"audience": "board", "page": page})


@require_GET
def case_shown(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one case to a member of a board or panel: the papers open once a conflict is ruled out."""
    shown = case_as_seen(acting(request), reference)
    return render(
        request, "casework/staff/case.html", shown | {"audience": "board", "prefix": "board", "back": "/board/"}
    )


DECIDING = ("case_to_answer", "hearing", "deliberation", "board_decision", "appeal")
