"""Steps of a case: evidence."""

from collections.abc import Collection
from uuid import UUID

from casework.procedure.evidence import guards
from casework.record import events
from casework.record.rights import ACCUSED
from casework.record.rights.originals import ORIGINALS
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, LateRuling, Seat, Verb
from casework.vocabulary.states import RULING
from casework.workflow.common_guards import content_still_exists
from casework.workflow.docket import task
from casework.workflow.guard import check_guard
from casework.workflow.lateness import HEARING
from casework.workflow.signatures import Signatures
from casework.workflow.step import CaseMachine, not_none, step


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
    by_code=True,
)
def add_evidence(
    case: CaseMachine, *, evidence: UUID, received: bool, file: UUID | None = None, pages: int = 0
) -> events.EvidenceAdded:
    """Add a piece of evidence: words, a file, or both. `received`: there is something, and a file arrived complete.

    What the member's side adds is a document of the bundle at once; `pages` are those that this side has filed before.
    """
    check_guard(guards.file_is_received_whole, received)
    if case.acting.as_(*ACCUSED):
        check_guard(guards.pages_need_no_leave, case, pages)
        return events.FilingAdded(evidence=evidence, side=case.acting.role, file=file)
    return events.EvidenceAdded(evidence=evidence, side=case.acting.role, file=file)


COPIED_IN = (
    S.INVESTIGATION,
    S.AWAITING_RESPONSE,
    S.RESPONSE_REVIEW,
    S.CASE_TO_ANSWER,
    S.PANEL_FORMING,
    S.HEARING,
    S.DELIBERATION,
    S.BOARD_DECISION,
    S.APPEAL,
)
COMPARERS = Signatures(first=frozenset({Seat.INVESTIGATOR}), second=frozenset({Seat.INVESTIGATOR, Seat.DECIDER}))


@step(Verb.DISCLOSE_EVIDENCE, COPIED_IN, choices=guards.some_evidence_can_be_copied)
def disclose_evidence(
    case: CaseMachine, *, evidence: UUID, copy: UUID, copied: bool, one_holder: bool, file: UUID | None = None
) -> events.EvidenceDisclosed:
    """Put a copy of a piece of evidence into the respondent's bundle."""
    check_guard(guards.evidence_is_of_this_case, case, evidence)
    check_guard(guards.no_filing_is_copied, case, evidence)
    check_guard(guards.nothing_withholds_it, case, evidence)
    check_guard(guards.no_covered_copy_of_it_waits, case, evidence)
    check_guard(guards.copy_is_redacted, case, copied=copied, file=file)
    check_guard(guards.source_stays_hidden, one_holder=one_holder, file=file)
    return events.EvidenceDisclosed(evidence=evidence, copy=copy, one_holder=one_holder, file=file)


@step(Verb.DISCLOSE_REDACTED_COPY, COPIED_IN, choices=guards.some_evidence_can_be_copied, signed_by=COMPARERS)
def disclose_redacted_copy(
    case: CaseMachine,
    *,
    evidence: UUID,
    copy: UUID,
    one_holder: bool,
    file: UUID,
    pages: int,
    compared: bool,
    known_hand: bool = False,
) -> events.RedactedCopyDisclosed:
    """Put a covered copy into the respondent's bundle, once a second person has compared it page by page."""
    check_guard(guards.evidence_is_of_this_case, case, evidence)
    check_guard(guards.no_filing_is_copied, case, evidence)
    check_guard(guards.nothing_withholds_it, case, evidence)
    check_guard(guards.copy_is_redacted, case, copied=True, file=file)
    check_guard(guards.source_stays_hidden, one_holder=one_holder, file=file)
    check_guard(guards.voice_and_hand_stay_in, known_hand=known_hand)
    check_guard(guards.copy_was_compared, compared)
    return events.RedactedCopyDisclosed(evidence=evidence, copy=copy, one_holder=one_holder, file=file, pages=pages)


