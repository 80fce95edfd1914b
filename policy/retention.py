"""How long a file is kept, from plain values. Nothing here deletes: a date reached asks for a review."""

from datetime import date

from policy.periods import add_years, after
from policy.rules import ClosingCode, Rules


def keep_until(
    code: ClosingCode,
    closed_on: date,
    *,
    anonymous_without_lead: bool = False,
    readmitted_on: date | None = None,
    receiving_case_until: date | None = None,
) -> date | None:
    """Return the last day a closed file is kept. None: no day is known yet (an expelled person not yet readmitted).

    A complaint that another case took is kept as that case; an anonymous report without a lead has a shorter time.
    """
    if receiving_case_until is not None:
        return receiving_case_until
    if code.years is None:
        return readmitted_on
    years = code.anonymous_years if anonymous_without_lead and code.anonymous_years is not None else code.years
    return add_years(closed_on, years)


def is_due_for_review(until: date | None, *, today: date, legal_hold: bool) -> bool:
    """Whether a file's time is over. A legal hold overrides everything."""
    return until is not None and not legal_hold and today > until


def draft_ends(begun: date, rules: Rules) -> date:
    """Return the last day an unsent draft is kept."""
    return after(begun, rules.retention["unsent_draft"])


def notes_end(closed_on: date, rules: Rules) -> date:
    """Return the last day the working and panel notes of a closed case are kept."""
    return after(closed_on, rules.retention["panel_notes"])
