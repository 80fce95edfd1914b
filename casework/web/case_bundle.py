"""The bundle of a case for those who prepare it and those who decide on it, under the reference of the case."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from casework import access
from casework.vocabulary import Reading
from casework.web.bundle import ReadBundle, bundle_page, bundle_pdf, bundle_picture, open_bundle
from casework.web.context import Context
from casework.web.panel_sections import ROOMS, bar_of
from casework.web.requests import acting

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
    shown: Context = {"audience": audience, "back": reverse(case, args=[reference])}
    if (room := home.removesuffix("_bundle")) in ROOMS:
        shown["bar"] = bar_of(opened.pages.case, "bundle", room)
    return bundle_page(request, opened, home, shown)


@login_required
@require_GET
def picture(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    return bundle_picture(_open(request, reference), number)


@login_required
@require_GET
def pdf(request: HttpRequest, reference: str) -> HttpResponseBase:
    opened = _open(request, reference)
    return bundle_pdf(opened, reader=opened.pages.case.acting.role.value.replace("_", "-"))


def _open(request: HttpRequest, reference: str) -> ReadBundle:
    """Open a bundle for a reader who may see the case; a party finds it by the reference of their letter alone."""
    by = acting(request)
    access.require(by, reference, Reading.SEE_CASE)
    return open_bundle(by, reference, named=reference)
