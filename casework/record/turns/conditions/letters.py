"""Conditions about letters to the respondent that are not served."""

from functools import cache

from casework.record.rights.posting import poster_of
from casework.record.state import CaseView
from casework.record.turns.expected import Condition
from casework.record.turns.letters import day_of_post, days_unopened
from casework.vocabulary import Seat


@cache
def a_letter_is_not_opened(seat: Seat) -> Condition:
    """Return the condition that a letter which a seat posts is late, or came back from the post."""

    def is_not_opened(view: CaseView) -> bool:
        return any(day <= view.today and poster_of(view, one) is seat for day, one in days_unopened(view))

    is_not_opened.__doc__ = (
        "Five business days have passed since a letter went to the respondent, or it came back from the post, it is not served,"
        " and this seat can print it whole."
    )
    return is_not_opened


@cache
def a_reminder_by_post_is_near(seat: Seat) -> Condition:
    """Return the condition that a reminder which a seat posts is due within a week."""

    def is_near(view: CaseView) -> bool:
        return day_of_post(view, seat) is not None

    is_near.__doc__ = (
        "A reminder of a letter to the respondent is due within a week, no mail reaches them, and this seat can print it"
        " whole."
    )
    return is_near


@cache
def no_reminder_by_post_is_near(seat: Seat) -> Condition:
    """Return the condition that no reminder which a seat posts is near: that comes first."""

    def is_far(view: CaseView) -> bool:
        return day_of_post(view, seat) is None

    is_far.__doc__ = "No such reminder by post is due within a week: that comes first."
    return is_far
