"""A case as an officer sees it: a header and tabs, each with an address of its own that opens only the texts it shows."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from casework.access import Actor
from casework.procedure.reading.papers import open_papers
from casework.procedure.service.reminders import letter_to_remind_of
from casework.queries.case.declaring import people_to_declare_on
from casework.queries.case.gate import GateShown, gate_of
from casework.queries.case.minutes import minute_of
from casework.queries.case.numbered_evidence import numbered_evidence, titles_of_papers
from casework.queries.case.owed_now import owed_now, texts_owed
from casework.queries.case.page import CasePage, Line, Text
from casework.queries.case.reported import reported, texts_reported
from casework.queries.case.sworn_allegations import sworn_allegations
from casework.queries.conflicts.linked_cases_seen import linked_cases_seen
from casework.queries.decisions.blind_reading import agreement_in
from casework.queries.queue.case_header import Menu, MenuShown, case_header
from casework.queries.queue.own_marks import notes_and_marks
from casework.queries.threads.conversation import threads_of
from casework.queries.wording.clock_lines import FirstClocks
from casework.recording import OpenedTexts
from casework.verbs import VERBS
from casework.vocabulary import NotNow, Verb
from casework.vocabulary.marks import OwnMark
from casework.web.cases.pages import DESK, IN_THE_MINUTE
from casework.web.cases.papers_beside import (
    ON_ALLEGATIONS,
    acts_alleged,
    around_compared,
    around_papers,
    is_paper,
    texts_compared,
)
from casework.web.cases.roster import visible_roster
from casework.web.decisions.ballot import visible_ballot
from casework.web.desk.own_note import keep_own_note, own_note_shown
from casework.web.drafts.begun import begun_in
from casework.web.files.copy_waiting import copy_waiting
from casework.web.requests import acting
from casework.web.shared.came_from import back_to_work
from casework.web.shared.context import Context
from casework.web.shared.looked import Looked, keep_look, last_seen, looked_before
from casework.web.step_page.own_room import or_own_room

REPORTS = ("case.draft_report_shared", "case.report_finalised")
"""The types of the entries that hold the investigator's report, the final one last."""
MOST_NEW, NEW_BESIDE_OWED, MOST_CLOCKS = 4, 2, 4
"""How many lines of news and of clocks the overview shows; fewer news where it says what the member owes."""


