"""What waits for the person who is signed in: the list, its count, the dates as a file, the choice of reminders."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from functools import cache, partial
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import ChoiceField, Form, RadioSelect
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.offices import offices_of
from casework.vocabulary import NotSeen
from casework.web.requests import acting
from ledger.clock import now
from notifications.models import MailChoice
from notifications.today.rows import PAGE, ends_of_things
from notifications.today.words import day_in
from notifications.topics.asked_of_member import steps_asked
from notifications.topics.table import TOPICS, Topic
from notifications.waiting.calendar_file import calendar_file
from notifications.waiting.lines import dated_items, lines_of, number_for_member, waiting_lines
from notifications.waiting.mails import choose_mails, items_of, mail_choice
from notifications.waiting.marked_seen import bring_back, mark_as_seen, marked_lines
from notifications.web.inbox import page_asked
from policy.queries import rules_of


class MailsForm(Form):
    often = ChoiceField(
        label=_("How often do you want a reminder by mail?"),
        choices=MailChoice.Often.choices,
        widget=RadioSelect,
        help_text=_(
            "The mail says only that something is waiting, never what. One mail covers everything that is waiting."
        ),
    )


@login_required
@require_safe
def waiting_page(request: HttpRequest) -> HttpResponse:
    """Show a member what waits for them; an officer finds theirs on their first page."""
    by, moment = acting(request), now()
    if offices_of(by.user, moment.date()):
        return redirect("today")
    shown = {
        "audience": "member",
        "waiting": waiting_lines(by.user, moment, page=page_asked(request)),
        "marked": marked_lines(request, by.user),
    }
    return render(request, "letters/pages/waiting.html", shown)


@login_required
@require_POST
def dismiss_notification(request: HttpRequest, item: UUID) -> HttpResponse:
    """Withdraw an item that the reader has seen, or that needs no answer. NotSeen if it is not theirs, or waits for a step."""
    user = acting(request).user
    found = items_of(user.pk).filter(pk=item).select_related("case").first()
    if found is None or not TOPICS[Topic(found.topic)].can_be_put_away(found.due):
        raise NotSeen
    (line,) = lines_of(user, [found], now())
    mark_as_seen(request, found)
    messages.success(request, render_to_string("letters/parts/marked_seen.html", {"line": line}))
    return redirect("waiting")


@login_required
@require_POST
def bring_notification_back(request: HttpRequest, item: UUID) -> HttpResponse:
    """Let what the reader marked as seen wait again. NotSeen if they marked nothing such since they signed in."""
    user = acting(request).user
    found = bring_back(request, user, item)
    if found is None:
        raise NotSeen
    (line,) = lines_of(user, [found], now())
    words = _("This has ended since: %(what)s") if found.withdrawn_at else _("It waits for you again: %(what)s")
    messages.success(request, words % {"what": f"{line.words} – {line.named}"})
    return redirect("waiting")


@login_required
@require_safe
def waiting_dates(request: HttpRequest) -> HttpResponse:
    """Hand the person their dates as a calendar file."""
    user = acting(request).user
    written = calendar_file(dated_items(user), steps_asked(user).order_by("due", "pk"))
    answer = HttpResponse(written, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="dates.ics"'
    return answer


@login_required
@require_http_methods(["GET", "POST"])
def waiting_mails(request: HttpRequest) -> HttpResponse:
    """Ask a person how often they want reminders by mail."""
    by = acting(request)
    form = MailsForm(request.POST or None, initial={"often": mail_choice(by.user.pk)})
    if form.is_valid():
        choose_mails(by.user.pk, MailChoice.Often(form.cleaned_data["often"]))
        return redirect("account")
    return render(request, "account/waiting_mails.html", {"form": form}, status=422 if form.is_bound else 200)


def for_templates(request: HttpRequest) -> dict[str, Callable[[], int | date | None]]:
    """Context processor: `waiting_number`, how many things wait for the signed-in person, and `waiting_first`, the first day.

    `waiting_late`: that day is over. `member_number`: how many lines a member has on their own page. One query, where one of
    them is shown.
    """
    ends = cache(partial(_ends, request))
    return {
        "waiting_number": lambda: len(ends()),
        "waiting_first": lambda: _first_day(ends()),
        "waiting_late": lambda: bool(ends()) and min(ends())[0] < now(),
        "member_number": cache(partial(_member_number, request)),
    }


def _member_number(request: HttpRequest) -> int:
    user = getattr(request, "user", None)
    return number_for_member(user) if isinstance(user, User) else 0


def _ends(request: HttpRequest) -> list[tuple[datetime, UUID]]:
    user = getattr(request, "user", None)
    return ends_of_things(user) if isinstance(user, User) else []


def _first_day(ends: Collection[tuple[datetime, UUID]]) -> date | None:
    """Return the first day of these things; None if none has a day, or if there are more of them."""
    if not ends or len(ends) > PAGE:
        return None
    first, rulebook = min(ends)
    return day_in(first, ZoneInfo(rules_of(rulebook).zone))
