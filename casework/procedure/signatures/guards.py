"""Guards of a step that waits for another signature."""

from uuid import UUID

from casework.record.state import ONE_AT_A_TIME, Proposal
from casework.vocabulary import Verb
from casework.workflow.guard import Asked, guard
from casework.workflow.step import how_many, signatures_needed, signed_verbs


@guard("A step can be put forward for signature only when it needs one.")
def step_needs_signatures(step: Verb) -> bool:
    return step in signed_verbs()


@guard("Nobody has put this forward yet.")
def proposal_waits(proposal: Proposal | None) -> bool:
    return proposal is not None


@guard("Somebody else has put this step forward meanwhile. Read it below, then sign it or rewrite it.")
def proposal_replaces_what_was_seen(waiting: Proposal | None, replaces: UUID | None) -> bool:
    return waiting is None or waiting.id == replaces


@guard(
    "A proposal of this step is waiting for its second signature. It has to be signed, sent back or taken back before another "
    "one can be put forward."
)
def none_waits_that_it_would_replace(case: Asked, step: Verb) -> bool:
    """Whether several of a step may be put forward one after the other, or none waits."""
    return step not in ONE_AT_A_TIME or case.view.proposals.of(step) is None


@guard("You have signed this already. Someone else has to sign it now.")
def signer_is_new(case: Asked, proposal: Proposal) -> bool:
    return case.acting.person not in {person for person, _ in proposal.signers}


@guard("Your signature completes this step. Confirm the step itself.")
def more_signatures_are_needed(case: Asked, proposal: Proposal) -> bool:
    return len(proposal.signers) + 1 < how_many(proposal.step, case.view)


@guard("Only a person who may sign this can send it back.")
def actor_may_sign_next(case: Asked, proposal: Proposal) -> bool:
    """Whether the actor's signature would count: it completes the step, or more are needed after it."""
    needed = signatures_needed(proposal.step, case.view)
    if needed is None or case.acting.person in {person for person, _ in proposal.signers}:
        return False
    return len(proposal.signers) + 1 < needed.how_many(case.view) or needed.are_enough(proposal.step, case)


@guard("A majority signs this. If you do not agree, do not sign. Only the person who put it forward can take it back.")
def one_person_can_send_it_back(case: Asked, proposal: Proposal) -> bool:
    """Whether only two people sign. A single member of a larger body must not stop what its majority may sign."""
    needed = signatures_needed(proposal.step, case.view)
    return needed is not None and not needed.body


@guard("Say what has to change.")
def return_is_reasoned(reason_written: bool) -> bool:
    return reason_written
