"""The dates of a decider, or of a member, in one case as a calendar file: without the case, its name or its reference."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from casework import access
from casework.models import Case
from casework.queries.decisions.docket import Ask, Kind, asks_in
from casework.record.state import CaseView
from casework.record.state.hearing_time import Sitting
from casework.record.state.people import APPEAL_PANEL, PANEL
from casework.vocabulary import CaseState, NotSeen, Reading
from casework.web.requests import acting
from notifications.member.receipts import case_of_letter
from notifications.waiting.calendar_file import Dated, hearing_in_calendar, write_calendar
from notifications.web.inbox import get_notice

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
    """Hand a decider their dates in a case as a calendar file.

    The last day for the reasons of a minority is not among them: each colleague knows that day, and who has it was outvoted.
    """
    by = acting(request)
    case = access.case_shown(by, reference, Reading.SEE_CASE)
    asks = [ask for ask in asks_in(case) if ask.due]
    return calendar_answer([*(_dated(ask, by.user.pk) for ask in asks), *_hearing(case, by.user.pk)])


@login_required
@require_safe
def member_hearing_dates(request: HttpRequest, reference: str) -> HttpResponse:
    """Hand a member, or a representative, the hearing that is set as a calendar file. NotSeen if none is."""
    by, message = get_notice(request, reference)
    case = case_of_letter(message, by)
    sitting = sitting_ahead(case.view)
    if sitting is None:
        raise NotSeen
    return calendar_answer(
        [hearing_in_calendar(f"{by.user.pk}{reference}hearing".encode(), sitting, case.view.rules.zone)]
    )


def calendar_answer(dated: Iterable[Dated]) -> HttpResponse:
    answer = HttpResponse(write_calendar(dated), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="dates.ics"'
    return answer


def sitting_ahead(view: CaseView) -> Sitting | None:
    """Return the hearing, or the hearing of the appeal, for which both sides are called now."""
    if view.state is CaseState.HEARING:
        return view.hearing.time
    return view.appeal_hearing.time if view.state is CaseState.APPEAL else None


def _hearing(case: Case, reader: UUID) -> Iterator[Dated]:
    """Yield the hearing for those who sit in it."""
    sitting = sitting_ahead(case.view)
    if sitting is not None and case.seats & {*PANEL, *APPEAL_PANEL}:
        yield hearing_in_calendar(f"{reader}{case.reference}hearing".encode(), sitting, case.view.rules.zone)


def _dated(ask: Ask, reader: UUID) -> Dated:
    assert ask.due is not None
    return Dated(key=f"{reader}{ask.reference}{ask.kind}".encode(), day=ask.due, words=str(WORDS[ask.kind]))
