"""The queue: the cases that an officer may see, and what waits for them."""

from datetime import datetime
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from casework.forms.queue import QueueForm
from casework.procedure.intake import actions as intake
from casework.queries.queue.frame import Frame, frame_of
from casework.queries.queue.listing import Place, counts_of
from casework.queries.queue.page import Page, queue
from casework.web.queue.links import around_list, filters_to_drop, place_of
from casework.web.queue.person import found_by_name
from casework.web.queue.place import remember, tick_again
from casework.web.queue.views import address_of_view, without_what_is_gone
from casework.web.requests import acting
from casework.web.shared.context import Context
from ledger.clock import now


@login_required
@require_safe
def queue_page(request: HttpRequest) -> HttpResponse:
    """Show the queue, filtered and sorted as its address says."""
    moment = now()
    frame = frame_of(acting(request).user, moment)
    form = QueueForm(request.GET, officers=frame.officers, named=found_by_name(request))
    if elsewhere := elsewhere_than_asked(request, form, frame):
        return elsewhere
    page = tick_again(request, page_asked(request, form, frame, moment))
    return render(
        request, "desk/queue.html", context_of(request, form, page, frame, moment), status=422 if form.errors else 200
    )


def elsewhere_than_asked(request: HttpRequest, form: QueueForm, frame: Frame) -> HttpResponse | None:
    """Return an answer that leads to the view with which the queue opens, or to what is left of a view; None for neither."""
    if not request.GET and frame.start is not None:
        return redirect(address_of_view(frame.start))
    if form.errors and "saved" in request.GET:
        return without_what_is_gone(request, form)
    return None


def page_asked(request: HttpRequest, form: QueueForm, frame: Frame, moment: datetime) -> Page:
    """Return the page that an address asks for; the whole list for a filter that cannot be used."""
    ask = partial(queue, acting(request).user, now=moment, frame=frame)
    if not form.is_valid():
        return ask(wanted={}, place=Place())
    return ask(wanted=form.cleaned_data, place=place_of(request.GET), parts=form.parts())


def context_of(request: HttpRequest, form: QueueForm, page: Page, frame: Frame, moment: datetime) -> Context:
    """Return what the page shows, and keep it as the officer's place. For an empty list, it has which filter to drop.

    Around a list by a filter that cannot be used there are no links, and it is no place to come back to.
    """
    shown = {"audience": "staff", "form": form, "page": page, "saved": frame, "asked_outside": frame.asked_outside}
    if not form.is_valid():
        return shown
    remember(request, request.GET, page)
    shown |= around_list(request.GET, form, page, frame.offices)
    if not page.rows:
        shown["without"] = filters_to_drop(request.GET, form, counts_of(acting(request).user, form.without(), moment))
    return shown


@login_required
@require_POST
def release_flood(request: HttpRequest) -> HttpResponse:
    released = intake.release_flood(flood=request.POST.get("flood", "")[:16], by=acting(request))
    words = ngettext("%(count)s report is in the list now.", "%(count)s reports are in the list now.", released)
    messages.success(request, words % {"count": released})
    return redirect("queue")
