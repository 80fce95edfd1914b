"""Conditions about the requests of both sides."""

from functools import cache

from casework.record.state import CaseView
from casework.record.state.requests import requests_for
from casework.record.turns.expected import Condition
from casework.vocabulary import Seat


@cache
def a_request_waits_for(seat: Seat) -> Condition:
    """Return the condition that a request waits which this seat answers."""

    def waits(view: CaseView) -> bool:
        return bool(requests_for(view, frozenset({seat})))

    waits.__doc__ = f"A request waits for the answer of the seat “{seat.value}”."
    return waits


def a_document_is_ordered(view: CaseView) -> bool:
    """A document was ordered and is not produced."""
    return bool(view.requests.orders)
