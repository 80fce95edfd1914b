"""Steps of a case: evidence."""

from uuid import UUID

from casework.procedure.evidence import guards
from casework.record import events
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, LateRuling, Verb
from casework.workflow.docket import task
from casework.workflow.guard import check_guard
from casework.workflow.step import CaseMachine, step


@step(
    Verb.ADD_EVIDENCE,
    [
        S.SCREENING,
        S.INFORMATION_REQUESTED,
        S.INVESTIGATION,
        S.AWAITING_RESPONSE,
        S.RESPONSE_REVIEW,
        S.PANEL_FORMING,
        S.HEARING,
    ],
    where=[guards.evidence_is_in_time_or_has_leave],
)
def add_evidence(
    case: CaseMachine, *, evidence: UUID, received: bool, file: UUID | None = None
) -> events.EvidenceAdded:
    """Add a piece of evidence: words, a file, or both. `received`: there is something, and a file arrived complete."""
    check_guard(guards.file_is_received_whole, received)
    return events.EvidenceAdded(evidence=evidence, side=case.acting.role, file=file)


@step(
    Verb.DISCLOSE_EVIDENCE,
    [
        S.INVESTIGATION,
        S.AWAITING_RESPONSE,
        S.RESPONSE_REVIEW,
        S.CASE_TO_ANSWER,
        S.PANEL_FORMING,
        S.HEARING,
        S.DELIBERATION,
        S.BOARD_DECISION,
        S.APPEAL,
    ],
)
def disclose_evidence(
    case: CaseMachine, *, evidence: UUID, copy: UUID, copied: bool, one_holder: bool, file: UUID | None = None
) -> events.EvidenceDisclosed:
    """Put a copy of a piece of evidence into the respondent's bundle."""
    check_guard(guards.evidence_is_of_this_case, case, evidence)
    check_guard(guards.copy_is_redacted, case, copied=copied, file=file)
    check_guard(guards.source_stays_hidden, one_holder=one_holder, file=file)
    return events.EvidenceDisclosed(evidence=evidence, copy=copy, one_holder=one_holder, file=file)


@step(
    Verb.FILE_LATE_EVIDENCE,
    [S.DELIBERATION, S.BOARD_DECISION],
    where=[guards.panel_still_takes_evidence, guards.board_has_not_voted],
)
def file_late_evidence(
    case: CaseMachine, *, evidence: UUID, received: bool, cause: bool, file: UUID | None = None
) -> events.LateEvidenceFiled:
    """Add evidence after the hearing, with the reason why it did not come before; this makes a running ballot void."""
    check_guard(guards.file_is_received_whole, received)
    check_guard(guards.evidence_could_not_come_before, cause)
    return events.LateEvidenceFiled(evidence=evidence, side=case.acting.role, file=file)


@step(
    Verb.RULE_LATE_EVIDENCE,
    [S.DELIBERATION, S.BOARD_DECISION],
    where=[guards.late_evidence_waits],
    docket=task(ClockName.FINDINGS, ClockName.REASONS, ClockName.REMIT, ClockName.BOARD_VOTE),
)
def rule_late_evidence(case: CaseMachine, *, evidence: UUID, ruling: LateRuling) -> events.LateEvidenceRuled:
    """Decide what happens with late evidence."""
    check_guard(guards.this_evidence_waits, case, evidence)
    check_guard(guards.ruling_is_open_here, case, ruling)
    return events.LateEvidenceRuled(piece=evidence, ruling=ruling)
