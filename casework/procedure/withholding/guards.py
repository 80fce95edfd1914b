"""Guards of withholding: what may be proposed, and who rules."""

from uuid import UUID

from casework.record.rights import ACCUSED
from casework.record.state.requests import DECIDING
from casework.workflow.guard import Asked, answer_guard, guard


@guard("There is no evidence here that could be withheld: the member brought it, has it, or a reviewer ruled.")
def something_can_be_withheld(case: Asked) -> bool:
    tests = (item_is_not_the_members, item_is_not_ruled_on, member_has_no_copy)
    return any(all(test(case, one.id) for test in tests) for one in case.view.evidence.all)


@guard("This came from the member’s own side. It cannot be withheld from them.")
def item_is_not_the_members(case: Asked, evidence: UUID) -> bool:
    piece = case.view.evidence.get(evidence)
    return piece is not None and piece.side not in ACCUSED


@guard("A reviewer has this already, or has ruled on it.")
def item_is_not_ruled_on(case: Asked, evidence: UUID) -> bool:
    known = case.view.evidence
    return known.proposal(evidence) is None and evidence not in known.withheld | known.owed


@guard("The member can read a copy of this already. What was shown cannot be withheld.")
def member_has_no_copy(case: Asked, evidence: UUID) -> bool:
    """Whether no copy of a piece is in a bundle that the member reads: from the notice on they read all of it."""
    return not case.view.bundle.served or not case.view.evidence.copies_of(evidence)


@guard("Choose a ground of the rulebook.")
def ground_is_of_the_rulebook(case: Asked, ground: int) -> bool:
    return 0 < ground <= len(case.view.rules.withholding_grounds)


gist_is_written = answer_guard("gist_is_written", "Write the gist: what the member has to know in order to answer.")
withholding_has_reasons = answer_guard("withholding_has_reasons", "Write the reasons.")
passage_is_named = answer_guard("passage_is_named", "Say which passage is withheld.")


@guard("No proposal to withhold something waits for a ruling.")
def a_withholding_waits(case: Asked) -> bool:
    return bool(case.view.evidence.proposed)


@guard("Choose a proposal that waits for a ruling.")
def proposal_waits_for_ruling(case: Asked, evidence: UUID) -> bool:
    return case.view.evidence.proposal(evidence) is not None


@guard("Somebody else rules: a reviewer who did not propose this and who decides nothing in this case.")
def ruler_neither_proposed_nor_decides(case: Asked, evidence: UUID) -> bool:
    me, proposal = case.acting, case.view.evidence.proposal(evidence)
    decides = (
        me.as_(*DECIDING) or me.person in case.view.board_members or case.view.people.acted_as(me.person) & DECIDING
    )
    return not decides and proposal is not None and proposal.by != me.person
