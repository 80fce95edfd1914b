"""Steps that several people sign: one puts it forward, others sign, the last one's signature does it."""

from uuid import UUID

from casework.events import StepProposed, StepSigned
from casework.guards.base import refuse_unless
from casework.guards.proposal import more_signatures_are_needed, proposal_waits, signer_is_new, step_needs_signatures
from casework.vocabulary import CaseState, NotNow, Verb
from casework.workflow.base import CaseMachine, in_the_way, step


class Proposing(CaseMachine):
    """Putting a step forward, and signing it."""

    class Meta:
        abstract = True

    @step(list(CaseState))
    def propose_step(self, *, proposed: Verb, subject: UUID | None = None) -> StepProposed:
        """Put a step forward for a second signature. NotNow when anything but the signature stands against it."""
        refuse_unless(step_needs_signatures(proposed), "step_needs_signatures")
        if reasons := in_the_way(self, proposed):
            raise NotNow(*reasons)
        return StepProposed(step=proposed, subject=subject)

    @step(list(CaseState))
    def sign_step(self, *, proposed: Verb) -> StepSigned:
        """Sign a step that still needs others after this. NotNow when nothing waits, or one signs twice."""
        proposal = self.facts.proposals.of(proposed)
        refuse_unless(proposal_waits(proposal), "proposal_waits")
        assert proposal is not None
        refuse_unless(signer_is_new(self, proposal), "signer_is_new")
        refuse_unless(more_signatures_are_needed(self, proposal), "more_signatures_are_needed")
        return StepSigned(proposal=proposal.id, step=proposed)
