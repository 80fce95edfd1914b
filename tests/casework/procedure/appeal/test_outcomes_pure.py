"""Appeals without a database: looked at, heard, decided by two of three, and heard late."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from casework.record.events import ContentErased, Terms
from casework.vocabulary import (
    AppealState,
    CaseState,
    ClockName,
    ClosingCode,
    Seat,
    Verb,
)
from casework.workflow.guard import REASONS
from policy.rules import Level
from tests.casework.appeal_road import (
    ALL_THREE,
    AMOS,
    ANOUK,
    ARNE,
    AT_THE_HEARING,
    LATE,
    LENIENT,
    OLA,
    OWN,
    REX,
    RIGHT,
    SHEET,
    SUSPENDED,
    VERA,
    WRITTEN,
    called,
    decided,
    final,
    heard,
    lodged,
    refused,
    seated,
    sifted,
    vary,
    voted,
)
from tests.casework.panel_road import FIRST, SECOND
from tests.casework.pure import PureCase, someone


def test_the_sift_names_grounds_with_reasons_and_starts_the_time_to_hear_it() -> None:
    case = lodged()
    (one,) = case.view.appeal.live
    ask = {"appeal": one.id, "codes": ("procedure",), **WRITTEN}
    assert REASONS["appeal_panel_is_seated"] in refused(case, Verb.SIFT_APPEAL, AMOS, **ask)
    seated(case)
    for wrong, reason in (
        ({"appeal": uuid4()}, "appeal_waits_for_the_sift"),
        ({"codes": ("misapplied_code",)}, "grounds_are_of_this_appeal"),
        ({"reasons_written": False}, "sift_reasons_are_written"),
    ):
        assert refused(case, Verb.SIFT_APPEAL, AMOS, **ask | wrong) == (REASONS[reason],)
    event = case.do(Verb.SIFT_APPEAL, by=AMOS, **ask)
    assert (event.arguable, event.numbers) == (True, (4,))
    assert [case.view.open(name) for name in (ClockName.APPEAL_SIFT, ClockName.APPEAL_HEARING)] == [False, True]
    assert refused(case, Verb.SIFT_APPEAL, AMOS, **ask) == (REASONS["an_appeal_waits_for_the_sift"],)


def test_an_appeal_without_an_arguable_ground_is_refused_by_two_and_not_heard() -> None:
    case = sifted(codes=())
    assert not case.view.open(ClockName.APPEAL_HEARING)
    case.wait(days=20)
    day = case.view.today + timedelta(days=40)
    assert refused(case, Verb.CALL_APPEAL_HEARING, AMOS, hearing_on=day) == (REASONS["an_appeal_is_admitted"],)
    assert refused(case, Verb.REFUSE_APPEAL, AMOS, **WRITTEN) == (REASONS["second_person_signed"],)
    case.two(Verb.REFUSE_APPEAL, first=ARNE, second=ANOUK, **WRITTEN)
    assert (case.state, case.view.appeal.all[0].state) == (CaseState.MONITORING, AppealState.REFUSED)


def test_an_appeal_is_heard_by_all_three_when_the_other_side_has_had_its_time() -> None:
    case = sifted()
    day = case.view.today + timedelta(days=40)
    assert refused(case, Verb.CALL_APPEAL_HEARING, AMOS, hearing_on=day) == (case.reason("cross_appeal_time_is_over"),)
    case.wait(days=20)
    called(case)
    two = AT_THE_HEARING | {"present": ALL_THREE[:2]}
    assert refused(case, Verb.HEAR_APPEAL, AMOS, **two) == (REASONS["every_appeal_member_is_present"],)
    case.do(Verb.HEAR_APPEAL, by=AMOS, **AT_THE_HEARING)
    assert refused(case, Verb.HEAR_APPEAL, AMOS, **AT_THE_HEARING)[0] == REASONS["appeal_was_not_heard"]


@pytest.mark.parametrize(
    ("verb", "given", "state"),
    [
        (Verb.DISMISS_APPEAL, WRITTEN, CaseState.MONITORING),
        (Verb.QUASH_ON_APPEAL, RIGHT, CaseState.CLOSED),
        (Verb.REMIT_ON_APPEAL_TO_PANEL, RIGHT, CaseState.PANEL_FORMING),
        (Verb.REMIT_ON_APPEAL_TO_BOARD, RIGHT, CaseState.BOARD_DECISION),
    ],
)
def test_an_appeal_that_was_heard_is_decided_by_two_of_three_with_reasons(
    verb: Verb, given: dict[str, Any], state: CaseState
) -> None:
    unheard = sifted()
    assert REASONS["appeal_was_heard"] in refused(unheard, verb, AMOS, **given)
    case = heard()
    assert REASONS["every_ground_is_decided"] in refused(case, verb, AMOS, **given)
    voted(case, *given.get("succeeded", ()))
    case.do(Verb.PROPOSE_STEP, by=ANOUK, proposed=verb)
    bare = dict.fromkeys(given, False)
    assert len(refused(case, verb, ARNE, **bare)) == 1
    case.do(verb, by=ARNE, **given)
    assert case.state == state


def test_a_sanction_is_reduced_and_never_made_harsher_on_the_respondents_own_appeal() -> None:
    case = voted(heard(), "procedure")
    for harsher in (Terms(level=Level.L7, no_return_years=3), Terms(level=Level.L6, term_days=91)):
        assert refused_variation(case, harsher) == (REASONS["not_harsher_unless_the_society_appealed"],)
    vary(case, Terms(level=Level.L4), quashed=(FIRST,))
    (sanction,) = case.view.sanctions.all
    assert (case.state, case.closing_code) == (CaseState.CLOSED, ClosingCode.SANCTION_COMPLETED)
    assert (sanction.level, sanction.term_days, sanction.findings) == (Level.L4, 0, (SECOND,))


def refused_variation(case: PureCase, terms: Terms, quashed: tuple[UUID, ...] = ()) -> tuple[str, ...]:
    if case.view.proposals.of(Verb.VARY_ON_APPEAL) is None:
        case.do(Verb.PROPOSE_STEP, by=AMOS, proposed=Verb.VARY_ON_APPEAL)
    given = {"quashed": quashed, "terms": terms, "sheet": SHEET, **RIGHT}
    return refused(case, Verb.VARY_ON_APPEAL, ANOUK, **given)


def test_a_sanction_is_raised_only_on_the_appeal_of_the_society() -> None:
    case = lodged()
    case.do(Verb.COUNTERSIGN_SOCIETY_APPEAL, by=VERA, interest_written=True)
    case.do(Verb.CROSS_APPEAL, by=OLA, **LENIENT)
    seated(case)
    for one in case.view.appeal.live:
        case.do(Verb.SIFT_APPEAL, by=AMOS, appeal=one.id, codes=one.codes, **WRITTEN)
    case.wait(days=20)
    called(case).do(Verb.HEAR_APPEAL, by=AMOS, **AT_THE_HEARING)
    harsher = Terms(level=Level.L7, no_return_years=3)
    voted(case, "undue_leniency")
    assert refused_variation(case, harsher) == (REASONS["decision_follows_the_votes"],)
    vary(case, harsher, succeeded=("undue_leniency",))
    assert (case.state, case.closing_code) == (CaseState.CLOSED, ClosingCode.EXPELLED)


def test_the_society_can_have_a_sanction_imposed_where_the_board_imposed_none() -> None:
    case = decided(None)
    case.do(Verb.COUNTERSIGN_SOCIETY_APPEAL, by=VERA, interest_written=True)
    event = case.do(Verb.LODGE_APPEAL, by=OLA, **LENIENT)
    case.serve(event.id, Seat.RESPONDENT)
    seated(case)
    case.do(Verb.SIFT_APPEAL, by=AMOS, appeal=event.id, codes=LENIENT["codes"], **WRITTEN)
    case.wait(days=20)
    called(case).do(Verb.HEAR_APPEAL, by=AMOS, **AT_THE_HEARING)
    voted(case, "undue_leniency")
    vary(case, SUSPENDED, succeeded=("undue_leniency",))
    current = case.view.sanctions.current
    assert current is not None
    assert current.level == Level.L6
    assert current.findings == (FIRST, SECOND)
    assert case.state == CaseState.MONITORING


def test_where_every_finding_falls_the_decision_is_quashed_and_not_varied() -> None:
    case = voted(heard(), "procedure")
    assert refused_variation(case, Terms(level=Level.L2), (FIRST, SECOND)) == (REASONS["sanction_is_recomputed"],)


def test_a_case_sent_back_on_the_respondents_appeal_does_not_end_harsher() -> None:
    case = voted(heard(lodged(decided(Terms(level=Level.L4)))), "procedure")
    case.two(Verb.REMIT_ON_APPEAL_TO_BOARD, first=AMOS, second=ARNE, **RIGHT)
    assert (case.view.appeal.ceiling, case.view.board.highest) == (Level.L4, Level.L4)
    assert case.view.sanctions.current is None


def test_a_late_appeal_needs_a_cause_comes_once_and_within_thirty_days() -> None:
    case = decided()
    assert refused(case, Verb.APPLY_LATE, REX, **LATE) == (case.reason("time_to_appeal_has_passed"),)
    case = final(decided())
    assert refused(case, Verb.APPLY_LATE, REX, **LATE | {"cause_written": False}) == (REASONS["cause_is_given"],)
    assert refused(case, Verb.APPLY_LATE, REX, **LATE | {"codes": ()}) == (REASONS["appeal_ground_is_given"],)
    case.do(Verb.APPLY_LATE, by=REX, **LATE)
    assert refused(case, Verb.APPLY_LATE, REX, **LATE) == (REASONS["no_late_application_before"],)
    over = final(decided())
    over.wait(days=31)
    assert refused(over, Verb.APPLY_LATE, REX, **LATE) == (REASONS["late_application_is_within_30_days"],)


def test_an_appeal_that_is_late_before_the_decision_became_final_holds_it_back() -> None:
    case = decided()
    case.wait(days=33)
    case.do(Verb.APPLY_LATE, by=REX, **LATE)
    assert case.reasons(Verb.APPEAL_LAPSES, by=(someone("the clock"), Seat.CLOCK)) == [
        REASONS["no_late_application_is_pending"]
    ]


def test_a_chair_rules_on_a_late_appeal_which_stays_the_sanction() -> None:
    case = final(decided())
    case.wait(days=10)
    case.do(Verb.APPLY_LATE, by=REX, **LATE)
    assert refused(case, Verb.ADMIT_LATE_APPEAL, AMOS, **WRITTEN) == (REASONS["appeal_panel_is_seated"],)
    seated(case)
    case.do(Verb.ADMIT_LATE_APPEAL, by=AMOS, **WRITTEN)
    (one,) = case.view.appeal.live
    (sanction,) = case.view.sanctions.all
    assert case.state == CaseState.APPEAL
    assert one.codes == OWN["codes"]
    assert sanction.state == "stayed"
    assert sanction.served == 21
    case.serve(case.happened[-1].event.id, Seat.RESPONDENT)
    case.wait(days=11)
    case.do(Verb.SIFT_APPEAL, by=AMOS, appeal=one.id, codes=(), **WRITTEN)
    case.wait(days=20)
    case.two(Verb.REFUSE_APPEAL, first=AMOS, second=ARNE, **WRITTEN)
    term = case.view.clock(ClockName.TERM)
    assert term is not None and (term.days, term.started) == (69, case.now)


def test_a_late_appeal_in_a_file_that_was_destroyed_can_only_be_refused() -> None:
    case = final(decided())
    case.do(Verb.APPLY_LATE, by=REX, **LATE)
    seated(case)
    case.happen(ContentErased(keys=2), by=(someone("dee"), Seat.DPO))
    assert refused(case, Verb.ADMIT_LATE_APPEAL, AMOS, **WRITTEN) == (REASONS["content_still_exists"],)
    case.do(Verb.REFUSE_LATE_APPEAL, by=AMOS, **WRITTEN)
    assert not case.view.appeal.late_pending


def test_a_refused_late_appeal_leaves_the_decision_final() -> None:
    case = final(decided())
    case.do(Verb.APPLY_LATE, by=REX, **LATE)
    seated(case)
    assert refused(case, Verb.REFUSE_LATE_APPEAL, AMOS, reasons_written=False) == (
        REASONS["refusal_reasons_are_written"],
    )
    case.do(Verb.REFUSE_LATE_APPEAL, by=AMOS, **WRITTEN)
    assert (case.state, case.view.appeal.late_pending) == (CaseState.MONITORING, False)
    assert refused(case, Verb.APPLY_LATE, REX, **LATE) == (REASONS["no_late_application_before"],)
    assert refused(case, Verb.ADMIT_LATE_APPEAL, AMOS, **WRITTEN) == (REASONS["late_application_is_pending"],)
