"""The other case of a step that touches two: it comes in by the same right, or not at all."""

from casework.access.actor import Actor
from casework.access.door import entered, locked, require
from casework.models import Case
from casework.vocabulary import Right


def other_case(by: Actor, reference: str, right: Right, beside: Case) -> Case:
    """Return a second case, locked, for a step already let into `beside`; only inside that step's transaction.

    Raises NotSeen or NoRight before anything is locked. A lock held by others too long is an OperationalError.
    """
    rights = require(by, reference, right)
    case = locked(reference)
    case.rights = rights
    return entered(case, by, beside.facts.now, right)
