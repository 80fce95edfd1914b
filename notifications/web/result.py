"""The letter of a decision as the member gets it, for those who voted, the secretary and the adviser."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.queries.people.posting import events_of_step, view_for_letter
from casework.vocabulary import NotSeen, Reading, Seat
from casework.web.deciders.after_vote import frame_of
from casework.web.requests import acting
from notifications.letters.context import letter_context
from notifications.letters.draft_decision import written_context
from notifications.letters.opening import open_texts, shown_events
from notifications.letters.subjects import SUBJECTS

DECISION = "decision"


@login_required
@require_safe
def letter_shown(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the letter of the decision in force, or the one that was written and waits. Nobody finds it before."""
    by = acting(request)
    case = access.case_shown(by, reference, Reading.READ_RESULT)
    return render(request, "casework/board/letter_sent.html", frame_of(case) | {"html": decision_letter(case, by)})


def decision_letter(case: Case, by: Actor) -> str:
    """Return the letter in HTML, after recording that its texts were opened. NotSeen before one is written."""
    if case.view.decision_letter.entry is not None:
        return _waiting_letter(case, by, case.view.decision_letter.entry)
    decision = case.view.board.decision
    if decision is None:
        raise NotSeen
    step = events_of_step(case.record, decision.id)
    view = view_for_letter(case, case.record, decision.id, Seat.RESPONDENT)
    until = case.record[: case.record.index(step[-1]) + 1]
    texts = open_texts(case, by, DECISION, shown_events(DECISION, Seat.RESPONDENT, until, step))
    placed_on = step[0].at.astimezone(ZoneInfo(view.rules.zone)).date()
    shown = {
        "reference": case.reference,
        "subject": SUBJECTS[DECISION],
        "placed_on": placed_on,
        "case": {"reference": case.reference, "code_name": case.code_name},
    }
    about = letter_context(case, view, step, Seat.RESPONDENT, texts, record=until)
    return render_to_string("letters/decision.html", shown | about)


def _waiting_letter(case: Case, by: Actor, entry: UUID) -> str:
    """Return the letter that was written and has not gone out, as the member will read it."""
    written = [one for one in case.record if one.event.id == entry]
    texts = open_texts(case, by, DECISION, shown_events(DECISION, Seat.RESPONDENT, case.record, written))
    heading = {"subject": SUBJECTS[DECISION], "placed_on": None, "reference": ""}
    return render_to_string("letters/decision.html", heading | written_context(case, texts))
