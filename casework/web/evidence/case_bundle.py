"""The bundle of a case for those who prepare it and those who decide on it, under the reference of the case."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.procedure.reading.actions import open_content
from casework.queries.case.page import group_by_compartment
from casework.queries.evidence.bundle import case_with_bundle, report_beside
from casework.vocabulary import NotSeen, Reading
from casework.web.decisions.panel_sections import ROOMS, bar_of
from casework.web.files.bundle import ReadBundle, bundle_page, bundle_pdf, bundle_picture, open_bundle, page_number
from casework.web.requests import acting
from casework.web.shared.context import Context

CASES = {
    "bundle": ("staff", "case"),
    "board_bundle": ("board", "board_case"),
    "panel_bundle": ("board", "panel_case"),
    "appeal_bundle": ("board", "appeal_case"),
}
"""By the name of the bundle's address: its audience, and the name of the address of the case."""


@login_required
@require_http_methods(["GET", "POST"])
def bundle(request: HttpRequest, reference: str, home: str) -> HttpResponse:
    audience, case = CASES[home]
    opened = _open(request, reference)
    shown: Context = {"audience": audience, "back": reverse(case, args=[reference])} | _bar(opened.pages.case, home)
    if report_beside(opened.pages.case):
        shown["report"] = reverse(f"{home}_report", args=[reference])
    return bundle_page(request, opened, home, shown)


@login_required
@require_GET
def report(request: HttpRequest, reference: str, home: str) -> HttpResponse:
    """Show the investigator's report to a reader of the bundle who may read it, with a link back to their page."""
    by = acting(request)
    access.require(by, reference, Reading.SEE_CASE)
    case = case_with_bundle(by, reference)
    back = f"{reverse(home, args=[reference])}?page={page_number(request.GET.get('page'))}#paper"
    shown = {"audience": CASES[home][0], "case": case, "back": back, "report": _read_report(case, by)}
    return render(request, "casework/bundle/report.html", shown | _bar(case, home))


def _read_report(case: Case, by: Actor) -> object:
    """Return the report after recording that it was opened. NotSeen for somebody who may not read it, or without one."""
    found = report_beside(case)
    if found is None:
        raise NotSeen
    wanted = group_by_compartment([found])
    texts = open_content(reference=case.reference, by=by, rights=[Reading.READ_REPORT], wanted=wanted)
    return texts[found.entry, found.field]


@login_required
@require_GET
def picture(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    return bundle_picture(_open(request, reference), number)


@login_required
@require_GET
def pdf(request: HttpRequest, reference: str) -> HttpResponseBase:
    opened = _open(request, reference)
    return bundle_pdf(opened, reader=opened.pages.case.acting.role.value.replace("_", "-"))


def _bar(case: Case, home: str) -> Context:
    """Return what stands above the bundle in the room of a panel; nothing elsewhere."""
    room = home.removesuffix("_bundle")
    return {"bar": bar_of(case, "bundle", room)} if room in ROOMS else {}


def _open(request: HttpRequest, reference: str) -> ReadBundle:
    """Open a bundle for a reader who may see the case; a party finds it by the reference of their letter alone."""
    by = acting(request)
    access.require(by, reference, Reading.SEE_CASE)
    return open_bundle(by, reference, named=reference)
