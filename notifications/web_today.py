"""The officer's first page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework.web.requests import acting
from ledger.clock import now
from notifications.today import today


@login_required
@require_safe
def today_page(request: HttpRequest) -> HttpResponse:
    shown = {"audience": "staff", "today": today(acting(request).user, now())}
    return render(request, "desk/today.html", shown)
