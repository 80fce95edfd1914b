"""The docket of boards and panels: what is asked of a decider, and by when. One list, readable on a phone."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework.queries.desk import queue
from casework.verbs import VERBS
from casework.vocabulary import CaseState, Verb
from casework.web.requests import acting
from casework.web.staff import case_as_seen, next_address
from ledger.clock import now


@login_required
@require_safe
def docket_page(request: HttpRequest) -> HttpResponse:
    """Show the cases in which the viewer is asked to decide or vote."""
    by = acting(request)
    page = queue(by.user, wanted={"state": DECIDING}, after=request.GET.get("after"), now=now(), asking=ASKED)
    shown = {"audience": "board", "page": page, "steps": VERBS, "next_page": next_address(request.GET, page.after)}
    return render(request, "casework/board/docket.html", shown)


@login_required
@require_safe
def case_shown(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one case to a member of a board or panel: the papers open once a conflict is ruled out."""
    shown = case_as_seen(acting(request), reference) | {"audience": "board", "prefix": "board", "back": "/board/"}
    return render(request, "casework/staff/case.html", shown)


DECIDING = (
    CaseState.CASE_TO_ANSWER,
    CaseState.PANEL_FORMING,
    CaseState.HEARING,
    CaseState.DELIBERATION,
    CaseState.BOARD_DECISION,
    CaseState.APPEAL,
)
ASKED = (
    Verb.DECLARE_NO_CONFLICT,
    Verb.CAST_VOTE,
    Verb.VOTE_CASE_TO_ANSWER,
    Verb.FIND_CASE_TO_ANSWER,
    Verb.OPEN_HEARING,
    Verb.OPEN_DELIBERATION,
    Verb.RECORD_FINDINGS,
    Verb.RECOMMEND_SANCTION,
)
