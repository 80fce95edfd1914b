"""The receipt: the reference, and the code until it was typed back or a day is over."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from casework.forms.codes import SameCodeForm
from casework.queries.published import times_from
from casework.vocabulary import NotSeen
from casework.web.public.pages import shown
from casework.web.public.writing import COOKIE
from vault import drafts
from vault.codes import Code, parse


@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, handle: UUID) -> HttpResponse:
    """Show the receipt to the browser that sent the report, and take the code typed back. NotSeen for any other."""
    secret = request.COOKIES.get(COOKIE, "")
    found, code = outcome(handle, secret)
    form = SameCodeForm(request.POST if request.method == "POST" else None, given=code) if code else None
    if form is not None and form.is_valid():
        drafts.shorten(handle, secret, outcome={**found, "code": ""})
        return redirect(request.path)
    status = 422 if form is not None and form.is_bound else 200
    return shown(request, "casework/public/receipt.html", told(found, code, form), status=status)


def outcome(handle: UUID, secret: str) -> tuple[dict[str, Any], Code | None]:
    """Return what came of a draft, and the code while it is still shown. NotSeen unless it was sent from this browser."""
    try:
        found: dict[str, Any] = dict(drafts.outcome(handle, secret))
    except drafts.NoSuchDraft:
        raise NotSeen from None
    return found, parse(found["code"]) if found["code"] else None


def told(found: dict[str, Any], code: Code | None, form: SameCodeForm | None) -> dict[str, Any]:
    """Return what the page of a receipt shows."""
    filed_on = date.fromisoformat(found["filed_on"])
    code_shown = {"words": code.words, "digits": code.digits} if code else {}
    return {
        "reference": found["reference"],
        "filed_on": filed_on,
        "times": times_from(filed_on),
        "form": form,
        **code_shown,
    }
