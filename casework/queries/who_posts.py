"""Who prints and posts a letter to the member, and so records the proof that it arrived: by seat and by name."""

from collections.abc import Iterable

from django.utils.functional import Promise

from casework.models import Case
from casework.queries.case_people import people_named
from casework.record.rights.posting import is_held, poster_of, seats_that_print
from casework.record.state import CaseView
from casework.record.state.service import Sent


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
