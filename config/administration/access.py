"""Who is shown a page of the administration, and what every such page has."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from accounts.offices import offices_of
from accounts.second_factor import is_verified
from accounts.vocabulary import Office
from casework.vocabulary import NotSeen
from casework.web.requests import acting
from ledger.clock import now

type View = Callable[..., HttpResponseBase]


def office_required(*offices: Office) -> Callable[[View], View]:
    """Show a page only to people who hold one of these offices today and gave a second factor in this session.

    Everybody else is told that the page does not exist.
    """

    def decorated(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            held = offices_of(acting(request).user, now().date())
            if not held & set(offices) or not is_verified(request):
                raise NotSeen
            request.offices = held  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        return guarded

    return decorated


administrators = office_required(Office.ADMINISTRATOR)
"""The guard of a page for administrators alone."""


def page(request: HttpRequest, template: str, shown: Mapping[str, Any]) -> HttpResponse:
    """Answer with a page of the administration; with 422 where its form has errors."""
    form = shown.get("form")
    administers = Office.ADMINISTRATOR in request.offices  # type: ignore[attr-defined]
    return render(
        request,
        f"administration/{template}",
        {"audience": "administration", "administers": administers, **shown},
        status=422 if form is not None and form.errors else 200,
    )
