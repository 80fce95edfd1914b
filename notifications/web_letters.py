"""The tab of a case with its letters and messages, a thread for each party."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework.queries.case_page import case_page
from casework.verbs import VERBS
from casework.web.case_tabs import frame
from casework.web.requests import acting
from notifications.case_letters import threads_by_party


@login_required
@require_safe
def letters_shown(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the thread that the address names, or else one in which a message waits. Nothing sealed is opened here."""
    by = acting(request)
    page = case_page(by, reference, verbs=VERBS)
    threads = threads_by_party(page)
    asked = (one for one in threads if one.seat.value == request.GET.get("with"))
    thread = next(asked, None) or max(threads, key=lambda one: one.unread, default=None)
    shown = frame(page, {}, "case_letters", by) | {"threads": threads, "thread": thread}
    return render(request, "casework/case/letters.html", shown)
