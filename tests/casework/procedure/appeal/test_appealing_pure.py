"""Appeals without a database: who may, when, on which ground, and before whom."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from casework.models import Case
from casework.models.case import project
from casework.record.events import AppealPanelSeated, BoardDecided, Recused, RetaliationReported
from casework.vocabulary import (
    AppealState,
    CaseState,
    ClockName,
    Route,
    Seat,
    Verb,
)
from casework.workflow.guard import REASONS
from policy.rules import Level
from tests.casework.appeal_road import (
    AMOS,
    ANOUK,
    APPEAL_PANEL,
    ARNE,
    AVA,
    LATE,
    LENIENT,
    OLA,
    OWN,
    REX,
    VERA,
    WRITTEN,
    decided,
    final,
    lodged,
    refused,
    seated,
)
from tests.casework.pure import someone


def test_an_appeal_keeps_its_grounds_by_number_and_the_sanction_stayed() -> None:
    case = decided()
    event = case.do(Verb.LODGE_APPEAL, by=REX, **OWN)
    (one,) = case.view.appeal.live
    assert event.side == Seat.RESPONDENT
    assert event.numbers == (1, 4)
    assert one.codes == ("disproportionate", "procedure")
    assert (case.state, case.view.sanctions.all[-1].state) == (CaseState.APPEAL, "stayed")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"codes": (), "grounds_written": True}, "appeal_ground_is_given"),
        ({"codes": ("procedure",), "grounds_written": False}, "appeal_ground_is_given"),
        (LENIENT, "ground_is_of_this_side"),
        ({"codes": ("regret",), "grounds_written": True}, "ground_is_of_this_side"),
    ],
)
def test_an_appeal_without_a_ground_of_its_own_side_is_refused_with_the_rule(
    given: dict[str, Any], reason: str
) -> None:
    assert refused(decided(), Verb.LODGE_APPEAL, REX, **given) == (REASONS[reason],)


def test_an_appeal_that_comes_too_late_is_refused_with_what_is_still_possible() -> None:
    case = decided()
    case.wait(days=31)
    assert refused(case, Verb.LODGE_APPEAL, REX, **OWN) == (
        "The time to appeal has ended. A late appeal needs a reason and is possible for 30 more days."
        " The last day was 1 April 2026.",
    )


def test_the_time_to_appeal_does_not_run_before_the_decision_has_arrived() -> None:
    case = decided(served=False)
    case.wait(days=400)
    assert lodged(case).state == CaseState.APPEAL


def test_nobody_appeals_twice() -> None:
    assert refused(lodged(), Verb.CROSS_APPEAL, REX, **OWN) == (REASONS["side_has_not_appealed"],)


def test_after_a_decision_by_consent_only_fraud_and_bias_remain() -> None:
    case = decided(route=Route.CONSENT)
    assert refused(case, Verb.LODGE_APPEAL, REX, **OWN) == (REASONS["consent_leaves_this_ground"],)
    case.do(Verb.LODGE_APPEAL, by=REX, codes=("new_evidence",), grounds_written=True)
    assert case.state == CaseState.APPEAL


def test_the_society_appeals_only_countersigned_by_a_reviewer_and_only_for_leniency() -> None:
    case = decided()
    assert refused(case, Verb.LODGE_APPEAL, OLA, **LENIENT) == (REASONS["society_appeal_is_countersigned"],)
    assert refused(case, Verb.COUNTERSIGN_SOCIETY_APPEAL, VERA, interest_written=False) == (
        REASONS["public_interest_is_reasoned"],
    )
    case.do(Verb.COUNTERSIGN_SOCIETY_APPEAL, by=VERA, interest_written=True)
    assert refused(case, Verb.COUNTERSIGN_SOCIETY_APPEAL, VERA, interest_written=True) == (
        REASONS["appeal_is_not_countersigned"],
    )
    assert refused(case, Verb.LODGE_APPEAL, OLA, **OWN) == (REASONS["ground_is_of_this_side"],)
    assert case.do(Verb.LODGE_APPEAL, by=OLA, **LENIENT).side is Seat.INVESTIGATOR


def test_a_society_that_has_waived_does_not_appeal_after_all() -> None:
    case = decided()
    case.two(Verb.WAIVE_SOCIETY_APPEAL, first=OLA, second=VERA)
    assert refused(case, Verb.COUNTERSIGN_SOCIETY_APPEAL, VERA, interest_written=True) == (
        REASONS["society_may_appeal"],
    )
    assert REASONS["society_has_not_waived"] in refused(case, Verb.LODGE_APPEAL, OLA, **LENIENT)
    assert lodged(case).state == CaseState.APPEAL


def test_the_other_side_has_fourteen_days_to_appeal_from_when_it_knows() -> None:
    own = lodged()
    run = own.view.clock(ClockName.CROSS_APPEAL)
    assert run is not None and run.counts_from == own.view.today
    case = decided()
    case.do(Verb.COUNTERSIGN_SOCIETY_APPEAL, by=VERA, interest_written=True)
    event = case.do(Verb.LODGE_APPEAL, by=OLA, **LENIENT)
    case.wait(days=100)
    assert case.view.open(ClockName.CROSS_APPEAL)
    case.serve(event.id, Seat.RESPONDENT)
    case.wait(days=15)
    assert refused(case, Verb.CROSS_APPEAL, REX, **OWN) == (case.reason("cross_appeal_is_in_time"),)


def test_a_list_calls_no_case_late_for_a_window_that_has_ended() -> None:
    case = seated(lodged())
    (appeal,) = case.view.appeal.live
    case.do(Verb.SIFT_APPEAL, by=AMOS, appeal=appeal.id, codes=OWN["codes"], **WRITTEN)
    case.wait(days=20)
    ended = case.view.clock(ClockName.CROSS_APPEAL)
    assert ended is not None and ended.running and ended.over(case.view.now)
    row = Case()
    row.view = case.view
    project(row)
    assert (row.due_clock, row.due > case.view.now) == (ClockName.APPEAL_HEARING, True)


def test_both_sides_appeals_wait_for_the_sift_and_neither_is_then_taken_back() -> None:
    case = lodged()
    case.do(Verb.COUNTERSIGN_SOCIETY_APPEAL, by=VERA, interest_written=True)
    case.do(Verb.CROSS_APPEAL, by=OLA, **LENIENT)
    assert [(one.side, one.state) for one in case.view.appeal.all] == [
        (Seat.RESPONDENT, AppealState.LODGED),
        (Seat.INVESTIGATOR, AppealState.LODGED),
    ]
    assert refused(case, Verb.WITHDRAW_APPEAL, REX) == (REASONS["appellant_is_the_only_one"],)


def test_the_sift_of_one_appeal_leaves_the_time_of_the_other_running() -> None:
    case = lodged()
    case.do(Verb.COUNTERSIGN_SOCIETY_APPEAL, by=VERA, interest_written=True)
    case.wait(days=5)
    case.do(Verb.CROSS_APPEAL, by=OLA, **LENIENT)
    first, second = (one.id for one in case.view.appeal.all)
    runs = [case.view.clock(ClockName.APPEAL_SIFT, key) for key in (first, second)]
    assert [run.counts_from for run in runs if run] == [case.view.today - timedelta(days=5), case.view.today]
    running = []
    seated(case)
    for key, codes in ((first, OWN["codes"]), (second, LENIENT["codes"])):
        case.do(Verb.SIFT_APPEAL, by=AMOS, appeal=key, codes=codes, **WRITTEN)
        running.append([case.view.open(ClockName.APPEAL_SIFT, one) for one in (first, second)])
    assert running == [[False, True], [False, False]]


def test_an_appeal_is_taken_back_once_the_other_side_has_had_its_time() -> None:
    case = lodged()
    assert refused(case, Verb.WITHDRAW_APPEAL, REX) == (case.reason("cross_appeal_time_is_over"),)
    case.wait(days=20)
    assert refused(case, Verb.WITHDRAW_APPEAL, OLA) == (REASONS["appellant_is_the_only_one"],)
    case.do(Verb.WITHDRAW_APPEAL, by=REX)
    assert (case.state, case.view.sanctions.all[-1].state) == (CaseState.MONITORING, "active")


def test_a_panel_is_seated_only_while_there_is_something_to_hear() -> None:
    case = final(decided())
    assert refused(case, Verb.SEAT_APPEAL_PANEL, AVA, **APPEAL_PANEL) == (REASONS["an_appeal_can_need_a_panel"],)
    case.do(Verb.APPLY_LATE, by=REX, **LATE)
    case.do(Verb.SEAT_APPEAL_PANEL, by=AVA, **APPEAL_PANEL)
    assert refused(case, Verb.SEAT_APPEAL_PANEL, AVA, **APPEAL_PANEL) == (REASONS["no_appeal_panel_sits"],)


def test_a_panel_that_lost_a_member_is_seated_anew_from_people_who_are_new() -> None:
    case = lodged()
    case.do(Verb.SEAT_APPEAL_PANEL, by=AVA, **APPEAL_PANEL)
    case.happen(Recused(), by=ARNE)
    kept = {"chair": ANOUK[0], "members": (someone("alf"), someone("ali")), "lay": (ANOUK[0],)}
    assert refused(case, Verb.SEAT_APPEAL_PANEL, AVA, **kept) == (REASONS["appeal_panel_is_disjoint"],)
    new = {"chair": someone("abe"), "members": (someone("alf"), someone("ali")), "lay": (someone("ali"),)}
    case.do(Verb.SEAT_APPEAL_PANEL, by=AVA, **new)
    assert case.view.people.holding(Seat.APPEAL_CHAIR) == {someone("abe")}


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        (APPEAL_PANEL | {"chair": someone("cleo")}, "appeal_panel_is_disjoint"),
        (APPEAL_PANEL | {"members": (ANOUK[0], AMOS[0])}, "appeal_panel_is_three"),
        (APPEAL_PANEL | {"members": (ANOUK[0], ARNE[0], AMOS[0])}, "appeal_panel_is_three"),
        (APPEAL_PANEL | {"lay": ()}, "panel_has_a_lay_member"),
    ],
)
def test_an_appeal_panel_is_three_new_people_one_of_them_lay(named: dict[str, Any], reason: str) -> None:
    assert refused(lodged(), Verb.SEAT_APPEAL_PANEL, AVA, **named) == (REASONS[reason],)


def test_who_hears_an_appeal_in_a_case_that_grew_out_of_this_one_hears_none_here() -> None:
    case = lodged()
    case.view = replace(case.view, elsewhere=frozenset({(AMOS[0], Seat.APPEAL_CHAIR)}))
    case.happen(RetaliationReported(other=uuid4()), by=REX)
    assert refused(case, Verb.SEAT_APPEAL_PANEL, AVA, **APPEAL_PANEL) == (REASONS["appeal_panel_is_disjoint"],)


def test_an_idle_member_of_an_earlier_appeal_panel_sits_on_no_later_one() -> None:
    case = decided()
    case.happen(AppealPanelSeated(chair=AMOS[0], members=(ANOUK[0], ARNE[0]), lay=(ANOUK[0],)))
    other = AppealPanelSeated(chair=someone("abe"), members=(someone("alf"), someone("ali")), lay=())
    case.happen(other)
    case.happen(BoardDecided(carried=None, level=Level.L0, route=Route.PANEL, to_state=CaseState.APPEAL_WINDOW))
    lodged(case)
    assert refused(case, Verb.SEAT_APPEAL_PANEL, AVA, **APPEAL_PANEL) == (REASONS["appeal_panel_is_disjoint"],)
