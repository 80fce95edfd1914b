"""The page of the team, for officers who hand out seats; and the page on which officers say that they are away."""

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Absence
from accounts.offices import holders, offices_of, people_to_stand_in
from accounts.vocabulary import Office
from casework import access
from casework.access import Actor
from casework.administration.absences import end_absence, note_absence
from casework.forms.away import AwayForm
from casework.queries.people.absences import absence_on, absences_told, away_between
from casework.queries.queue.team import empty_seats, team
from casework.vocabulary import NotNow, NotSeen
from casework.web.requests import acting
from casework.web.shared.context import Context
from casework.web.step_page.done import Did, keep_done
from ledger.clock import now


@login_required
@require_safe
def team_page(request: HttpRequest) -> HttpResponse:
    """Show how many cases each officer has, and the empty seats. NotSeen for everybody but officers of intake."""
    by, moment = acting(request), now()
    access.require_office(by, Office.INTAKE)
    people = team(by.user, moment)
    shown: Context = {"audience": "staff", "people": people, "empty": empty_seats(by.user)}
    shown |= {"away": absences_told(by.user, moment.date()), "read_twice": any(one.twice for one in people)}
    return render(request, "desk/team.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def away_page(request: HttpRequest) -> HttpResponse:
    """Let an officer say from when until when they are away and who stands in, or that they are back."""
    by = acting(request)
    form = away_form(request, by)
    if request.method == "POST" and save_sent(request, by, form):
        return redirect("today")
    away = absences_told(by.user, now().date())
    shown = {"audience": "staff", "back": reverse("today"), "form": form, "away": away, "request_key": uuid4()}
    shown["sees"] = who_sees(by)
    return render(request, "desk/away.html", shown, status=422 if form.errors else 200)


def who_sees(by: Actor) -> str:
    """Return who sees what waits for an officer who is away, in a sentence: for intake itself, its other officers."""
    day = now().date()
    if Office.INTAKE not in offices_of(by.user, day):
        return _("Intake sees what waits for you.")
    others = [one for one in holders(Office.INTAKE, day) if one.user != by.user]
    if others:
        return _("The other officers of intake see what waits for you.")
    names = ", ".join(one.user.name for one in holders(Office.ADMINISTRATOR, day))
    return _(
        "Nobody else is in intake now, so nobody sees what waits for you. An administrator can appoint somebody: %(names)s."
    ) % {"names": names or _("see the contact page")}


def away_form(request: HttpRequest, by: Actor) -> AwayForm:
    """Return the form, bound unless the officer only says that they are back. NotSeen for people without an office."""
    day = now().date()
    if not offices_of(by.user, day):
        raise NotSeen
    sent = request.POST if request.method == "POST" and "back" not in request.POST else None
    people = {str(one.pk): one for one in people_to_stand_in(by.user, day)}
    return AwayForm(sent, people=people)


def save_sent(request: HttpRequest, by: Actor, form: AwayForm) -> bool:
    """Save what was sent, and return whether that was possible. If not, the form says why."""
    if "back" in request.POST:
        return save_return(request, by)
    return form.is_valid() and save_absence(request, by, form)


def save_absence(request: HttpRequest, by: Actor, form: AwayForm) -> bool:
    try:
        note_absence(by=by, user=by.user, **form.cleaned_data)
    except NotNow as refused:
        form.add_error(None, forms.ValidationError(list(refused.reasons)))
        return False
    keep_done(request, "", Did.ABSENCE)
    words = _("Your absence is noted. Your seats stay yours.")
    messages.success(request, f"{days_noted(form)} {words} {who_sees(by)} {others_away(by, form)}".rstrip())
    return True


def days_noted(form: AwayForm) -> str:
    """Return the days that were noted, and who stands in."""
    typed = form.cleaned_data
    days = {"first": date_format(typed["since"], "j F"), "last": date_format(typed["until"], "j F")}
    if typed["stand_in"] is None:
        return _("You are away from %(first)s to %(last)s.") % days
    words = _("You are away from %(first)s to %(last)s. %(name)s stands in.")
    return words % {**days, "name": typed["stand_in"].name}


def others_away(by: Actor, form: AwayForm) -> str:
    """Return a sentence if every other officer of intake is away on some of the days of one of them, as Team shows."""
    since, until = form.cleaned_data["since"], form.cleaned_data["until"]
    if Office.INTAKE not in offices_of(by.user, now().date()):
        return ""
    others = {one.user_id for one in holders(Office.INTAKE, since) if one.user != by.user}
    if not others or not others <= away_between(others, since, until):
        return ""
    return _("All other officers of intake are away on some of these days too.")


def tell_who_is_away(request: HttpRequest, form: forms.Form) -> None:
    """Say on the next page that somebody who got a task is away on its day, or today for a task without one.

    Only officers of intake are told, who see it on Team.
    """
    typed, by = form.cleaned_data, acting(request)
    if typed.get("person") in (None, by.user.pk) or Office.INTAKE not in offices_of(by.user, now().date()):
        return
    day = typed.get("due_on") or now().date()
    if away := absence_on(typed["person"], day):
        messages.warning(request, words_of_absence(away))


def words_of_absence(away: Absence) -> str:
    said = {"name": away.user.name, "first": date_format(away.since, "j F"), "last": date_format(away.until, "j F")}
    words = _("%(name)s is away from %(first)s to %(last)s.") % said
    if away.stand_in is None:
        return words
    return f"{words} {_('%(name)s stands in.') % {'name': away.stand_in.name}}"


def save_return(request: HttpRequest, by: Actor) -> bool:
    try:
        end_absence(by=by, user=by.user)
    except NotNow as refused:
        messages.warning(request, refused.reasons[0])
    else:
        messages.success(request, _("You are back. New seats come to you again."))
    return True
