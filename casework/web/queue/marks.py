"""Officers put their own marks on cases, in the queue or on the page of a case."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from casework.queries.queue.listing import PAGE
from casework.queries.queue.own_marks import mark_cases
from casework.vocabulary.marks import OwnMark
from casework.web.queue.links import address_of_list
from casework.web.requests import acting


@login_required
@require_POST
def queue_mark(request: HttpRequest) -> HttpResponse:
    """Put a mark on the cases that were ticked, or take it off. Cases that the person may not see are ignored."""
    user, listed = acting(request).user, "list" in request.POST
    off, chosen = "off" in request.POST, list(dict.fromkeys(one[:16] for one in request.POST.getlist("case")))[:PAGE]
    mark = next((one for one in OwnMark if one.value == request.POST.get("mark")), None)
    number = mark_cases(user, chosen, mark, off=off) if mark else 0
    add_message(request, number, mark, off=off)
    to_list = listed or not number or number < len(chosen)
    return redirect(address_of_list(request.POST.get("list", ""))) if to_list else redirect("case", chosen[0])


def add_message(request: HttpRequest, number: int, mark: OwnMark | None, *, off: bool) -> None:
    if not number or mark is None:
        messages.warning(request, _("Nothing was done. Tick the cases first, then choose a mark."))
        return
    done = (
        ngettext("“%(mark)s” is off in %(n)d case.", "“%(mark)s” is off in %(n)d cases.", number)
        if off
        else ngettext("%(n)d case is marked “%(mark)s”.", "%(n)d cases are marked “%(mark)s”.", number)
    )
    messages.success(request, done % {"mark": mark.label, "n": number})
