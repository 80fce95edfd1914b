"""The desk: the queue, a case as an officer sees it, and the files that came with it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from casework.access import Actor
from casework.forms.queue import QueueForm
from casework.procedure.intake import actions as intake
from casework.procedure.reading.actions import open_papers
from casework.queries.asked_outside import asked_outside
from casework.queries.case_page import CasePage
from casework.queries.chain import Chain, chain_file, chains, tied
from casework.queries.desk import queue
from casework.queries.papers import file_in
from casework.queries.to_sign import to_sign
from casework.verbs import VERBS
from casework.web.ballot import ballot_seen
from casework.web.papers import handed_out
from casework.web.receipts import chain_handed_over
from casework.web.requests import acting
from ledger.clock import now


@login_required
@require_safe
def queue_page(request: HttpRequest) -> HttpResponse:
    """Show the queue, filtered as its address says, and above it what waits for the viewer: signatures, and answers."""
    by, form = acting(request), QueueForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = queue(by.user, wanted=wanted, after=request.GET.get("after"), now=now(), floods_apart=True)
    shown = {
        "audience": "staff",
        "form": form,
        "page": page,
        "flood": wanted.get("flood", ""),
        "steps": VERBS,
        "to_sign": to_sign(by.user),
        "asked_outside": asked_outside(by.user),
        "chips": [] if form.errors else chips(form, request.GET),
        "next_page": next_address(request.GET, page.after),
    }
    return render(request, "casework/staff/queue.html", shown, status=422 if form.errors else 200)


def next_address(asked: QueryDict, after: str | None) -> str:
    """Return the address of the next page of the same list, or nothing on the last."""
    kept = asked.copy()
    kept["after"] = after or ""
    return f"?{kept.urlencode()}" if after else ""


def chips(form: QueueForm, asked: QueryDict) -> list[tuple[str, str]]:
    """Return each thing that was asked in words, with the address of the same list without it."""
    return [(words, without(asked, name, value)) for name, value, words in form.chosen()]


def without(asked: QueryDict, name: str, value: str) -> str:
    """Return the address of a list without one value of one field, from its first page."""
    kept = asked.copy()
    kept.pop("after", None)
    kept.setlist(name, [one for one in kept.getlist(name) if one.strip() != value])
    return f"?{kept.urlencode()}"


@login_required
@require_POST
def release_flood(request: HttpRequest) -> HttpResponse:
    """Put the reports of a flood among the others."""
    released = intake.release_flood(flood=request.POST.get("flood", "")[:16], by=acting(request))
    words = ngettext("%(count)s report is in the list now.", "%(count)s reports are in the list now.", released)
    messages.success(request, words % {"count": released})
    return redirect("/desk/")


@login_required
@require_safe
def case_shown(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one case: its clocks, what can be done, its allegations, papers, people and timeline."""
    shown = case_as_seen(acting(request), reference) | {"audience": "staff", "prefix": "desk", "back": "/desk/"}
    return render(request, "casework/staff/case.html", shown)


def case_as_seen(by: Actor, reference: str) -> dict[str, Any]:
    """Return what a page shows of a case; every text on it was opened on the record."""
    page, texts = open_papers(reference=reference, by=by, verbs=VERBS)
    written = [line for line in page.papers if line.file or any(texts.get((t.entry, t.field)) for t in line.texts)]
    refused = [offer for offer in page.offers if not offer.allowed and not offer.waits]
    told = {"page": page, "texts": texts, "steps": VERBS, "papers": written, "refused": refused}
    return told | {"chain": chain_seen(page, texts), "ballot": ballot_seen(page)}


def chain_seen(page: CasePage, texts: Mapping[tuple[UUID, str], Any]) -> tuple[Chain, ...]:
    """Return the chain of each allegation as the viewer may see it; none behind the veil."""
    alleged = () if page.veiled else page.case.view.allegations.all
    return chains(page.case, alleged, tied(page.case, texts) if page.ties else None)


@login_required
@require_safe
def chain_shown(request: HttpRequest, reference: str, audience: str) -> HttpResponse:
    """Hand out the chain as one file that is checked offline; what ties it to the oath is opened on the record."""
    page, texts = open_papers(reference=reference, by=acting(request), verbs=VERBS)
    file = chain_file(page.case, chain_seen(page, texts), page.ties)
    return chain_handed_over(request, file, reference, audience=audience)


@login_required
@require_safe
def file_shown(request: HttpRequest, reference: str, file: UUID) -> HttpResponseBase:
    """Hand out a file of a case, as an attachment, to who may read what it came with."""
    by = acting(request)
    kept, right = file_in(by, reference, file)
    return handed_out(by, reference, file, kept=kept, right=right)
