"""The address at which somebody takes an alarm."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.alarms import KINDS, AlarmKind
from casework.administration.alarms import take_alarm
from casework.vocabulary import NotSeen
from casework.web.requests import acting


@login_required
@require_POST
def alarm_taken(request: HttpRequest, kind: str) -> HttpResponse:
    """Take the alarm, and lead to the page that says what to do."""
    known = next((each for each in AlarmKind if each == kind), None)
    if known is None:
        raise NotSeen
    take_alarm(by=acting(request), kind=known)
    messages.success(request, str(KINDS[known].done))
    return redirect(KINDS[known].page)
