"""A covered copy that waits for a second signature: who may sign it, and whom intake has to seat where nobody can."""

from casework.models import Case
from casework.queries.case.page import CasePage
from casework.queries.case.waiting_signatures import seats_nobody_signs_in, waiting_steps
from casework.record.state import Proposal
from casework.vocabulary import Seat, Verb
from casework.web.shared.context import Context
from casework.workflow.guard import reason_of


def copy_waiting(page: CasePage) -> Context:
    """Return what the tab says of a covered copy that waits; nothing for people who may not sign it. No query.

    Nobody can sign it: intake is asked for a decider, the seat that Today asks it to fill for such a signature.
    """
    verb = Verb.DISCLOSE_REDACTED_COPY
    waiting = next((one for one in waiting_steps(page) if one.verb is verb), None)
    if waiting is None:
        return {}
    missing = seats_nobody_signs_in(page.case, verb)
    return {"copy_waiting": waiting, "seat_wanted": Seat.DECIDER.label if missing else ""}


def is_own(case: Case, waiting: Proposal | None) -> bool:
    """Whether the viewer has signed the copy that waits."""
    return waiting is not None and case.acting.person in {person for person, _seat in waiting.signers}


def page_of_copies(case: Case) -> str:
    """Return the name of the page on which the viewer goes on: the comparison, if a copy waits for their signature."""
    waiting = case.view.proposals.of(Verb.DISCLOSE_REDACTED_COPY)
    return "compare" if waiting is not None and not is_own(case, waiting) else "copies"


def shut_while_one_waits(case: Case) -> str:
    """Return why no covered copy can be put forward now; empty if none waits for its second signature."""
    waiting = case.view.proposals.of(Verb.DISCLOSE_REDACTED_COPY)
    return reason_of("none_waits_that_it_would_replace", case.view) if waiting else ""
