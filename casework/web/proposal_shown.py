"""What the page of a step shows of a proposal that waits: its input in words, and why it can no longer be signed."""

from functools import partial

from casework.access import Actor
from casework.models import Case
from casework.record.state import Proposal
from casework.verbs import Step, answers_in_words, read_proposal, view_when_put_forward, why_outdated
from casework.web.context import Context


def proposal_shown(step: Step, case: Case, waiting: Proposal | None, by: Actor) -> Context:
    """Return the input of a waiting proposal in words, and why it no longer fits the case; nothing if none waits."""
    if waiting is None:
        return {"proposed": (), "outdated": ()}
    typed = read_proposal(waiting, case.reference, by)
    then = partial(view_when_put_forward, case, waiting)
    return {
        "proposed": answers_in_words(step, case.view, typed, then=then),
        "outdated": why_outdated(step, case, typed),
    }
