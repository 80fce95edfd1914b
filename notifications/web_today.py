"""The officer's first page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework.queries.queue import names_seen_among
from casework.verbs import VERBS
from casework.web.done import done_today
from casework.web.requests import acting
from ledger.clock import now
from notifications.today import today


@login_required
@require_safe
def today_page(request: HttpRequest) -> HttpResponse:
    user, done = acting(request).user, done_today(request)
    names = names_seen_among(user, {reference for reference, _verb in done})
    shown = {"audience": "staff", "today": today(user, now()), "steps": VERBS}
    shown["done"] = [(reference, names[reference], verb) for reference, verb in done if reference in names]
    return render(request, "desk/today.html", shown)