class TabsShown(NamedTuple):
    """What the tabs of a case say, as their template takes it: which one is open, and how much waits behind the others.

    `to_read` are messages. `notes` is None for a viewer who may write none.
    """

    tab: str
    allegations: int
    to_read: int
    notes: int | None
    new_papers: int = 0


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@or_own_room
def overview(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what a case is about, or keep the viewer's own note of it."""
    by = acting(request)
    if request.method != "POST":
        return show_overview(request, by, reference)
    try:
        return keep_own_note(request, by, reference)
    except NotNow as refused:
        return show_overview(request, by, reference, refused)


def show_overview(request: HttpRequest, by: Actor, reference: str, refused: NotNow | None = None) -> HttpResponse:
    page, texts = open_papers(reference=reference, by=by, verbs=VERBS, shown=texts_of_overview, shows_news=True)
    looked = looked_before(request, page.case)
    since = since_of(page, looked)
    keep_look(request, reference, looked, since)
    shown = frame(page, texts, "case", by) | reported_and_next(page, texts) | writing_on(page)
    shown |= since_looked(page, since, shown["tabs"]) | {"just_seen": looked.goes_on}
    shown |= own_note_shown(request, by, page.case, refused, typed=shown["has_typed"])
    return render(request, "casework/case/overview.html", shown, status=refused.status if refused else 200)


@login_required
@require_safe
@or_own_room
def allegations(request: HttpRequest, reference: str) -> HttpResponse:
    by = acting(request)
    page, texts = open_papers(reference=reference, by=by, verbs=VERBS, shown=texts_of_allegations)
    shown = frame(page, texts, "case_allegations", by) | around_papers(page)
    shown |= {"ballot": visible_ballot(page), "roster": visible_roster(page)}
    shown["sworn"] = {one.key: one for one in sworn_allegations(page.case.view, None, texts)}
    return render(request, "casework/case/allegations.html", shown | writing_on(page) | reports_of(page))


@login_required
@require_safe
@or_own_room
def allegation(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Show one allegation with its papers on two sides. One paper of each side is unfolded; only that one is opened."""
    by, shows = acting(request), partial(texts_compared, asked=request.GET)
    page, texts = open_papers(reference=reference, by=by, verbs=ON_ALLEGATIONS, shown=shows)
    shown = around_compared(page, by, texts, number, request.GET)
    back = reverse("case_allegations", args=[reference])
    shown |= {"audience": "staff", "back": back, "steps": VERBS}
    return render(request, "casework/case/allegation.html", shown | writing_on(page))


def reports_of(page: CasePage) -> Context:
    """Return the investigator's last report, or else their last draft, that the viewer may read; None without one."""
    found = [line for kind in REPORTS for line in page.lines if line.type == kind and line.texts]
    return {"report_line": found[-1] if found else None}


def writing_on(page: CasePage) -> Context:
    """Return the step in which the viewer writes on the allegations now, None if none is open; then why it is shut."""
    offers = [one for one in page.offers if one.verb in ON_ALLEGATIONS and not one.signed]
    writes = next((one.verb for one in offers if one.allowed), None)
    return {"writes": writes, "writes_later": next((one for one in offers if not writes), None)}


@login_required
@require_safe
@or_own_room
def evidence(request: HttpRequest, reference: str) -> HttpResponse:
    by = acting(request)
    page, texts = open_papers(reference=reference, by=by, verbs=VERBS, shown=texts_of_evidence)
    shown = frame(page, texts, "case_evidence", by) | around_papers(page)
    shown["back"] = back_to_work(request, reference) or shown["back"]
    shown |= {"minute": minute_of(page.case.view, texts), "papers": evidence_of(page)} | copy_waiting(page)
    shown |= {"numbered": numbered_evidence(page), "titles": titles_of_papers(shown["papers"], texts)} | reports_of(
        page
    )
    shown["unfolded"] = [one.entry for one in shown["papers"] if str(one.entry) in request.GET.getlist("read")]
    return render(request, "casework/case/evidence.html", shown)


def frame(page: CasePage, texts: OpenedTexts, tab: str, by: Actor) -> Context:
    """Return what stands on every tab: the header, the menu of steps and the tabs."""
    own, header = notes_and_marks(page.case, by.user), case_header(page)
    begun = tuple(begun_in(page, own.begun, header.menu.done))
    return {
        "audience": "staff",
        "back": reverse("queue"),
        "routes": DESK,
        "page": page,
        "header": header,
        "linked": linked_cases_seen(page.case, by.user) if header.linked else (),
        "menu": menu_shown(page, header.menu, tab),
        "texts": texts,
        "steps": VERBS,
        "tabs": TabsShown(tab, len(page.matrix), sum(one.unread for one in threads_of(page.case)), own.notes),
        "here": own.here,
        "asked_on": page.case.view.day_of(own.asked_at) if own.asked_at else None,
        "has_typed": own.typed,
        "begun": [(asks, some) for asks in (True, False) if (some := [one for one in begun if one.asks is asks])],
        "marks": [(mark, mark.value in own.marks) for mark in OwnMark],
        "names": people_to_declare_on(page.case) if page.veiled else (),
    }


def menu_shown(page: CasePage, menu: Menu, tab: str) -> MenuShown:
    """Return the menu of a tab. A reminder by post names its letter, since more than one may wait."""
    reminds = any(one.verb is Verb.REMIND_READER for one in page.offers)
    about = letter_to_remind_of(page.case) if reminds else ""
    return MenuShown(menu=menu, tab=tab, step_page=DESK["step"], steps=VERBS, about=about)


def reported_and_next(page: CasePage, texts: OpenedTexts) -> Context:
    """Return what the overview alone shows: the report, how two readers judged it, what is missing, and the first clocks."""
    return {
        "origin": page.case.view.filing.origin,
        "reported": reported(page, texts),
        "agreement": agreement_in(page.case),
        "gate": gate_shown(page),
        "owed_now": owed_now(page, texts),
        "first_clocks": FirstClocks(page.clocks[:MOST_CLOCKS], len(page.clocks[MOST_CLOCKS:])),
    }


def gate_shown(page: CasePage) -> GateShown | None:
    """Return what the case needs before its next stage; None if nothing has to come first. No query."""
    gate = gate_of(page)
    return GateShown(gate=gate, step_page=DESK["step"], steps=VERBS) if gate and (gate.lines or gate.waiting) else None


def texts_of_overview(page: CasePage) -> Iterator[Text]:
    yield from texts_reported(page)
    yield from acts_alleged(page)
    yield from texts_owed(page)


def texts_of_allegations(page: CasePage) -> Iterator[Text]:
    """Yield the report, the answer, and what is written on each allegation."""
    yield from texts_reported(page)
    yield from page.answer.texts if page.answer else ()
    yield from acts_alleged(page)
    found = {one.id for one in page.case.view.deliberation.findings}
    yield from (text for text in page.texts if text.entry in found)


def texts_of_evidence(page: CasePage) -> Iterator[Text]:
    kept = {line.entry for line in evidence_of(page)}
    return (text for line in page.lines if line.entry in kept or line.type in IN_THE_MINUTE for text in line.texts)


def evidence_of(page: CasePage) -> list[Line]:
    """Return what was sent in and what was given out, in the order in which it came."""
    return [line for line in page.lines if is_paper(line)]


def tab_of(line: Line) -> str:
    """Return the name of the page on which a line can be read."""
    if is_paper(line):
        return "case_evidence"
    return "case_letters" if line.verb is Verb.SEND_MESSAGE else "case_history"


def since_of(page: CasePage, looked: Looked) -> datetime | None:
    """Return since when something is news to the viewer: other pages show none of it, and a step taken there tells of none."""
    own = page.case.acting.person
    return last_seen(looked, [line.at for line in page.lines if line.by == own])


def since_looked(page: CasePage, since: datetime | None, tabs: TabsShown) -> Context:
    """Return the threads that nobody has read, the newest lines since a moment, and how many more there are; and the tabs.

    Own steps are no news. A message is news until somebody has read it, whatever the viewer did meanwhile.
    """
    own = page.case.acting.person
    to_read = [one for one in threads_of(page.case) if one.unread]
    told = {one.thread.party for one in to_read}
    came = [line for line in reversed(page.lines) if since and line.at > since and line.by != own]
    new = [line for line in came if line.verb is not Verb.SEND_MESSAGE or line.role not in told]
    most = NEW_BESIDE_OWED if any(texts_owed(page)) else MOST_NEW
    return {
        "to_read_here": to_read,
        "tabs": tabs._replace(new_papers=len([line for line in new if is_paper(line)])),
        "looked_on": page.case.view.day_of(since) if since else None,
        "new": [(line, tab_of(line)) for line in new[:most]],
        "more": len(new[most:]),
    }
