"""How long what was not sent is kept, from plain values. Nothing here deletes."""

from datetime import date

from policy.periods import after
from policy.rules import Rules


def draft_ends(begun: date, rules: Rules) -> date:
    """Return the last day an unsent draft is kept."""
    return after(begun, rules.retention["unsent_draft"])
