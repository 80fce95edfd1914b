"""The step with which a side brings new evidence on an appeal."""

from collections.abc import Collection
from uuid import UUID

from casework.procedure.appeal_evidence import guards
from casework.procedure.appeal_panel.guards import appeal_was_not_heard, side_of
from casework.record import events
from casework.record.state.appeal import numbers_of
from casework.vocabulary import CaseState as S
from casework.vocabulary import Verb
from casework.workflow.guard import check_guard
from casework.workflow.lateness import APPEAL_HEARING
from casework.workflow.step import CaseMachine, step

BEFORE_IT_IS_HEARD = [appeal_was_not_heard, guards.society_leaves_time_to_answer]


@step(Verb.OFFER_NEW_EVIDENCE, S.APPEAL, where=BEFORE_IT_IS_HEARD, late=APPEAL_HEARING)
def offer_new_evidence(
    case: CaseMachine,
    *,
    evidence: UUID,
    codes: Collection[str],
    received: bool,
    cause: bool,
    file: UUID | None = None,
    lodged: Collection[str] = (),
) -> events.NewEvidenceOffered:
    """Offer evidence for grounds of an appeal, and say why it could not come before the decision.

    `lodged` are the grounds of an appeal that is being lodged with it.
    """
    check_guard(guards.grounds_are_appealed_on, case, codes, lodged)
    check_guard(guards.new_evidence_is_received, received)
    check_guard(guards.new_evidence_could_not_come_before, cause)
    numbers = numbers_of(case.view.rules, codes)
    return events.NewEvidenceOffered(evidence=evidence, side=side_of(case), numbers=numbers, file=file)
