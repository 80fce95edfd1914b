"""Conditions of what is withheld from the member."""

from casework.record.state import CaseView


def a_withholding_waits(view: CaseView) -> bool:
    """A proposal to withhold something waits for a ruling."""
    return bool(view.evidence.proposed)


def a_copy_is_owed(view: CaseView) -> bool:
    """A reviewer ruled that the member gets something, and there is no copy of it."""
    return bool(view.evidence.owed)


def a_filing_waits(view: CaseView) -> bool:
    """A filing of the member waits for a reviewer."""
    return bool(view.evidence.unread)
