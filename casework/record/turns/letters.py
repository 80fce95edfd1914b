"""Letters to the respondent that are not served: from which days they are the turn of the seat that posts them."""

from collections.abc import Iterator
from datetime import date, timedelta

from casework.record.rights.posting import poster_of
from casework.record.state import CaseView
from casework.record.state.service import Sent
from casework.vocabulary import Seat, Verb
from policy.deemed_service import last_day_unopened

A_DAY = timedelta(days=1)
AHEAD = timedelta(days=7)
"""How long before its day a reminder by post is the turn of the seat that posts it, so that it is seen coming."""


def days_unopened(view: CaseView) -> Iterator[tuple[date, Sent]]:
    """Yield each letter that is not served, with the day from which it is the turn of an officer: late, or back from the post.

    A letter whose proof waits for a signature is left out: it is the turn of those who may sign.
    """
    signed = {one.subject for one in view.proposals.all_of(Verb.RECORD_SERVICE)}
    left = (one for one in view.service.unserved if one.about not in signed)
    for one in left:
        late = last_day_unopened(one.on, view.rules) + A_DAY
        yield min(late, view.service.to_post_again_since(one.about) or late), one


def days_of_step(view: CaseView, seat: Seat, step: Verb) -> tuple[date, ...]:
    """Return, for each letter that a step asks of a seat now, the day from which it does, the earliest first."""
    asked = (day for day, one in letters_of_step(view, step) if poster_of(view, one) is seat)
    return tuple(sorted(day for day in asked if is_asked_now(view, step, day)))


def letters_of_step(view: CaseView, step: Verb) -> Iterator[tuple[date, Sent]]:
    """Yield each letter that a step about letters is going to ask for, with the day from which it does.

    The step is a reminder by post or a proof. For any other step there is none.
    """
    if step is Verb.REMIND_READER:
        yield from days_of_post(view)
    elif step is Verb.RECORD_SERVICE:
        yield from days_unopened(view)


def is_asked_now(view: CaseView, step: Verb, day: date) -> bool:
    """Whether a step asks for a letter already whose day is this one. A reminder by post is seen coming."""
    return day <= view.today + (AHEAD if step is Verb.REMIND_READER else timedelta(0))


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
