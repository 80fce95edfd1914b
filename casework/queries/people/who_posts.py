"""Who prints and posts a letter to the member, and so records the proof that it arrived; and when one was posted again."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.functional import Promise

from casework.models import Case
from casework.queries.people.case_people import people_named
from casework.record.rights.posting import is_held, poster_of, seats_that_print
from casework.record.state import CaseView
from casework.record.state.service import Sent, ServicePart
from casework.vocabulary import Channel


def seats_that_post(view: CaseView, letters: Iterable[Sent]) -> tuple[Promise, ...]:
    """Return the seats that post these letters, each once, by their labels."""
    seats = dict.fromkeys(poster_of(view, one) for one in letters)
    return tuple(seat.label for seat in seats if seat is not None)


def who_posts(case: Case, letter: Sent) -> tuple[str, ...]:
    """Return those who can print a letter whole, first the seat that posts it; with names where a seat is held by name.

    At most one query.
    """
    seats = [seat for seat in seats_that_print(case.view, letter) if is_held(case.view, seat)]
    first = poster_of(case.view, letter)
    named = people_named(case) if seats else ()
    in_order = sorted(seats, key=lambda seat: seat is not first)
    return tuple(
        ", ".join((str(seat.label), *(name for held, name, _who in named if held is seat))) for seat in in_order
    )


def posted_again_on(service: ServicePart, about: UUID) -> date | None:
    """Return the last day on which a letter on paper was posted again, by its proof, after it came back; None if it was not.

    A reminder by post is told as a reminder.
    """
    back = max(
        (one.on for one in service.failed if one.about == about and one.channel is not Channel.MAIL), default=None
    )
    reminded = {(one.about, one.channel, one.on) for one in service.reminders}
    posted = (one[2] for one in service.on_paper if one[0] == about and one not in reminded)
    return max((on for on in posted if back is not None and on >= back), default=None)
