"""Letters to the respondent that are not served: from which days they are the turn of the seat that posts them."""

from collections.abc import Iterator
from datetime import date, timedelta

from casework.record.rights.posting import poster_of
from casework.record.state import CaseView
from casework.record.state.service import Sent
from casework.vocabulary import Seat
from policy.deemed_service import last_day_unopened

A_DAY = timedelta(days=1)
AHEAD = timedelta(days=7)
"""How long before its day a reminder by post is the turn of the seat that posts it, so that it is seen coming."""


def days_unopened(view: CaseView) -> Iterator[tuple[date, Sent]]:
    """Yield each letter that is not served, with the day from which it is the turn of an officer."""
    return ((last_day_unopened(one.on, view.rules) + A_DAY, one) for one in view.service.unserved)


def days_waiting(view: CaseView) -> tuple[date, ...]:
    """Return, for each letter that the step expected now is about, the day from which it is, the earliest first.

    That step is a reminder by post if one is near, or else the proof. None while several seats post letters: no number is
    true for each of them.
    """
    near = [(day, one) for day, one in days_of_post(view) if day - AHEAD <= view.today]
    unopened = [(day, one) for day, one in days_unopened(view) if day <= view.today]
    if len({poster_of(view, one) for _day, one in (*near, *unopened)}) != 1:
        return ()
    return tuple(sorted(day for day, _letter in near or unopened))


def days_of_post(view: CaseView) -> Iterator[tuple[date, Sent]]:
    """Yield each letter whose reminders go by post, with the day from which the next one is due."""
    known = view.service
    late = [one for one in known.unserved if known.mail_failed(one.about)]
    days = ((known.first_day_of_reminder(one, view.rules), one) for one in late)
    return ((day, one) for day, one in days if day is not None)


def day_of_post(view: CaseView, seat: Seat) -> date | None:
    """Return the first day on which a reminder is due that a seat posts, if it is not more than a week ahead."""
    soon = ((day, one) for day, one in days_of_post(view) if day - AHEAD <= view.today)
    return min((day for day, one in soon if poster_of(view, one) is seat), default=None)
