"""The auditor's page: the record, not the content."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.vocabulary import Office
from casework import access
from casework.queries.record import record_page
from casework.web.requests import acting


@login_required
@require_safe
def record_shown(request: HttpRequest) -> HttpResponse:
    """Show the record, newest first, a page at a time."""
    by = acting(request)
    access.require_office(by, Office.AUDITOR)
    acts, before = record_page(by.user, before=request.GET.get("before"))
    shown = {"audience": "auditor", "acts": acts, "next_page": f"?before={before}" if before else ""}
    return render(request, "casework/auditor/record.html", shown)
