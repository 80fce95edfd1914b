"""The desk: the queue, and a case as an officer sees it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_GET

from casework import actions
from casework.access import Actor
from casework.forms.queue import QueueForm
from casework.queries.case_page import case_page, grouped
from casework.queries.desk import queue
from casework.verbs import VERBS
from casework.vocabulary import Reading
from casework.web.requests import acting
from ledger.clock import now


@require_GET
def queue_page(request: HttpRequest) -> HttpResponse:
    """Show the queue, filtered as its address says."""
    by = acting(request)
    form = QueueForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = queue(by.user, wanted=wanted, after=request.GET.get("after"), now=now())
    shown = {"audience": "staff", "form": form, "page": page, "next_page": next_address(request.GET, page.after)}
    return render(request, "casework/staff/queue.html", shown, status=200 if form.is_valid() else 422)


def next_address(asked: QueryDict, after: str | None) -> str:
    """Return the address of the next page of the same list, or nothing on the last."""
    kept = asked.copy()
    kept["after"] = after or ""
    return f"?{kept.urlencode()}" if after else ""


@require_GET
def case_shown(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one case: its clocks, what can be done, its allegations, papers, people and timeline."""
    shown = case_as_seen(acting(request), reference)
    return render(
        request, "casework/staff/case.html", shown | {"audience": "staff", "prefix": "desk", "back": "/desk/"}
    )


def case_as_seen(by: Actor, reference: str) -> dict[str, Any]:
    """Return what a page shows of a case; every text on it was opened on the record."""
    page = case_page(by, reference, verbs=VERBS)
    texts: dict[tuple[UUID, str], Any] = {}
    for kept, wanted in grouped(page.texts).items():
        texts |= actions.open_content(case=reference, by=by, right=Reading.SEE_CASE, kept=kept, wanted=wanted)
    refused = [offer for offer in page.offers if not offer.allowed]
    return {"page": page, "texts": texts, "steps": VERBS, "refused": refused}
