"""Whether a restore would let this installation open again: what the last check found, and what can be asked at once."""

from collections.abc import Iterator
from itertools import chain, islice

from casework.queries.checks.replay_offices import office_drifts, one_hand_drifts
from ledger.nightly_result import last_check
from operations.doctor.finding import Finding

MOST = 10
LOOK = "Run `manage.py ledger_verify` and `manage.py ledger_replay`, then read docs/how-to/administrator.md."


def last_night() -> Iterator[Finding]:
    """Yield that the check of the record found something, or could not be made: a restore would say the same."""
    last = last_check()
    if last is not None and last.in_doubt:
        codes = f"ledger_verify {last.verify}, ledger_replay {last.replay}"
        what = f"The check of {last.at:%-d %B %Y} left the record in doubt ({codes}): a restore would be refused."
        yield Finding("record-in-doubt", what, LOOK)


def offices() -> Iterator[Finding]:
    """Yield each office that does not follow from the record, at most MOST: a restore would refuse them.

    These are few. Cases and accounts are left to the check of the night.
    """
    for where, what in islice(chain(office_drifts(), one_hand_drifts()), MOST):
        yield Finding("office-differs", f"{where}: {what}. A restore would be refused.", LOOK)
