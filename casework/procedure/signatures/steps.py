"""Steps that several people sign: one puts it forward, others sign, the last one's signature does it."""

from uuid import UUID

from casework.procedure.signatures import guards
from casework.record import events
from casework.vocabulary import CaseState, NotNow, Verb
from casework.workflow.guard import check_guard
from casework.workflow.signatures import signer_has_read_it
from casework.workflow.step import CaseMachine, in_the_way, step


@step(Verb.PROPOSE_STEP, list(CaseState))
def propose_step(
    case: CaseMachine, *, proposed: Verb, subject: UUID | None = None, replaces: UUID | None = None
) -> events.StepProposed:
    """Put a step forward for a second signature. Raises NotNow if anything but the signature is missing.

    `replaces`: the proposal its author saw waiting; another that came meanwhile is not replaced unseen.
    """
    check_guard(guards.step_needs_signatures, proposed)
    check_guard(guards.proposal_replaces_what_was_seen, case.view.proposals.of(proposed), replaces)
    if reasons := in_the_way(case, proposed):
        raise NotNow(*reasons)
    return events.StepProposed(step=proposed, subject=subject)


@step(Verb.SIGN_STEP, list(CaseState))
def sign_step(case: CaseMachine, *, proposed: Verb, signs: UUID) -> events.StepSigned:
    """Sign a step that still needs others after this. Raises NotNow if nothing waits, or if one person signs twice.

    `signs`: the proposal that was read; a proposal that was rewritten meanwhile is not signed unseen.
    """
    proposal = case.view.proposals.of(proposed)
    check_guard(guards.proposal_waits, proposal)
    check_guard(signer_has_read_it, proposal, signs)
    assert proposal is not None
    check_guard(guards.signer_is_new, case, proposal)
    check_guard(guards.more_signatures_are_needed, case, proposal)
    return events.StepSigned(proposal=proposal.id, step=proposed)
