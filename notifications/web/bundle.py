"""The bundle of a case for the member, or a representative, under the reference of their own notice."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from casework.web.files.bundle import ReadBundle, bundle_page, bundle_pdf, bundle_picture, open_bundle
from notifications.letters.own_cases import client_of
from notifications.member.receipts import case_of_letter
from notifications.web.inbox import get_notice


@login_required
@require_http_methods(["GET", "POST"])
def member_bundle(request: HttpRequest, reference: str) -> HttpResponse:
    bundle, client = _bundle(request, reference)
    shown = {"audience": "member", "back": reverse("member_case", args=[reference]), "client": client}
    return bundle_page(request, bundle, "member_bundle", shown)


@login_required
@require_GET
def member_bundle_picture(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    return bundle_picture(_bundle(request, reference)[0], number)


@login_required
@require_GET
def member_bundle_pdf(request: HttpRequest, reference: str) -> HttpResponseBase:
    bundle, client = _bundle(request, reference)
    return bundle_pdf(bundle, reader="representative" if client else "member")


def _bundle(request: HttpRequest, reference: str) -> tuple[ReadBundle, str]:
    by, message = get_notice(request, reference)
    case_of_letter(message, by)
    return open_bundle(by, message.case.reference, named=reference), client_of(message)
