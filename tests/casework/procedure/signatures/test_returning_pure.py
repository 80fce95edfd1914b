"""A waiting step is sent back by those who may sign it, and taken back by its proposer: from the tables alone."""

from uuid import UUID, uuid4

import pytest

from casework.record.events import (
    CaseWithdrawn,
    ConflictDetected,
    ContentErased,
    Event,
    InformationLapsed,
    StepProposed,
    StepReturned,
    StepTakenBack,
)
from casework.record.state.screening import ScreeningPart
from casework.vocabulary import CaseState, ClosingCode, NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from casework.workflow.turns import next_to_act
from tests.casework.pure import By, PureCase, someone

STEP = Verb.REFER_CASE


def put_forward(state: CaseState = CaseState.SCREENING) -> tuple[PureCase, By, By, UUID]:
    """Return a case in which one of two officers has put a referral forward, both, and the proposal."""
    case = PureCase.new(state=state, screening=ScreeningPart(triaged=True, severity=2))
    seats = (Seat.SCREENER, Seat.SCREENER) if state is CaseState.SCREENING else (Seat.INVESTIGATOR, Seat.DECIDER)
    one, two = case.seat("sol", seats[0]), case.seat("sam", seats[1])
    return case, one, two, case.do(Verb.PROPOSE_STEP, by=one, proposed=STEP).id


def send_back(case: PureCase, by: By, proposal: UUID, *, reason: bool = True) -> object:
    return case.do(Verb.RETURN_STEP, by=by, proposed=STEP, signs=proposal, reason_written=reason)


def refused(case: PureCase, by: By, proposal: UUID, *, reason: bool = True) -> tuple[str, ...]:
    with pytest.raises(NotNow) as raised:
        send_back(case, by, proposal, reason=reason)
    return raised.value.reasons


def test_what_is_sent_back_waits_no_longer_and_comes_back_to_its_proposer() -> None:
    case, one, two, proposal = put_forward()
    event = send_back(case, two, proposal)
    assert event == StepReturned(id=event.id, proposal=proposal, step=STEP, proposer=one[0])  # type: ignore[attr-defined]
    (back,) = case.view.proposals.returned_to(one[0])
    assert (case.view.proposals.waiting, back.id, back.step, back.taken_back) == ((), proposal, STEP, False)
    assert case.view.proposals.returned_to(two[0]) == ()
    assert refused(case, two, proposal) == (REASONS["proposal_waits"],)


def test_its_proposer_takes_it_back_and_gives_no_reason() -> None:
    case, one, _two, proposal = put_forward()
    assert isinstance(send_back(case, one, proposal, reason=False), StepTakenBack)
    assert [back.taken_back for back in case.view.proposals.returned_to(one[0])] == [True]


def test_only_a_signature_that_would_count_can_be_refused_with_a_reason() -> None:
    case, _one, two, proposal = put_forward(CaseState.INVESTIGATION)
    other = case.seat("sue", Seat.INVESTIGATOR)
    assert refused(case, other, proposal) == (REASONS["actor_may_sign_next"],)
    assert refused(case, two, proposal, reason=False) == (REASONS["return_is_reasoned"],)
    assert refused(case, two, uuid4()) == (REASONS["signer_has_read_it"],)
    send_back(case, two, proposal)


def test_one_member_does_not_stop_what_a_majority_may_sign() -> None:
    case = PureCase.new(state=CaseState.DELIBERATION, screening=ScreeningPart(triaged=True, severity=2))
    chair, member = case.seat("pia", Seat.PANEL_CHAIR), case.seat("pam", Seat.PANEL_MEMBER)
    case.happen(put := StepProposed(step=Verb.RECORD_FINDINGS), by=chair)
    proposal = put.id
    with pytest.raises(NotNow) as raised:
        case.do(Verb.RETURN_STEP, by=member, proposed=Verb.RECORD_FINDINGS, signs=proposal, reason_written=True)
    assert raised.value.reasons == (REASONS["one_person_can_send_it_back"],)
    case.do(Verb.RETURN_STEP, by=chair, proposed=Verb.RECORD_FINDINGS, signs=proposal, reason_written=False)


