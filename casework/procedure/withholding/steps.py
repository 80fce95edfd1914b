"""Steps of withholding: an officer proposes, a reviewer rules."""

from uuid import UUID

from casework.procedure.evidence.guards import evidence_is_of_this_case
from casework.procedure.evidence.steps import COPIED_IN
from casework.procedure.withholding import guards
from casework.record import events
from casework.vocabulary import CaseState, Verb, WithholdingRuling
from casework.vocabulary.states import RULING
from casework.workflow.guard import check_guard
from casework.workflow.step import CaseMachine, not_none, step

HERE = [state for state in CaseState if state in RULING]


@step(Verb.PROPOSE_WITHHOLDING, COPIED_IN, choices=guards.something_can_be_withheld)
def propose_withholding(
    case: CaseMachine,
    *,
    evidence: UUID,
    whole: bool,
    ground: int,
    reasons_written: bool,
    gist_written: bool,
    passage_written: bool,
) -> events.WithholdingProposed:
    """Propose that the member gets the gist of a piece of evidence, or of a passage in it, and not the words."""
    check_guard(evidence_is_of_this_case, case, evidence)
    check_guard(guards.item_is_not_the_members, case, evidence)
    check_guard(guards.item_is_not_ruled_on, case, evidence)
    check_guard(guards.member_has_no_copy, case, evidence)
    check_guard(guards.ground_is_of_the_rulebook, case, ground)
    check_guard(guards.withholding_has_reasons, reasons_written)
    check_guard(guards.gist_is_written, gist_written)
    check_guard(guards.passage_is_named, whole or passage_written)
    return events.WithholdingProposed(evidence=evidence, whole=whole, ground=ground)


@step(Verb.RULE_WITHHOLDING, HERE, where=[guards.a_withholding_waits])
def rule_withholding(
    case: CaseMachine,
    *,
    evidence: UUID,
    ruling: WithholdingRuling,
    gist: UUID,
    reasons_written: bool,
    gist_written: bool,
) -> events.Event:
    """Rule, as a reviewer: withheld with a gist, served whole, or back to the officer. `gist`: the key of its document."""
    check_guard(guards.proposal_waits_for_ruling, case, evidence)
    check_guard(guards.ruler_neither_proposed_nor_decides, case, evidence)
    check_guard(guards.withholding_has_reasons, reasons_written)
    match ruling:
        case WithholdingRuling.SERVED:
            return events.ItemServedWhole(evidence=evidence)
        case WithholdingRuling.RETURNED:
            return events.WithholdingReturned(evidence=evidence)
    check_guard(guards.member_has_no_copy, case, evidence)
    check_guard(guards.gist_is_written, gist_written)
    proposed = not_none(case.view.evidence.proposal(evidence))
    return events.ItemWithheld(
        evidence=evidence, copy=gist, one_holder=False, whole=proposed.whole, ground=proposed.ground
    )
