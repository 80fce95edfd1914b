"""A case as an officer sees it, and the files that came with it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from casework.access import Actor
from casework.procedure.reading.actions import open_papers
from casework.queries.case_page import CasePage
from casework.queries.chain import Chain, chain_file, chains, oath_leaves
from casework.queries.files import file_in
from casework.recording import OpenedTexts
from casework.verbs import VERBS
from casework.web.ballot import visible_ballot
from casework.web.context import Context
from casework.web.files import case_file_response
from casework.web.receipts import sealed_file_response
from casework.web.requests import acting

DESK = {"chain": "chain", "file": "file", "step": "step"}
"""The routes of a case's pages as the desk's pages link them."""


@login_required
@require_safe
def case_shown(request: HttpRequest, reference: str) -> HttpResponse:
    shown = case_context(acting(request), reference) | {"audience": "staff", "routes": DESK, "back": reverse("queue")}
    return render(request, "casework/staff/case.html", shown)


def case_context(by: Actor, reference: str) -> Context:
    """Return what a page shows of a case, after recording that its texts were opened."""
    page, texts = open_papers(reference=reference, by=by, verbs=VERBS)
    written = [line for line in page.papers if line.file or any(texts.get((t.entry, t.field)) for t in line.texts)]
    refused = [offer for offer in page.offers if not offer.allowed and not offer.waits]
    told = {"page": page, "texts": texts, "steps": VERBS, "papers": written, "refused": refused}
    return told | {"chain": visible_chains(page, texts), "ballot": visible_ballot(page)}


def visible_chains(page: CasePage, texts: OpenedTexts) -> tuple[Chain, ...]:
    """Return the chain of each allegation as the viewer may see it; none behind the veil."""
    alleged = () if page.veiled else page.case.view.allegations.all
    return chains(page.case, alleged, oath_leaves(page.case, texts) if page.ties else None)


@login_required
@require_safe
def chain_shown(request: HttpRequest, reference: str, audience: str) -> HttpResponse:
    """Send the chain as one file that can be checked offline, after recording that its ties to the oath were opened."""
    page, texts = open_papers(reference=reference, by=acting(request), verbs=VERBS)
    file = chain_file(page.case, visible_chains(page, texts), page.ties)
    return sealed_file_response(request, file, f"chain-{reference}.json", audience=audience)


@login_required
@require_safe
def file_shown(request: HttpRequest, reference: str, file: UUID) -> HttpResponseBase:
    by = acting(request)
    kept, right = file_in(by, reference, file)
    return case_file_response(by, reference, file, kept=kept, right=right)
