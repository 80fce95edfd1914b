"""Letters to the respondent that are not served: from which days they are an officer's turn."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from casework.record.state import CaseView
from casework.vocabulary import CaseState as S
from casework.vocabulary import Seat
from policy.deemed_service import last_day_unopened

A_DAY = timedelta(days=1)
LETTERS_KEPT_BY: Mapping[S, Seat] = {
    S.SCREENING: Seat.INTAKE,
    S.INFORMATION_REQUESTED: Seat.INTAKE,
    S.EARLY_RESOLUTION: Seat.INTAKE,
    S.DISMISSED: Seat.INTAKE,
    S.DISMISSAL_REVIEW: Seat.INTAKE,
    S.INVESTIGATION: Seat.INVESTIGATOR,
    S.AWAITING_RESPONSE: Seat.INVESTIGATOR,
    S.RESPONSE_REVIEW: Seat.INVESTIGATOR,
    S.CASE_TO_ANSWER: Seat.INVESTIGATOR,
    S.CONSENT_PROPOSED: Seat.INVESTIGATOR,
    S.PANEL_FORMING: Seat.ADVISER,
    S.HEARING: Seat.ADVISER,
    S.DELIBERATION: Seat.ADVISER,
    S.BOARD_DECISION: Seat.BOARD_SECRETARY,
    S.APPEAL_WINDOW: Seat.BOARD_SECRETARY,
    S.APPEAL: Seat.ADVISER,
    S.MONITORING: Seat.MONITOR,
}
"""The seat that makes sure, in each state, that letters to the respondent arrive."""


def days_unopened(view: CaseView) -> Iterator[date]:
    """Yield, for each letter that is not served, the day from which it is the turn of an officer."""
    return (last_day_unopened(one.on, view.rules) + A_DAY for one in view.service.unserved)


def days_waiting(view: CaseView) -> tuple[date, ...]:
    """Return, for each letter that waits for an officer, the day since which it does, the earliest first."""
    known = view.service
    first = (
        min(last_day_unopened(one.on, view.rules) + A_DAY, known.reminder_day(one, view.rules) or date.max)
        if known.mail_failed(one.about)
        else last_day_unopened(one.on, view.rules) + A_DAY
        for one in known.unserved
    )
    return tuple(sorted(day for day in first if day <= view.today))


def days_of_post(view: CaseView) -> Iterator[date]:
    """Yield, for each letter whose reminders go by post, the day from which the next one is due."""
    known = view.service
    days = (known.reminder_day(one, view.rules) for one in view.service.unserved if known.mail_failed(one.about))
    return (day for day in days if day is not None)