def test_it_is_gone_once_anybody_puts_it_forward_again() -> None:
    for barred in (True, False):
        case, one, two, proposal = put_forward()
        send_back(case, two, proposal)
        if barred:
            case.happen(ConflictDetected(person=one[0], provisional=True))
        case.do(Verb.PROPOSE_STEP, by=case.seat("sue", Seat.SCREENER) if barred else one, proposed=STEP)
        assert case.view.proposals.returned == ()


def test_a_step_that_moves_the_case_is_the_turn_of_those_who_may_sign_it() -> None:
    case, _one, two, proposal = put_forward(CaseState.INVESTIGATION)
    first = next_to_act(case.view)
    assert (first.seat, first.signs, first.step is STEP) == (Seat.DECIDER, True, False)
    send_back(case, two, proposal)
    after = next_to_act(case.view)
    assert (after.step, after.signs) == (first.step, False)


def test_a_hold_that_waits_leaves_the_turn_where_it_is() -> None:
    case, one, _two, proposal = put_forward()
    send_back(case, one, proposal)
    before = next_to_act(case.view)
    case.do(Verb.PROPOSE_STEP, by=one, proposed=Verb.PLACE_HOLD)
    assert (next_to_act(case.view).seat, next_to_act(case.view).step) == (before.seat, before.step)


def test_without_anybody_who_may_sign_intake_fills_the_seat() -> None:
    case = PureCase.new(state=CaseState.SCREENING, screening=ScreeningPart(triaged=True, severity=2))
    case.do(Verb.PROPOSE_STEP, by=case.seat("sol", Seat.SCREENER), proposed=STEP)
    first = next_to_act(case.view)
    assert (first.seat, first.step) == (Seat.INTAKE, Verb.SEAT_OFFICER)


def test_a_step_that_ends_a_complaint_is_named_by_no_list() -> None:
    case = PureCase.new(state=CaseState.INVESTIGATION, screening=ScreeningPart(triaged=True, severity=2))
    case.seat("pia", Seat.PROTECTION_OFFICER)
    before = next_to_act(case.view)
    case.happen(StepProposed(step=Verb.ACCEPT_WITHDRAWAL), by=(someone("rhea"), Seat.REVIEWER))
    assert next_to_act(case.view) == before


@pytest.mark.parametrize("ends", [InformationLapsed(), CaseWithdrawn(closing_code=ClosingCode.WITHDRAWN)])
def test_what_a_move_of_the_case_ends_stays_with_its_proposer(ends: Event) -> None:
    case, one, two, proposal = put_forward()
    case.happen(ends)
    (mine,) = case.view.proposals.unsigned_of(one[0])
    assert (case.view.proposals.waiting, mine.id, mine.entry, mine.has_reason) == ((), proposal, ends.id, False)
    assert (case.view.proposals.unsigned_of(two[0]), case.view.proposals.returned) == ((), ())
    case.happen(StepProposed(step=Verb.PLACE_HOLD), by=two)
    assert case.view.proposals.unsigned_of(one[0]) == (mine,)
    case.happen(StepProposed(step=STEP), by=two)
    assert case.view.proposals.unsigned_of(one[0]) == ()


def test_what_a_move_ended_is_gone_with_its_proposer_and_with_the_file() -> None:
    for leaves in (ConflictDetected(person=someone("sol"), provisional=True), ContentErased(keys=1)):
        case, _one, _two, _proposal = put_forward()
        case.happen(InformationLapsed())
        case.happen(leaves)
        assert case.view.proposals.unsigned == ()


def test_a_step_that_is_taken_has_ended_nothing_of_its_own() -> None:
    case, _one, two, _proposal = put_forward()
    case.do(STEP, by=two, consented=True, duty=False)
    assert (case.view.proposals.waiting, case.view.proposals.unsigned) == ((), ())
