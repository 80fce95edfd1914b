"""The queue: the cases that an officer may see, and what waits for them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from casework.forms.queue import QueueForm
from casework.procedure.intake import actions as intake
from casework.queries.queue import queue
from casework.queries.to_sign import asked_outside, to_sign
from casework.verbs import VERBS
from casework.web.requests import acting
from ledger.clock import now


@login_required
@require_safe
def queue_page(request: HttpRequest) -> HttpResponse:
    """Show the queue, filtered as its address says, and above it what waits for the viewer: signatures, and answers."""
    by, form = acting(request), QueueForm(request.GET)
    wanted, asked = (form.cleaned_data, form.filters()) if form.is_valid() else ({}, ())
    page = queue(by.user, wanted=wanted, after=request.GET.get("after"), now=now())
    shown = {
        "audience": "staff",
        "form": form,
        "page": page,
        "flood": wanted.get("flood", ""),
        "steps": VERBS,
        "to_sign": to_sign(by.user),
        "asked_outside": asked_outside(by.user),
        "chips": [(words, address_without(request.GET, *chosen)) for *chosen, words in asked],
        "next_page": next_address(request.GET, page.after),
    }
    return render(request, "casework/staff/queue.html", shown, status=422 if form.errors else 200)


def next_address(asked: QueryDict, after: str | None) -> str:
    """Return the address of the next page of the same list, or nothing on the last."""
    kept = asked.copy()
    kept["after"] = after or ""
    return f"?{kept.urlencode()}" if after else ""


def address_without(asked: QueryDict, name: str, value: str) -> str:
    """Return the address of a list without one value of one field, from its first page."""
    kept = asked.copy()
    kept.pop("after", None)
    kept.setlist(name, [one for one in kept.getlist(name) if one.strip() != value])
    return f"?{kept.urlencode()}"


@login_required
@require_POST
def release_flood(request: HttpRequest) -> HttpResponse:
    released = intake.release_flood(flood=request.POST.get("flood", "")[:16], by=acting(request))
    words = ngettext("%(count)s report is in the list now.", "%(count)s reports are in the list now.", released)
    messages.success(request, words % {"count": released})
    return redirect("queue")
