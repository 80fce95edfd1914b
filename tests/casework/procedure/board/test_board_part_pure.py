"""What each event does to what is known of the board: the papers, the declarations, the ballot, what it rests on."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from casework.record import events as e
from casework.record.events import Terms
from casework.record.state.appeal import Appeal, AppealPart, numbers_of
from casework.record.state.board import Ballot, BoardPart
from casework.record.state.sanctions import Sanction, SanctionsPart
from casework.vocabulary import BallotState, ClosingCode, LateRuling, Route, Seat, VoidFor
from policy.quorum import Option
from policy.rules import Level
from tests.casework.ballot_by_hand import (
    ADA,
    BEN,
    CARA,
    CARRIED,
    CLOSED,
    NOT_CARRIED,
    OPEN,
    PACK,
    VOIDED,
    ballot,
    case,
    conflicted,
    with_votes,
)  # fmt: skip
from tests.casework.pure import MONDAY, RULES, By, someone

BY_ADA: By = (ADA, Seat.BOARD_MEMBER)
BY_CARA: By = (CARA, Seat.BOARD_MEMBER)


def after(event: e.Event, put: Ballot | None = None, *, by: By = BY_ADA, **board: Any) -> BoardPart:
    """Return what is known of the board after one event."""
    known = case(put, **board)
    known.happen(event, by=by)
    return known.view.board


def state_after(event: e.Event, put: Ballot, *, by: By = BY_ADA) -> BallotState:
    """Return the state of a ballot after one event."""
    known = after(event, put, by=by).ballot
    assert known is not None
    return known.state


def test_new_papers_end_the_ballot_on_the_old_ones() -> None:
    sent = e.BoardPackSent(recommended=Level.L4)
    known = after(sent, ballot())
    assert (known.pack, known.ballot) == (sent.id, None)


def test_a_member_who_declares_replaces_nobody_who_was_absent() -> None:
    known = after(e.InterestsDeclared(), unfilled=2, people=conflicted(seats={(ADA, Seat.BOARD_MEMBER)}))
    assert (known.declared, known.unfilled) == (frozenset({ADA}), 2)


@pytest.mark.parametrize(("unfilled", "left"), [(3, 2), (2, 1), (1, 0), (0, 0)])
def test_a_voter_who_was_absent_and_declares_again_is_no_longer_missed(unfilled: int, left: int) -> None:
    known = after(e.InterestsDeclared(), unfilled=unfilled, declared=frozenset({BEN}))
    assert (known.declared, known.unfilled) == (frozenset({ADA, BEN}), left)


@pytest.mark.parametrize(("unfilled", "left"), [(3, 2), (2, 1), (1, 0), (0, 0)])
def test_an_alternate_replaces_one_who_was_absent(unfilled: int, left: int) -> None:
    assert after(e.AlternateSeated(person=CARA), unfilled=unfilled).unfilled == left


@pytest.mark.parametrize("earlier", [1, 2])
def test_ballots_are_counted_as_they_open(earlier: int) -> None:
    opened = e.BallotOpened(
        pack=PACK, voters=(ADA,), filled=9, barred=5, alternates=1, motions=(Option.L4,), needed=(5,),
        least=(5,), closes_at=MONDAY,
    )  # fmt: skip
    known = after(opened, ballots=earlier)
    assert known.ballots == earlier + 1
    assert known.ballot is not None
    assert (known.ballot.id, known.ballot.electorate.eligible) == (opened.id, 5)


def test_a_vote_is_added_to_those_before_it() -> None:
    known = after(e.VoteCast(ballot=someone("ballot")), ballot(**with_votes(BEN)))
    assert known.ballot is not None
    assert [vote.voter for vote in known.ballot.votes] == [BEN, ADA]
    assert known.ballot.voted == {ADA, BEN}


@pytest.mark.parametrize(("carried", "state"), [(Option.L4, CARRIED), (None, NOT_CARRIED)])
def test_a_ballot_ends_as_it_was_counted(carried: Option | None, state: BallotState) -> None:
    closed = after(e.BallotClosed(ballot=someone("ballot"), present=2), ballot()).ballot
    assert closed is not None
    assert (closed.state, closed.is_running, closed.has_result) == (CLOSED, True, False)
    known = after(e.BallotCounted(ballot=someone("ballot"), carried=carried, present=2), closed).ballot
    assert known is not None
    assert (known.state, known.carried, known.present) == (state, carried, 2)


@pytest.mark.parametrize(("by", "state"), [(BY_ADA, VOIDED), (BY_CARA, OPEN)])
def test_a_voter_who_declares_a_conflict_voids_the_ballot_and_nobody_else_does(by: By, state: BallotState) -> None:
    assert state_after(e.ConflictDeclared(), ballot(), by=by) is state


@pytest.mark.parametrize(
    ("person", "provisional", "state"), [(BEN, False, VOIDED), (BEN, True, OPEN), (CARA, False, OPEN)]
)
def test_a_conflict_of_a_voter_voids_the_ballot_once_it_stands(
    person: Any, provisional: bool, state: BallotState
) -> None:
    assert state_after(e.ConflictDetected(person=person, provisional=provisional), ballot()) is state


@pytest.mark.parametrize("stands", [True, False])
def test_a_mention_voids_the_ballot_only_when_it_is_upheld(stands: bool) -> None:
    assert state_after(e.MentionRuled(subject=BEN, stands=stands), ballot()) is (VOIDED if stands else OPEN)


def test_evidence_that_is_filed_voids_no_ballot() -> None:
    assert state_after(e.LateEvidenceFiled(evidence=uuid4(), side=Seat.RESPONDENT), ballot()) is OPEN


@pytest.mark.parametrize("ruling", list(LateRuling))
def test_evidence_that_is_admitted_voids_a_ballot(ruling: LateRuling) -> None:
    admitted = ruling in (LateRuling.SANCTION_ONLY, LateRuling.FACTS)
    assert state_after(e.LateEvidenceRuled(piece=uuid4(), ruling=ruling), ballot()) is (VOIDED if admitted else OPEN)


@pytest.mark.parametrize("put", [ballot(), ballot(CARRIED), ballot(NOT_CARRIED)])
def test_the_end_of_a_case_voids_an_open_ballot_only(put: Ballot) -> None:
    expected = VOIDED if put.state is OPEN else put.state
    assert state_after(e.CaseAbated(closing_code=ClosingCode.ABATED_BY_DEATH), put) is expected


@pytest.mark.parametrize("ruling", list(LateRuling))
def test_admitted_late_evidence_asks_for_new_papers(ruling: LateRuling) -> None:
    admitted = ruling in (LateRuling.SANCTION_ONLY, LateRuling.FACTS)
    known = after(e.LateEvidenceRuled(piece=uuid4(), ruling=ruling))
    assert known.pack == (None if admitted else PACK)


@pytest.mark.parametrize("earlier", [1, 2])
@pytest.mark.parametrize(
    ("absent", "missed", "declared"), [((), 0, {ADA, BEN}), ((BEN,), 1, {ADA}), ((BEN, CARA), 1, {ADA})]
)
def test_a_void_ballot_is_gone_and_the_absent_declare_again(
    absent: Any, missed: int, declared: Any, earlier: int
) -> None:
    event = e.BallotVoided(ballot=someone("ballot"), cause=VoidFor.ABSENCE, absent=absent)
    known = after(event, ballot(), absences=earlier, declared=frozenset({ADA, BEN}))
    assert (known.ballot, known.absences, known.declared, known.unfilled) == (
        None,
        earlier + missed,
        declared,
        len(absent),
    )


FRESH: dict[str, object] = {"pack": None, "ballot": None, "declared": frozenset(), "absences": 0, "unfilled": 0}
BUSY: dict[str, Any] = {"declared": frozenset({ADA}), "absences": 1, "unfilled": 1}


def is_fresh(known: BoardPart) -> bool:
    """Whether the board starts again: no papers, no declarations, no ballot, nobody absent."""
    return {name: getattr(known, name) for name in FRESH} == FRESH


def test_a_decision_rests_on_its_ballot() -> None:
    decided = e.BoardDecided(carried=Option.L4, level=Level.L4, route=Route.PANEL)
    known = after(decided, ballot(CARRIED), relied_on=(someone("earlier"),))
    assert known.relied_on == (someone("earlier"), someone("ballot"))
    assert known.decision is not None
    assert (known.decision.id, known.decision.carried, known.decision.level) == (decided.id, Option.L4, Level.L4)


def test_a_decision_without_a_ballot_rests_on_none() -> None:
    assert after(e.BoardDecided(carried=None, level=Level.L0, route=Route.PANEL)).relied_on == ()


@pytest.mark.parametrize("event", [e.RemittedToPanel(), e.RemittedToNewPanel(), e.ConsentReturned()])
def test_what_is_sent_back_rests_on_its_ballot_and_the_board_starts_again(event: e.Event) -> None:
    known = after(event, ballot(CARRIED, Option.REMIT), **BUSY)
    assert (known.remitted, known.relied_on, is_fresh(known)) == (True, (someone("ballot"),), True)


def test_a_voided_decision_rests_on_its_ballot_no_longer() -> None:
    earlier = (someone("first"), someone("second"))
    known = after(e.DecisionVoided(), ballot(CARRIED), relied_on=(*earlier, someone("ballot")), **BUSY)
    assert (known.relied_on, known.decision, is_fresh(known)) == (earlier, None, True)


@pytest.mark.parametrize("event", [e.CaseReopened(endless=False), e.CaseReopenedForHearing(endless=False)])
def test_a_reopened_case_comes_to_a_board_that_starts_again(event: e.Event) -> None:
    assert is_fresh(after(event, ballot(CARRIED), **BUSY))


def test_a_returned_breach_goes_back_to_the_decision_in_force() -> None:
    terms = Terms(level=Level.L5)
    known = after(e.BreachReturned(), ballot(CARRIED, Option.REMIT), before_breach=(Route.CONSENT, terms), **BUSY)
    assert (known.route, known.recommended, is_fresh(known)) == (Route.CONSENT, terms, True)


def test_a_reported_breach_remembers_the_decision_in_force() -> None:
    terms = Terms(level=Level.L5)
    known = after(
        e.BreachReported(breached=someone("condition")), ballot(CARRIED), route=Route.PANEL, recommended=terms, **BUSY
    )
    assert (known.route, known.before_breach, is_fresh(known)) == (Route.BREACH, (Route.PANEL, terms), True)


def test_votes_are_checked_where_something_rests_on_them_or_the_ballot_ended() -> None:
    earlier = someone("earlier")
    known = [case(put, relied_on=(earlier,)).view.board for put in (None, ballot(), ballot(CARRIED))]
    assert [one.readable_ballots for one in known] == [{earlier}, {earlier}, {earlier, someone("ballot")}]


def test_votes_of_a_ballot_that_a_decision_rests_on_stay_to_be_looked_at() -> None:
    put = ballot(CARRIED)
    assert case(put, relied_on=(put.id,)).view.board.readable_ballots == {put.id}


def test_who_declares_twice_has_declared() -> None:
    assert after(e.InterestsDeclared(), declared=frozenset({ADA})).declared == {ADA}


def test_a_conflict_without_a_ballot_voids_none() -> None:
    assert after(e.ConflictDetected(person=BEN, provisional=False)).ballot is None


def test_a_decision_is_by_the_ballot_that_came_last() -> None:
    put = ballot(CARRIED)
    known = [case(put, relied_on=relied).view.board for relied in ((), (put.id,), (put.id, someone("later")))]
    assert [one.decisive_ballot for one in known] == [None, put, None]


@pytest.mark.parametrize(
    ("put", "carried", "finished"),
    [
        (ballot(), None, False),
        (ballot(CARRIED), Option.L4, True),
        (ballot(NOT_CARRIED), None, True),
        (ballot(VOIDED), None, False),
    ],
)
def test_a_ballot_has_a_result_once_it_was_counted(put: Ballot, carried: Option | None, finished: bool) -> None:
    assert (put.carried, put.has_result) == (carried, finished)


def test_nothing_recommended_allows_no_level_and_a_recommendation_its_own() -> None:
    known = (BoardPart(), BoardPart(recommended=Terms(level=Level.L6)))
    assert [one.highest for one in known] == [Level.L0, Level.L6]


def test_a_new_board_has_counted_nothing() -> None:
    known = BoardPart()
    assert (known.ballots, known.remitted, known.absences, known.unfilled) == (0, False, 0, 0)


@pytest.mark.parametrize("route", list(Route))
@pytest.mark.parametrize("side", [Seat.RESPONDENT, Seat.INVESTIGATOR])
def test_a_board_may_go_higher_after_a_remittal_on_a_breach_or_a_society_appeal(route: Route, side: Seat) -> None:
    known = case(ballot(CARRIED), route=route, recommended=Terms(level=Level.L7), **BUSY)
    decided = Sanction(id=someone("sanction"), imposed=someone("decision"), level=Level.L5, findings=())
    appeals = AppealPart(all=(Appeal(id=someone("appeal"), side=side),))
    known.view = replace(known.view, appeal=appeals, sanctions=SanctionsPart(all=(decided,)))
    by_society = side is Seat.INVESTIGATOR
    right = [code for code, one in RULES.appeal_grounds.items() if one.society is by_society][:1]
    known.happen(e.AppealRemittedToBoard(succeeded=numbers_of(RULES, right)), by=BY_ADA)
    highest = Level.L7 if route is Route.BREACH or side is Seat.INVESTIGATOR else Level.L5
    assert (known.view.board.highest, is_fresh(known.view.board)) == (highest, True)
