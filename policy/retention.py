"""How long what was not sent is kept, from plain values. Nothing here deletes."""

from datetime import date

from policy.periods import before
from policy.rules import Rules


def unsent_words_since(today: date, rules: Rules) -> date:
    """Return the first day from which what was typed into an unsent report is still kept."""
    return before(today, rules.retention["unsent_draft"])


def unsent_files_since(today: date, rules: Rules) -> date:
    """Return the first day from which files of an unsent report are still kept."""
    return before(today, rules.retention["unsent_files"])
