"""Steps that several people sign: one person puts a step forward, others sign it, and the last signature takes it."""

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
    """Put a step forward for a second signature. Raises NotNow if anything except the signature is missing.

    `replaces`: the waiting proposal that the author saw. A newer proposal, which they did not see, is not replaced.
    """
    check_guard(guards.step_needs_signatures, proposed)
    check_guard(guards.none_waits_that_it_would_replace, case, proposed)
    check_guard(guards.proposal_replaces_what_was_seen, case.view.proposals.replaced_by(proposed, subject), replaces)
    if reasons := in_the_way(case, proposed):
        raise NotNow(*reasons)
    return events.StepProposed(step=proposed, subject=subject)


@step(Verb.SIGN_STEP, list(CaseState))
def sign_step(case: CaseMachine, *, proposed: Verb, signs: UUID) -> events.StepSigned:
    """Sign a step that needs more signatures after this one. Raises NotNow if nothing waits, or one person signs twice.

    `signs`: the proposal that the signer read. If it was rewritten since, it is not signed.
    """
    proposal = case.view.proposals.of(proposed)
    check_guard(guards.proposal_waits, proposal)
    check_guard(signer_has_read_it, proposal, signs)
    assert proposal is not None
    check_guard(guards.signer_is_new, case, proposal)
    check_guard(guards.more_signatures_are_needed, case, proposal)
    return events.StepSigned(proposal=proposal.id, step=proposed)


@step(Verb.RETURN_STEP, list(CaseState))
def return_step(
    case: CaseMachine, *, proposed: Verb, signs: UUID, reason_written: bool
) -> events.StepReturned | events.StepTakenBack:
    """Send a waiting step back with a reason instead of signing it; its proposer takes it back, with or without one.

    Raises NotNow for a person who could not sign it now. `signs`: the proposal that the person read.
    """
    proposal = case.view.proposals.of(proposed)
    check_guard(guards.proposal_waits, proposal)
    check_guard(signer_has_read_it, proposal, signs)
    assert proposal is not None
    proposer = proposal.signers[0][0]
    if case.acting.person == proposer:
        return events.StepTakenBack(proposal=proposal.id, step=proposed)
    check_guard(guards.signer_is_new, case, proposal)
    check_guard(guards.one_person_can_send_it_back, case, proposal)
    if reasons := in_the_way(case, proposed):
        raise NotNow(*reasons)
    check_guard(guards.actor_may_sign_next, case, proposal)
    check_guard(guards.return_is_reasoned, reason_written)
    return events.StepReturned(proposal=proposal.id, step=proposed, proposer=proposer)
