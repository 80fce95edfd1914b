"""The dates of a decider in one case, as a calendar file: without the case, its name or its reference."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from casework import access
from casework.queries.docket import Ask, Kind, asks_in
from casework.vocabulary import Reading
from casework.web.requests import acting
from notifications.calendar_file import Dated, write_calendar

WORDS = {
    Kind.DECLARE: _("Declare whether you are free"),
    Kind.READ: _("Read the pack"),
    Kind.VOTE: _("Vote"),
    Kind.SIGN: _("Sign or refuse"),
    Kind.MINUTES: _("Approve the minutes"),
    Kind.DECIDE: _("Decide"),
}


@login_required
@require_safe
def dates_shown(request: HttpRequest, reference: str) -> HttpResponse:
    """Hand a decider their dates in a case as a calendar file."""
    by = acting(request)
    asks = [ask for ask in asks_in(access.case_shown(by, reference, Reading.SEE_CASE)) if ask.due]
    answer = HttpResponse(
        write_calendar(_dated(ask, by.user.pk) for ask in asks), content_type="text/calendar; charset=utf-8"
    )
    answer.headers["Content-Disposition"] = 'attachment; filename="dates.ics"'
    return answer


def _dated(ask: Ask, reader: UUID) -> Dated:
    assert ask.due is not None
    return Dated(key=f"{reader}{ask.reference}{ask.kind}".encode(), day=ask.due, words=str(WORDS[ask.kind]))
