"""What comes after the hearing: late evidence before the panel and the board, and words on the sanction. No database."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from casework.procedure.evidence.guards import rulings_open
from casework.record.events import BallotClosed, BallotCounted, BallotOpened, BoardPackSent
from casework.vocabulary import BallotState, CaseState, ClockName, LateRuling, NotNow, Route, Seat, Verb
from casework.workflow.guard import REASONS
from policy.quorum import Option
from policy.rules import Level
from tests.casework.panel_road import (
    AVA,
    CLEO,
    OLA,
    REX,
    deliberating,
    found,
    recommend,
    sign_each,
    spoken_for,
    weighed,
)
from tests.casework.pure import CLOCK, By, PureCase, someone

BEA: By = (someone("bea"), Seat.BOARD_SECRETARY)
VERA: By = (someone("vera"), Seat.REVIEWER)
DAY = timedelta(days=1)


def file(case: PureCase, *, by: By = REX, **given: Any) -> Any:
    said = {"evidence": uuid4(), "received": True, "cause": True, "gist": True}
    return case.do(Verb.FILE_LATE_EVIDENCE, by=by, **said | given)


def rule(case: PureCase, ruling: LateRuling, *, by: By = CLEO, **given: Any) -> Any:
    (waiting,) = case.view.deliberation.late
    piece = case.view.evidence.get(waiting)
    assert piece is not None
    case.serve(piece.added_by, Seat.RESPONDENT)
    if unread := case.view.evidence.unread:
        case.do(Verb.LOOK_THROUGH_FILING, by=VERA, filings=tuple(unread), ready=True, answered=True)
    return case.do(Verb.RULE_LATE_EVIDENCE, by=by, **{"evidence": waiting, "ruling": ruling} | given)


def refused(doing: Any) -> tuple[str, ...]:
    with pytest.raises(NotNow) as no:
        doing()
    return no.value.reasons


def before_the_board(*, route: Route | None = None) -> PureCase:
    """A case that the panel has recommended a sanction in, its papers out."""
    case = spoken_for()
    recommend(case)
    case.happen(BoardPackSent(recommended=Level.L2), by=BEA)
    return case


def balloting(*, closed: bool = False) -> PureCase:
    """The same, a ballot opened, and perhaps closed, the case being sent back."""
    case = before_the_board()
    motions = (Option.REMIT, Option.L2)
    opened = BallotOpened(
        pack=case.happened[-1].event.id,
        voters=(someone("bo"),),
        filled=9,
        barred=0,
        alternates=0,
        motions=motions,
        needed=(5, 5),
        least=(5, 5),
        closes_at=case.now + DAY,
    )
    case.happen(opened, by=BEA)
    if closed:
        case.happen(BallotClosed(ballot=opened.id, present=5), by=BEA)
        case.happen(BallotCounted(ballot=opened.id, carried=motions[0], present=5), by=CLOCK)
    return case


def test_evidence_that_comes_late_stops_the_findings_until_somebody_rules() -> None:
    case = deliberating()
    file(case)
    assert case.reasons(Verb.RECORD_FINDINGS, by=CLEO)[0] == REASONS["late_evidence_is_dealt_with"]
    rule(case, LateRuling.REFUSED)
    assert case.reasons(Verb.GIVE_FIRST_VIEW, by=CLEO) == []
    sign_each(case)
    assert case.reasons(Verb.RECORD_FINDINGS, by=CLEO) == [REASONS["second_person_signed"]]
    assert case.replayed() == case.view


@pytest.mark.parametrize(
    ("given", "reason"),
    [({"received": False}, "file_is_received_whole"), ({"cause": False}, "evidence_could_not_come_before")],
)
def test_late_evidence_is_whole_and_says_why_it_is_late(given: dict[str, Any], reason: str) -> None:
    assert refused(lambda: file(deliberating(), **given)) == (REASONS[reason],)


def test_admitted_evidence_is_heard_before_anything_is_found() -> None:
    case = deliberating()
    sign_each(case)
    filed = file(case, by=OLA)
    rule(case, LateRuling.HEARD)
    assert case.reasons(Verb.RECORD_FINDINGS, by=CLEO)[0] == REASONS["admitted_evidence_was_heard"]
    case.do(Verb.REOPEN_HEARING, by=CLEO, hearing_on=case.view.today + 40 * DAY)
    assert (case.state, case.view.evidence.all[-1].id) == (CaseState.HEARING, filed.evidence)
    known = case.view.deliberation
    assert (known.late_admitted, known.first_views, known.signed) == (False, frozenset(), ())


def test_once_findings_are_saved_the_panel_takes_no_more_and_says_what_is_open() -> None:
    assert found().reasons(Verb.FILE_LATE_EVIDENCE, by=REX) == [REASONS["panel_still_takes_evidence"]]


def test_what_may_become_of_it_depends_on_where_the_case_is() -> None:
    before, board = deliberating(), before_the_board()
    assert (rulings_open(before.view), rulings_open(board.view)) == (
        (LateRuling.REFUSED, LateRuling.HEARD),
        (LateRuling.REFUSED, LateRuling.SANCTION_ONLY, LateRuling.FACTS),
    )
    file(before)
    assert refused(lambda: rule(before, LateRuling.FACTS)) == (REASONS["ruling_is_open_here"],)


def test_what_does_not_wait_is_not_ruled_on() -> None:
    case = deliberating()
    assert case.reasons(Verb.RULE_LATE_EVIDENCE, by=CLEO) == [REASONS["late_evidence_waits"]]
    file(case)
    assert refused(lambda: rule(case, LateRuling.REFUSED, evidence=uuid4())) == (REASONS["this_evidence_waits"],)


def test_evidence_during_a_ballot_voids_nothing_and_the_count_waits_for_a_ruling() -> None:
    case = balloting()
    file(case)
    ballot = case.view.board.ballot
    assert ballot is not None
    assert ballot.state is BallotState.OPEN
    case.wait(days=2)
    assert case.reasons(Verb.CLOSE_BALLOT, by=BEA) == [REASONS["late_evidence_is_dealt_with"]]
    rule(case, LateRuling.REFUSED, by=AVA)
    assert case.reasons(Verb.CLOSE_BALLOT, by=BEA) == []


@pytest.mark.parametrize("ruling", [LateRuling.SANCTION_ONLY, LateRuling.FACTS])
def test_evidence_that_is_admitted_during_a_ballot_voids_it(ruling: LateRuling) -> None:
    case = balloting()
    file(case)
    rule(case, ruling, by=AVA)
    ballot = case.view.board.ballot
    assert ballot is not None
    assert ballot.state is BallotState.VOIDED
    case.do(Verb.VOID_BALLOT, by=BEA)
    assert not any(run.running for run in case.view.clocks if run.name == ClockName.BALLOT)


def test_a_ballot_with_a_result_stands_and_the_evidence_is_for_an_appeal() -> None:
    assert balloting(closed=True).reasons(Verb.FILE_LATE_EVIDENCE, by=REX) == [REASONS["board_has_not_voted"]]


@pytest.mark.parametrize(
    ("ruling", "papers"), [(LateRuling.REFUSED, True), (LateRuling.SANCTION_ONLY, False), (LateRuling.FACTS, False)]
)
def test_what_is_taken_before_the_board_asks_for_new_papers(ruling: LateRuling, papers: bool) -> None:
    case = before_the_board()
    file(case)
    assert REASONS["late_evidence_is_dealt_with"] in case.reasons(Verb.OPEN_BALLOT, by=BEA)
    rule(case, ruling, by=AVA)
    assert (case.view.board.pack is not None) is papers


def test_the_respondent_speaks_on_the_sanction_once_and_then_the_panel_need_not_wait() -> None:
    early, case = found(), weighed()
    assert early.reasons(Verb.SUBMIT_ON_SANCTION, by=REX) == [early.reason("sanction_views_are_open")]
    case.serve(case.happened[-1].event.id, Seat.RESPONDENT)
    assert case.reason("sanction_views_are_in_or_time_is_over") in case.reasons(Verb.RECOMMEND_SANCTION, by=CLEO)
    case.do(Verb.SUBMIT_ON_SANCTION, by=REX)
    assert case.reasons(Verb.SUBMIT_ON_SANCTION, by=REX) == [REASONS["sanction_views_are_new"]]
    assert case.reasons(Verb.RECOMMEND_SANCTION, by=CLEO) == [REASONS["second_person_signed"]]


def test_nobody_speaks_on_a_sanction_before_a_finding_or_after_the_time() -> None:
    before, unproven, late = deliberating(), found(proven=False), spoken_for()
    assert [one.reasons(Verb.SUBMIT_ON_SANCTION, by=REX) for one in (before, unproven, late)] == [
        [REASONS["findings_are_saved"], REASONS["something_is_proven"], before.reason("sanction_views_are_open")],
        [REASONS["something_is_proven"], unproven.reason("sanction_views_are_open")],
        [late.reason("sanction_views_are_open")],
    ]
