"""A case as an officer sees it, and the files that came with it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from casework import access
from casework.access import Actor
from casework.procedure.reading.papers import open_papers
from casework.queries.case.chain import Chain, chain_file, chains, oath_leaves
from casework.queries.case.declaring import people_to_declare_on
from casework.queries.case.minutes import OF_THE_MINUTE, minute_of
from casework.queries.case.page import CasePage
from casework.queries.evidence.bundle import has_bundle, pages_by_entry
from casework.queries.evidence.files import needs_leave, original_until, piece_of_file, require_original
from casework.queries.threads.conversation import threads_of
from casework.queries.threads.papers import described_files
from casework.record.events import Recorded
from casework.recording import OpenedTexts
from casework.verbs import VERBS
from casework.vocabulary import Reading, Verb
from casework.web.cases.offers_shown import offers_shown
from casework.web.cases.roster import visible_roster
from casework.web.decisions.ballot import visible_ballot
from casework.web.files.sending import case_file_response, part_response
from casework.web.files.viewer import DOWNLOAD, viewer_context, with_refresh
from casework.web.requests import acting
from casework.web.shared.context import Context
from casework.web.shared.receipts import sealed_file_response

IN_THE_MINUTE = frozenset(kind.type for kind in OF_THE_MINUTE)
DESK = {"chain": "chain", "file": "file", "step": "step", "bundle": "bundle"}
"""The routes of a case's pages as the desk's pages link them."""


def case_context(by: Actor, reference: str) -> Context:
    """Return what a page shows of a case, after recording that its texts were opened."""
    page, texts = open_papers(reference=reference, by=by, verbs=VERBS)
    papers = [line for line in page.papers if line.type not in IN_THE_MINUTE]
    written = [line for line in papers if line.file or any(texts.get((t.entry, t.field)) for t in line.texts)]
    told = {"page": page, "texts": texts, "steps": VERBS, "papers": written} | offers_shown(page.offers)
    told["names"] = people_to_declare_on(page.case) if page.veiled else ()
    told["minute"] = minute_of(page.case.view, texts)
    files = {} if page.veiled else described_files(page.case)
    threads = () if page.veiled else threads_of(page.case)
    told["talks"] = [(line, reverse("conversation", args=[reference, line.thread.value])) for line in threads]
    shown = {"chain": visible_chains(page, texts), "ballot": visible_ballot(page), "files": files}
    has = has_bundle(page.case)
    told["roster"] = visible_roster(page)
    return told | shown | {"has_bundle": has, "bundle_pages": pages_by_entry(page.case.view) if has else {}}


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
def file_shown(request: HttpRequest, reference: str, file: UUID, audience: str) -> HttpResponse:
    """Show a file to an officer or a decider by its safe view, among the other papers of the case that they may read.

    Back leads to the page they came from; where that is not known, to the evidence, or to the case of the board.
    """
    by, routes = acting(request), {"staff": "file", "board": "board_file"}

    def address(one: Recorded) -> str:
        return reverse(routes[audience], args=[reference, getattr(one.event, "file")])  # noqa: B009

    shown = viewer_context(request, by, reference, file, showing=Reading.SEE_CASE, address=address)
    back = shown["look"].came_from or reverse(
        {"staff": "case_evidence", "board": "board_case"}[audience], args=[reference]
    )
    more = {"audience": audience, "back": back} | original_context(request, by, reference, file)
    return with_refresh(render(request, "casework/viewer/page.html", shown | more), shown)


def original_context(request: HttpRequest, by: Actor, reference: str, file: UUID) -> Context:
    """Return what the case is called, and how an officer gets a file as it came: at once, or once a second person agrees."""
    case = access.case_shown(by, reference, Reading.SEE_CASE)
    until, leave = original_until(case, file), needs_leave(case, file)
    piece = piece_of_file(case, file)
    asks = f"{reverse('step', args=[reference, Verb.RELEASE_ORIGINAL])}?evidence={piece}"
    return {
        "heading": f"{case.code_name}, {reference}",
        "download": f"{request.path}{DOWNLOAD}" if until or not leave else "",
        "until": until,
        "zone": case.view.rules.zone,
        "asks": asks if piece and leave and not until and Verb.RELEASE_ORIGINAL.value in case.rights else "",
    }


@login_required
@require_safe
def file_sent(request: HttpRequest, reference: str, file: UUID) -> HttpResponseBase:
    by = acting(request)
    kept, right = require_original(by, reference, file)
    return case_file_response(by, reference, file, kept=kept, right=right)


@login_required
@require_safe
def part_shown(request: HttpRequest, reference: str, file: UUID, part: str, number: int) -> HttpResponse:
    return part_response(request, acting(request), reference, file, part=part, number=number)
