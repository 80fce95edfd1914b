"""What the board sends back, voids and votes on again, without a database."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from casework.procedure.board import steps, voiding
from casework.record.events import (
    AppealLapsed,
    CaseAbated,
    ConflictDetected,
    LateEvidenceFiled,
    LateEvidenceRuled,
    MentionRuled,
)
from casework.record.state import CaseView
from casework.vocabulary import (
    AllegationState,
    CaseState,
    ClockName,
    ClosingCode,
    LateRuling,
    NotNow,
    PanelState,
    Seat,
    Verb,
    VoidFor,
)
from casework.workflow.guard import REASONS
from policy.quorum import Option
from tests.casework.board_road import (
    BEA,
    BOARD,
    VERA,
    VIC,
    ballot_ends,
    before_the_board,
    opened,
    sent,
    vote,
    with_papers,
)
from tests.casework.panel_road import AVA, CLEO, FREE, MILO, REX, had_the_letter, recommend
from tests.casework.pure import CLOCK, PureCase, someone

NORA_NEW = someone("an alternate")


def voted(case: PureCase, carried: Option | None) -> PureCase:
    """Let a ballot end so."""
    return ballot_ends(opened(with_papers(case)), carried)


def remitted(option: int = 0) -> PureCase:
    """A board that voted to send the case back: to the same panel, or (1) to a new one."""
    return voted(before_the_board(), (Option.REMIT, Option.REMIT_TO_NEW_PANEL)[option])


def refused(case: PureCase, verb: Verb, *, by: Any, **given: Any) -> tuple[str, ...]:
    with pytest.raises(NotNow) as no:
        case.do(verb, by=by, **given)
    return no.value.reasons


def voters_of(case: PureCase) -> frozenset[UUID]:
    assert case.view.board.ballot is not None
    return case.view.board.ballot.voters


def running(view: CaseView) -> set[ClockName]:
    return {run.name for run in view.clocks if run.running} - {ClockName.STATUS, ClockName.FEEDBACK}


def test_the_same_panel_recommends_again_within_thirty_days_of_a_remittal() -> None:
    case = remitted()
    findings = case.view.deliberation.findings
    case.do(Verb.REMIT_TO_PANEL, by=BEA, defect_written=True)
    known = case.view
    assert case.state == CaseState.DELIBERATION
    assert known.deliberation.findings == findings
    assert known.deliberation.recommended is None
    assert running(known) == {ClockName.REMIT}
    assert case.reasons(Verb.RECORD_FINDINGS, by=CLEO)[0] == REASONS["findings_are_not_saved"]
    had_the_letter(case)
    recommend(case)
    assert (case.state, case.view.board.declared, case.view.board.pack) == (
        CaseState.BOARD_DECISION,
        frozenset(),
        None,
    )


def test_a_case_is_sent_back_once_and_the_second_ballot_does_not_offer_it() -> None:
    case = remitted()
    case.do(Verb.REMIT_TO_PANEL, by=BEA, defect_written=True)
    had_the_letter(case)
    recommend(case)
    opened(with_papers(case))
    assert case.view.board.ballot is not None
    assert case.view.board.ballot.motions == (Option.DISMISS_ON_LAW, Option.L2)


def test_a_new_panel_starts_from_the_charges_and_nobody_of_the_first_sits_on_it() -> None:
    case = remitted(1)
    case.do(Verb.REMIT_TO_NEW_PANEL, by=BEA, defect_written=True)
    known = case.view
    assert case.state == CaseState.PANEL_FORMING
    assert known.panel.state == PanelState.DISCHARGED
    assert known.deliberation.saved is False
    assert [one.state for one in known.allegations.all] == [AllegationState.CHARGED]
    assert running(known) == {ClockName.PANEL_LIST}
    again = {"chair": CLEO[0], "members": (someone("a"), someone("b")), "lay": (someone("a"),)}
    said = refused(case, Verb.NAME_PANEL, by=AVA, **again, by_rota=True, reason_given=False)
    assert said == (REASONS["members_are_free_to_sit"],)


@pytest.mark.parametrize(
    ("option", "verb", "reason"),
    [
        (0, Verb.REMIT_TO_PANEL, "defect_is_written"),
        (1, Verb.REMIT_TO_NEW_PANEL, "defect_is_written"),
        (1, Verb.REMIT_TO_PANEL, "defect_is_not_in_the_findings"),
        (0, Verb.RETURN_CONSENT, "route_is_consent"),
        (0, Verb.RETURN_BREACH, "route_is_breach"),
        (0, Verb.WRITE_DECISION_LETTER, "motion_is_not_a_remittal"),
    ],
)
def test_what_the_board_did_not_vote_for_is_refused(option: int, verb: Verb, reason: str) -> None:
    given = {"chair": BOARD[0][0]} if verb is Verb.WRITE_DECISION_LETTER else {"defect_written": False}
    assert refused(remitted(option), verb, by=BEA, **given) == (REASONS[reason],)


def test_a_panel_that_lost_its_quorum_gets_nothing_back() -> None:
    case = remitted()
    case.happen(ConflictDetected(person=MILO[0], provisional=False))
    assert case.reasons(Verb.REMIT_TO_PANEL, by=BEA) == [REASONS["panel_still_stands"]]
    case.do(Verb.REMIT_TO_NEW_PANEL, by=BEA, defect_written=True)
    assert case.state == CaseState.PANEL_FORMING


def test_a_late_conflict_voids_the_ballot_and_the_next_is_without_that_voter() -> None:
    case = opened(with_papers(before_the_board()))
    vote(case, BOARD[:4])
    assert case.reasons(Verb.VOID_BALLOT, by=BEA) == [REASONS["ballot_must_be_void"]]
    case.happen(ConflictDetected(person=BOARD[0][0], provisional=True))
    assert case.reasons(Verb.VOID_BALLOT, by=BEA) == [REASONS["ballot_must_be_void"]]
    case.happen(MentionRuled(subject=BOARD[0][0], stands=True))
    assert case.reasons(Verb.CAST_VOTE, by=BOARD[5])[0] == REASONS["ballot_is_open"]
    event = case.do(Verb.VOID_BALLOT, by=BEA)
    assert event.cause == VoidFor.CONFLICT
    assert event.absent == ()
    assert case.view.board.ballot is None
    assert ClockName.BALLOT not in running(case.view)
    opened(case)
    assert voters_of(case) == {person for person, _ in BOARD[1:]}
    assert case.view.board.ballot is not None
    assert (case.view.board.ballot.electorate.eligible, case.view.board.ballot.votes) == (8, ())


def test_evidence_admitted_late_voids_the_ballot_and_new_papers_go_out() -> None:
    case = opened(with_papers(before_the_board()))
    piece = uuid4()
    case.happen(LateEvidenceFiled(evidence=piece, side=Seat.RESPONDENT), by=REX)
    case.happen(LateEvidenceRuled(piece=piece, ruling=LateRuling.SANCTION_ONLY), by=AVA)
    assert case.do(Verb.VOID_BALLOT, by=CLOCK).cause is VoidFor.PAPERS


def test_there_is_nothing_to_void_without_a_ballot_or_after_its_result() -> None:
    case = with_papers(before_the_board())
    assert REASONS["ballot_was_opened"] in case.reasons(Verb.VOID_BALLOT, by=BEA)
    ballot_ends(opened(case), Option.L2)
    assert case.reasons(Verb.VOID_BALLOT, by=BEA) == [REASONS["ballot_must_be_void"]]


def test_too_few_voters_void_the_ballot_and_absent_ones_declare_again() -> None:
    case = opened(with_papers(before_the_board()))
    vote(case, BOARD[:4])
    case.wait(days=11)
    assert refused(case, Verb.VOID_BALLOT, by=BEA) == (REASONS["ballot_must_be_void"],)
    case.do(Verb.CLOSE_BALLOT, by=BEA)
    assert refused(case, Verb.VOID_BALLOT, by=BEA) == (REASONS["ballot_must_be_void"],)
    event = case.do(Verb.VOID_BALLOT, by=CLOCK, counting=VoidFor.ABSENCE)
    assert (event.cause, set(event.absent)) == (VoidFor.ABSENCE, {person for person, _ in BOARD[4:]})
    assert case.view.board.declared == {person for person, _ in BOARD[:4]}
    assert case.reasons(Verb.OPEN_BALLOT, by=BEA) == [REASONS["enough_voters_are_free"]]


def test_the_first_absence_is_mended_with_alternates_and_the_second_is_passed_on() -> None:
    case = opened(with_papers(before_the_board()))
    vote(case, BOARD[:4])
    case.wait(days=11)
    case.do(Verb.CLOSE_BALLOT, by=BEA)
    event = case.do(Verb.VOID_BALLOT, by=CLOCK, counting=VoidFor.ABSENCE)
    alternate = (NORA_NEW, Seat.BOARD_MEMBER)
    case.do(Verb.SEAT_ALTERNATE, by=BEA, person=NORA_NEW, next_one=NORA_NEW)
    case.do(Verb.DECLARE_INTERESTS, by=alternate, **FREE)
    opened(case)
    frozen = case.view.board.ballot
    assert frozen is not None
    assert (frozen.electorate.filled, frozen.electorate.barred, frozen.electorate.alternates) == (9, 5, 1)
    vote(case, BOARD[:2])
    case.wait(days=11)
    case.do(Verb.CLOSE_BALLOT, by=BEA)
    case.enter(CLOCK)
    event = steps.void_ballot(case, counting=VoidFor.ABSENCE)
    passed_on = voiding.escalation_of(case, event)
    assert passed_on is not None
    assert (len(event.absent), passed_on.clock) == (3, ClockName.BOARD_VOTE)


def test_alternates_are_seated_in_their_order_and_only_where_they_are_needed() -> None:
    case = with_papers(before_the_board())
    assert case.reasons(Verb.SEAT_ALTERNATE, by=BEA) == [REASONS["board_is_below_minimum_or_absent"]]
    for person, _ in BOARD[:5]:
        case.happen(ConflictDetected(person=person, provisional=False))
    assert case.reasons(Verb.OPEN_BALLOT, by=BEA) == [REASONS["enough_voters_are_free"]]
    other = {"person": someone("the second"), "next_one": NORA_NEW}
    assert refused(case, Verb.SEAT_ALTERNATE, by=BEA, **other) == (REASONS["alternate_is_next_in_the_pool"],)
    case.do(Verb.SEAT_ALTERNATE, by=BEA, person=NORA_NEW, next_one=NORA_NEW)
    assert case.reasons(Verb.SEAT_ALTERNATE, by=BEA) == [REASONS["board_is_below_minimum_or_absent"]]
    case.do(Verb.DECLARE_INTERESTS, by=(NORA_NEW, Seat.BOARD_MEMBER), **FREE)
    opened(case)
    assert voters_of(case) == {NORA_NEW, *(person for person, _ in BOARD[5:])}


def decided(*, tainted: bool) -> PureCase:
    """A decision of the board, and, where `tainted`, a conflict of one of its voters found since."""
    case = voted(before_the_board(), Option.L2)
    event = sent(case)
    imposed = steps.impose(case, event)
    assert imposed is not None
    case.happen(imposed, by=BEA)
    if tainted:
        case.happen(ConflictDetected(person=BOARD[0][0], provisional=False))
    return case


def test_a_decision_is_not_voided_once_the_member_has_died() -> None:
    case = decided(tainted=True)
    case.happen(CaseAbated(closing_code=ClosingCode.ABATED_BY_DEATH))
    assert REASONS["case_was_not_abated"] in case.reasons(Verb.VOID_DECISION, by=VERA)


def test_two_reviewers_void_a_decision_only_where_the_tainted_vote_was_decisive() -> None:
    clean, case = decided(tainted=False), decided(tainted=True)
    assert clean.reasons(Verb.VOID_DECISION, by=VERA)[0] == REASONS["late_conflict_was_found"]
    assert case.reasons(Verb.VOID_DECISION, by=VERA) == [REASONS["second_person_signed"]]
    with pytest.raises(NotNow) as no:
        case.two(Verb.VOID_DECISION, first=VERA, second=VIC, decisive=False)
    assert no.value.reasons == (REASONS["vote_was_decisive"],)
    case.do(Verb.VOID_DECISION, by=VIC, decisive=True)
    known = case.view
    assert case.state == CaseState.BOARD_DECISION
    assert known.board.decision is None
    assert known.board.readable_ballots == frozenset()
    assert known.sanctions.current is None
    assert running(known) == {ClockName.BOARD_VOTE}


def test_the_board_votes_again_after_a_voided_decision_without_that_voter() -> None:
    case = decided(tainted=True)
    case.two(Verb.VOID_DECISION, first=VERA, second=VIC, decisive=True)
    case.view = replace(case.view, board_members=frozenset(person for person, _ in BOARD))
    opened(with_papers(case))
    assert voters_of(case) == {person for person, _ in BOARD[1:]}


def test_who_decided_in_the_case_does_not_void_its_decision() -> None:
    case = decided(tainted=True)
    screened = (CLEO[0], Seat.REVIEWER)
    assert REASONS["officers_are_new"] in case.reasons(Verb.VOID_DECISION, by=screened)


def test_a_final_decision_can_be_voided_too() -> None:
    case = decided(tainted=True)
    case.happen(
        AppealLapsed(
            from_state=CaseState.APPEAL_WINDOW, to_state=CaseState.CLOSED, closing_code=ClosingCode.SANCTION_COMPLETED
        )
    )
    vars(case)["state"] = CaseState.CLOSED.value
    case.two(Verb.VOID_DECISION, first=VERA, second=VIC, decisive=True)
    assert (case.state, case.closing_code) == (CaseState.BOARD_DECISION, "")


def test_who_was_seated_as_an_alternate_sits_for_one_decision() -> None:
    case = with_papers(before_the_board(board=3))
    case.happen(ConflictDetected(person=BOARD[0][0], provisional=False))
    case.do(Verb.SEAT_ALTERNATE, by=BEA, person=NORA_NEW, next_one=NORA_NEW)
    case.do(Verb.DECLARE_INTERESTS, by=(NORA_NEW, Seat.BOARD_MEMBER), **FREE)
    ballot_ends(opened(case), Option.REMIT, (*BOARD[1:3], (NORA_NEW, Seat.BOARD_MEMBER)))
    case.do(Verb.REMIT_TO_PANEL, by=BEA, defect_written=True)
    assert case.view.people.holding(Seat.BOARD_MEMBER) == frozenset()
    assert (NORA_NEW, Seat.BOARD_MEMBER) in case.view.people.acts
