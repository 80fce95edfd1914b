"""The pages of a panel: each part of a hearing by itself, under one bar."""

from collections.abc import Callable, Mapping
from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from casework import access
from casework.access import Actor
from casework.procedure.reading.papers import open_papers
from casework.queries.case.minutes import OF_THE_MINUTE
from casework.queries.case.page import CasePage
from casework.queries.decisions.docket import room_of
from casework.queries.evidence.bundle import has_bundle, pages_by_entry
from casework.queries.hearing.days import poll_of
from casework.queries.hearing.directions import directions_for
from casework.queries.threads.papers import described_files
from casework.record.state.people import PANEL
from casework.recording import OpenedTexts
from casework.verbs import VERBS, get_step
from casework.vocabulary import NotSeen, Reading, Seat, Verb
from casework.web.cases.offers_shown import offers_shown
from casework.web.cases.pages import visible_chains
from casework.web.deciders.panel_hearing import hearing_context, is_written
from casework.web.decisions.from_board import from_board
from casework.web.decisions.panel_sections import ROOMS, SECTIONS, address_of_section, bar_of
from casework.web.decisions.signed_sheet import signed_sheet, waiting_sheet
from casework.web.requests import acting
from casework.web.shared.context import Context
from casework.web.step_page.page import names_around
from casework.web.steps import show_step, step_context

ROUTES = {"chain": "board_chain", "file": "board_file", "step": "panel_step", "bundle": "panel_bundle"}
"""The routes of a case's pages as the panel's pages link them."""
ON_THE_PAGE = {"hearing": Verb.WRITE_MINUTE}
"""The step whose form stands on a page of the panel."""
ORDERING = (Verb.FORM_PANEL, Verb.ADJOURN_HEARING)
"""The steps that order the day of a hearing."""
IN_THE_MINUTE = frozenset(kind.type for kind in OF_THE_MINUTE)


@login_required
@require_safe
def section_shown(request: HttpRequest, reference: str, section: str) -> HttpResponse:
    """Show a page of the panel. One that is not open leads to the first or, before a declaration, to the door."""
    by = require_sitting(acting(request), reference)
    page, texts = open_papers(reference=reference, by=by, verbs=SECTIONS[section].verbs or VERBS)
    if not SECTIONS[section].is_open(page.case):
        return redirect(address_of_section("door" if page.veiled else "now", reference))
    shown = (
        _page_context(page, section)
        | from_board(page.case, texts)
        | CONTEXTS[section](page, texts)
        | form_on(request, page, section)
        | (waiting_sheet(page.case, by) if section == "sanction" else {})
    )
    return render(request, f"casework/panel/{section}.html", shown)


@login_required
@require_safe
def door(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the names and the question whether the reader is free; once it is answered, the names and who sits."""
    by, step = require_sitting(acting(request), reference), get_step(Verb.DECLARE_INTERESTS)
    if step.verb.value in access.rights_in(by, reference)[1] and is_unanswered(by, reference):
        return show_step(request, step, reference, "panel", "")
    case = access.case_shown(by, reference, Reading.SEE_CASE)
    shown = {"audience": "board", "bar": bar_of(case, "door"), "case": case}
    return render(request, "casework/panel/declared.html", shown | names_around(case))


def is_unanswered(by: Actor, reference: str) -> bool:
    """Whether somebody has not said yet whether they are free to decide."""
    case = access.case_shown(by, reference, Verb.DECLARE_INTERESTS)
    declared = case.view.declarations
    return case.acting.person not in declared.free | declared.waiting


def form_on(request: HttpRequest, page: CasePage, section: str) -> Context:
    """Return the form that stands on a page itself, if its step is open to the reader now."""
    step = get_step(ON_THE_PAGE[section]) if section in ON_THE_PAGE else None
    if step is None or not any(one.verb is step.verb and one.allowed for one in page.offers):
        return {}
    return step_context(step, page.case.reference, acting(request), "panel", request) | {"page": page}


def require_sitting(by: Actor, reference: str) -> Actor:
    """Return somebody who sits on the panel, or advises it. NotSeen or NoRight for everybody else."""
    if not access.case_shown(by, reference, Reading.SEE_CASE).seats & {*PANEL, Seat.ADVISER}:
        raise NotSeen
    return by


def room_decided_in(by: Actor, reference: str) -> str:
    """Return the panel or appeal panel on which somebody sits; empty for others. NotSeen or NoRight if they see no case."""
    room = room_of(access.case_shown(by, reference, Reading.SEE_CASE))
    return room if room in ROOMS else ""


def _page_context(page: CasePage, section: str) -> Context:
    """Return what each page of the panel shows: its bar, the steps that it offers, and those that are not open yet."""
    bar = bar_of(page.case, section)
    offers = [
        one for one in page.offers if bar.outvoted or not one.allowed or one.verb is not Verb.WRITE_MINORITY_REASONS
    ]
    return {
        "audience": "board",
        "bar": bar,
        "page": page,
        "case": page.case,
        "steps": VERBS,
        "routes": ROUTES,
    } | offers_shown(offers)


def papers_context(page: CasePage, texts: OpenedTexts) -> Context:
    """Return what the first page shows: the allegations, every paper that is in no other part, the chain."""
    lines = [one for one in page.lines if one.texts and one.type not in IN_THE_MINUTE]
    written = [one for one in lines if one.file or any(map(partial(is_written, texts), one.texts))]
    has = has_bundle(page.case)
    return {
        "texts": texts,
        "papers": written,
        "chain": visible_chains(page, texts),
        "files": described_files(page.case),
        "has_bundle": has,
        "bundle_pages": pages_by_entry(page.case.view) if has else {},
    }


def _days(page: CasePage, texts: OpenedTexts) -> Context:
    waiting = page.case.view.requests.waiting
    view, poll = page.case.view, poll_of(page.case)
    offered = {one.verb for one in page.offers if one.allowed}
    return {
        "directions": directions_for(view, (poll.best or poll.days[0].day) if poll else None),
        "requests": len(waiting),
        "poll": poll,
        "orders": next((verb for verb in ORDERING if verb in offered), None),
    }


def _nothing_more(page: CasePage, texts: OpenedTexts) -> Context:
    return {}


CONTEXTS: Mapping[str, Callable[[CasePage, OpenedTexts], Context]] = {
    "now": papers_context,
    "days": _days,
    "hearing": hearing_context,
    "findings": _nothing_more,
    "sanction": signed_sheet,
}
"""What a page shows beside what all of them show."""
