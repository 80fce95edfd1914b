"""The officer's first page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.models import User
from casework.queries.decisions.docket import asks_of_outvoted
from casework.queries.people.absences import absences_told
from casework.queries.queue.own_drafts import steps_begun
from casework.queries.queue.page import names_seen_among
from casework.web.queue.place import leave_list
from casework.web.requests import acting
from casework.web.shared.context import Context
from casework.web.step_page.done import Done, done_today
from ledger.clock import now
from notifications.today.page import today
from notifications.waiting.marked_seen import marked_lines


@login_required
@require_safe
def today_page(request: HttpRequest) -> HttpResponse:
    user = acting(request).user
    leave_list(request)
    begun, page = steps_begun(user), today(user, now())
    shown = {"audience": "staff", "today": page, "begun": len(begun), "waiting_number": page.number + page.more}
    shown |= of_decider(request) | {"away": absences_told(user, now().date()), "marked": marked_lines(request, user)}
    shown["taking"] = bool(request.session.get("is_intake")) and "take_report" in begun
    return render(request, "desk/today.html", shown | {"done": done_with_names(request, user)})


def done_with_names(request: HttpRequest, user: User) -> list[tuple[Done, str]]:
    """Return what the officer did today, each with the name of its case, if they may still see it."""
    done = done_today(request)
    names = names_seen_among(user, {one.reference for one in done if one.reference})
    return [(one, names.get(one.reference, "")) for one in done if one.reference in names or may_be_named(one)]


def of_decider(request: HttpRequest) -> Context:
    """Return what Today shows to members of boards and panels alone."""
    decides = bool(request.session.get("decides"))
    return {"decides": decides, "outvoted": asks_of_outvoted(acting(request), now()) if decides else ()}


def may_be_named(one: Done) -> bool:
    """Whether what was done stands on Today although its case is not shown: it is about none, or it took the officer out."""
    return not one.reference or one.left


@login_required
@require_safe
def next_to_do(request: HttpRequest) -> HttpResponse:
    """Lead to the first thing on Today that is not in the case named by `but`; to Today if there is none.

    What only tells what happened, and what others are late with, comes after all that the officer has to do.
    """
    but = request.GET.get("but", "")
    page = today(acting(request).user, now())
    lines = sorted((line for _part, some in page.parts for line in some), key=lambda line: line.tells)
    return redirect(next((line.address for line in (*lines, *page.others) if line.reference != but), "today"))
