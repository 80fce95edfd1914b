"""Conditions about letters to the respondent that are not served."""

from casework.record.state import CaseView
from casework.record.turns.letters import days_of_post, days_unopened


def a_letter_is_not_opened(view: CaseView) -> bool:
    """Five business days have passed since a letter went to the respondent, and it is not served."""
    return any(day <= view.today for day in days_unopened(view))


def no_reminder_by_post_is_due(view: CaseView) -> bool:
    """No reminder by post is due: that comes first."""
    return not a_reminder_by_post_is_due(view)


def a_reminder_by_post_is_due(view: CaseView) -> bool:
    """A reminder of a letter to the respondent is due, and no mail reaches them."""
    return any(day <= view.today for day in days_of_post(view))