@step(
    Verb.FILE_LATE_EVIDENCE,
    [S.HEARING, S.DELIBERATION, S.BOARD_DECISION],
    where=[guards.panel_still_takes_evidence, guards.board_has_not_voted],
    late=HEARING,
)
def file_late_evidence(
    case: CaseMachine,
    *,
    evidence: UUID,
    received: bool,
    cause: bool,
    gist: bool = False,
    file: UUID | None = None,
    pages: int = 0,
) -> events.LateEvidenceFiled:
    """Add evidence after its time, or beyond the pages of a side, with the reason; the chair gives leave, or does not."""
    check_guard(guards.file_is_received_whole, received)
    check_guard(guards.evidence_could_not_come_before, cause)
    too_many = not guards.pages_need_no_leave(case, pages)
    check_guard(guards.evidence_needs_leave, case, too_many_pages=too_many)
    if case.acting.as_(*ACCUSED):
        return events.LateFilingOffered(evidence=evidence, side=case.acting.role, file=file)
    check_guard(guards.gist_of_late_evidence_is_written, gist)
    return events.LateEvidenceFiled(evidence=evidence, side=case.acting.role, file=file)


@step(
    Verb.RULE_LATE_EVIDENCE,
    [S.HEARING, S.DELIBERATION, S.BOARD_DECISION],
    where=[guards.late_evidence_waits, guards.late_evidence_is_not_with_a_reviewer],
    docket=task(ClockName.LATE_EVIDENCE, ClockName.FINDINGS, ClockName.REASONS, ClockName.REMIT, ClockName.BOARD_VOTE),
    late=HEARING,
)
def rule_late_evidence(case: CaseMachine, *, evidence: UUID, ruling: LateRuling) -> events.LateEvidenceRuled:
    """Decide what happens with late evidence. Before the board, admitting it makes a running ballot void."""
    check_guard(guards.this_evidence_waits, case, evidence)
    check_guard(guards.member_has_the_gist, case, evidence)
    check_guard(guards.late_filing_was_looked_through, case, evidence)
    check_guard(guards.ruling_is_open_here, case, ruling)
    return events.LateEvidenceRuled(piece=evidence, ruling=ruling)


@step(
    Verb.SPEAK_ON_LATE_EVIDENCE,
    [S.HEARING, S.DELIBERATION, S.BOARD_DECISION],
    where=[guards.something_of_the_society_waits],
)
def speak_on_late_evidence(case: CaseMachine, *, evidence: UUID, words_written: bool) -> events.LateEvidenceAnswered:
    """Say, for the member, whether something that the Society brought late should be taken."""
    check_guard(guards.late_piece_is_to_be_answered, case, evidence)
    check_guard(guards.words_on_late_evidence_are_written, words_written)
    return events.LateEvidenceAnswered(evidence=evidence)


@step(
    Verb.LOOK_THROUGH_FILING,
    [state for state in S if state in RULING],
    where=[guards.a_filing_waits],
)
def look_through_filing(
    case: CaseMachine, *, filings: Collection[UUID], ready: bool, answered: bool
) -> events.FilingsLookedThrough:
    """Let in, as a reviewer, the filings that wait. What stays out is ruled out before, with reasons that both sides get.

    `ready`: their pages are made. `answered`: the machine marked nothing in them, or the reviewer says why it can be read.
    """
    check_guard(guards.these_are_the_filings_that_wait, case, filings)
    check_guard(guards.filings_are_ready, ready)
    check_guard(guards.marks_are_answered, answered)
    return events.FilingsLookedThrough(filings=tuple(sorted(filings)))


@step(Verb.EXCLUDE_FILING, [state for state in S if state in RULING], choices=guards.a_filing_stands)
def exclude_filing(case: CaseMachine, *, evidence: UUID, reasons_written: bool) -> events.FilingExcluded:
    """Rule out a filing of the member, or one that was offered late, with reasons that both sides get."""
    check_guard(guards.filing_stands, case, evidence)
    check_guard(guards.exclusion_has_reasons, reasons_written)
    return events.FilingExcluded(evidence=evidence)


@step(
    Verb.RELEASE_ORIGINAL,
    list(S),
    where=[content_still_exists, guards.original_goes_to_a_reader],
    signed_by=Signatures(first=frozenset(ORIGINALS), second=frozenset(ORIGINALS)),
)
def release_original(case: CaseMachine, *, evidence: UUID) -> events.OriginalReleased:
    """Release the file of a piece of evidence, or of a copy, to the person who asked first."""
    check_guard(guards.original_is_a_file, case, evidence)
    check_guard(guards.original_is_not_withheld, case, evidence)
    asked = not_none(case.view.proposals.of(Verb.RELEASE_ORIGINAL)).signers[0][0]
    return events.OriginalReleased(piece=evidence, person=asked)
