"""Two sanctions that stand side by side after a breach, without a database: their terms, their conditions, what ends them."""

from datetime import date
from typing import Any
from uuid import UUID

from casework.procedure.appeal.outcome import after_variation
from casework.procedure.monitoring.forms import VerifyConditionForm
from casework.queries.case.terms_running import terms_running
from casework.queries.rulebook.worded_conditions import texts_demanded, words_demanded
from casework.queries.wording.clock_lines import clock_lines
from casework.record.events import (
    BoardDecided,
    CaseReopened,
    DecisionVoided,
    Event,
    LateAppealAdmitted,
    PublicationTextApproved,
    SanctionImposed,
    SanctionPublished,
    Terms,
)
from casework.vocabulary import CaseState, ClockName, ConditionState, SanctionState, Seat, Verb
from casework.workflow.guard import REASONS
from policy.quorum import Option
from policy.rules import Level
from tests.casework.board_road import BEA, COURSE, VERA, final
from tests.casework.panel_road import REX
from tests.casework.procedure.monitoring.test_breach_pure import (
    MIKE,
    MONA,
    condition,
    voted_on_the_breach,
)
from tests.casework.pure import CLOCK, PureCase, someone

AMOS = (someone("amos"), Seat.APPEAL_CHAIR)


def suspended() -> PureCase:
    """A suspension in force beside the probation; the course of the probation is overdue."""
    return final(voted_on_the_breach(Option.ACTIVATE))


def running(case: PureCase) -> set[tuple[ClockName, UUID | None]]:
    of_a_sanction = {ClockName.CONDITION, ClockName.CONDITION_GRACE, ClockName.TERM, ClockName.DISPLAY}
    return {(run.name, run.subject) for run in case.view.clocks if run.running and run.name in of_a_sanction}


def states(case: PureCase) -> list[SanctionState]:
    return [one.state for one in case.view.sanctions.all]


def put(case: PureCase, event: Event, state: CaseState, **by: Any) -> None:
    case.happen(event, by=by.get("by", AMOS))
    vars(case)["state"] = state.value


def admitted(case: PureCase) -> None:
    put(case, LateAppealAdmitted(from_state=CaseState.MONITORING, to_state=CaseState.APPEAL), CaseState.APPEAL)


def voided(case: PureCase) -> None:
    event = DecisionVoided(from_state=CaseState.MONITORING, to_state=CaseState.BOARD_DECISION)
    put(case, event, CaseState.BOARD_DECISION, by=VERA)


def test_each_term_ends_by_its_own_date_when_two_sanctions_run() -> None:
    case = suspended()
    first, second = case.view.sanctions.all
    case.wait(days=45)
    assert [one.sanction for one in terms_running(case.view)] == ["Probation (level 5)", "Suspension (level 6)"]
    assert [one.sanction for one in terms_running(case.view, without=second.id)] == ["Probation (level 5)"]
    assert case.do(Verb.TERM_ENDS, by=CLOCK).subject == second.id
    assert [one.sanction for one in terms_running(case.view)] == ["Probation (level 5)"]
    assert case.reasons(Verb.COMPLETE_MONITORING, by=MONA)[:2] == [
        REASONS["every_condition_is_met"],
        REASONS["every_term_is_over"],
    ]
    case.wait(days=160)
    assert case.do(Verb.TERM_ENDS, by=CLOCK).subject == first.id
    assert [one.term_over for one in case.view.sanctions.all] == [True, True]
    assert case.reasons(Verb.TERM_ENDS, by=CLOCK) == [case.reason("term_is_over")]


def test_a_condition_of_the_first_sanction_is_owed_until_it_is_met() -> None:
    case = suspended()
    (choice,) = VerifyConditionForm(view=with_evidence(case).view).fields["condition"].choices  # type: ignore[attr-defined]
    assert choice == (str(COURSE), "Condition 1, evidence filed")
    case.two(Verb.VERIFY_CONDITION, first=MONA, second=MIKE, condition=COURSE)
    assert condition(case) is ConditionState.MET
    for days in (45, 160):
        case.wait(days=days)
        case.do(Verb.TERM_ENDS, by=CLOCK)
    case.two(Verb.COMPLETE_MONITORING, first=MONA, second=MIKE)
    assert states(case) == [SanctionState.COMPLETED] * 2


def with_evidence(case: PureCase) -> PureCase:
    case.do(Verb.FILE_CONDITION_EVIDENCE, by=REX, condition=COURSE)
    return case


def test_the_words_of_a_condition_are_found_after_a_second_decision() -> None:
    case = suspended()
    first, second = (one.event.id for one in case.happened if isinstance(one.event, BoardDecided))
    texts = {(first, "conditions"): [{"asks": "A course.", "proof": "Its certificate."}], (second, "conditions"): []}
    assert texts_demanded(case.happened) == texts.keys()
    assert words_demanded(case.happened, texts)[COURSE].asks == "A course."


def test_more_time_or_a_notice_is_given_for_a_condition_of_the_first() -> None:
    case = suspended()
    case.do(Verb.NOTICE_BREACH, by=MONA, condition=COURSE, broken=False)
    case.do(Verb.WITHDRAW_BREACH_NOTICE, by=MONA)
    case.two(Verb.EXTEND_CONDITION, first=MONA, second=MIKE, condition=COURSE, days=14, reasons_written=True)
    assert condition(case) is ConditionState.OPEN
    assert (ClockName.CONDITION, COURSE) in running(case)
    assert "Condition" in {str(line.words) for line in clock_lines(case.view, case.happened)}


def test_a_second_breach_of_the_first_sanction_names_nothing_again() -> None:
    case = suspended()
    case.serve(case.do(Verb.NOTICE_BREACH, by=MONA, condition=COURSE, broken=False).id, Seat.RESPONDENT)
    case.wait(days=17)
    case.two(Verb.REPORT_BREACH, first=MONA, second=MIKE)
    assert case.view.board.highest == 0


def test_a_case_closes_unmet_by_what_the_first_sanction_still_asks() -> None:
    case = suspended()
    for days in (45, 160):
        case.wait(days=days)
        case.do(Verb.TERM_ENDS, by=CLOCK)
    case.two(Verb.CLOSE_UNMET, first=MONA, second=MIKE)
    assert states(case) == [SanctionState.UNMET, SanctionState.COMPLETED]


def test_a_late_appeal_stays_only_what_the_latest_decision_imposed() -> None:
    case = suspended()
    first, second = case.view.sanctions.all
    both = {(ClockName.TERM, first.id), (ClockName.TERM, second.id)}
    assert running(case) >= both
    admitted(case)
    assert states(case) == [SanctionState.ACTIVE, SanctionState.STAYED]
    assert running(case) & both == {(ClockName.TERM, first.id)}


def test_a_late_appeal_against_more_time_stays_nothing() -> None:
    case = final(voted_on_the_breach(Option.MORE_TIME))
    before = running(case)
    assert before == {(ClockName.TERM, case.view.sanctions.all[0].id), (ClockName.CONDITION, COURSE)}
    admitted(case)
    assert (states(case), running(case)) == ([SanctionState.ACTIVE], before)


def test_a_voided_decision_on_a_breach_leaves_the_first_sanction_alone() -> None:
    for option, left in ((Option.ACTIVATE, [SanctionState.ACTIVE, SanctionState.QUASHED]), (Option.MORE_TIME, None)):
        case = final(voted_on_the_breach(option))
        first, before = case.view.sanctions.all[0], running(case)
        voided(case)
        assert states(case) == (left or [SanctionState.ACTIVE])
        assert running(case) == {one for one in before if one[1] in {first.id, COURSE}}


def test_an_entry_in_the_register_outlives_a_late_appeal_on_another_decision() -> None:
    for happens in (admitted, voided):
        for place, stays in ((0, True), (1, False)):
            case = suspended()
            shown = case.view.sanctions.all[place].id
            case.happen(PublicationTextApproved(sanction=shown, rewritten=False), by=VERA)
            case.happen(SanctionPublished(sanction=shown, expires_on=date(2030, 1, 1)), by=VERA)
            happens(case)
            entry = case.view.publication
            assert (entry.live, bool(entry.approvals), (ClockName.DISPLAY, None) in running(case)) == (stays,) * 3


def test_an_appeal_that_leaves_nothing_to_serve_closes_no_case_beside_a_probation() -> None:
    for level, after in ((Level.L4, CaseState.MONITORING), (Level.L7, CaseState.CLOSED)):
        assert after_variation(suspended(), terms=Terms(level=level)) is after


def test_days_of_a_suspension_that_were_served_count_in_the_next() -> None:
    case = suspended()
    case.wait(days=15)
    voided(case)
    again = case.view.sanctions.all[1]
    assert (again.state, again.served) == (SanctionState.QUASHED, 15)
    for level, served in ((Level.L6, 15), (Level.L5, 0)):
        case.happen(SanctionImposed(level=level, term_days=40, sanction=someone(level.name), findings=()), by=BEA)
        assert case.view.sanctions.all[-1].served == served


def test_the_board_that_does_nothing_about_a_breach_gives_no_time() -> None:
    case = final(voted_on_the_breach(None))
    assert condition(case) is ConditionState.OVERDUE
    assert running(case) == {(ClockName.TERM, case.view.sanctions.all[0].id)}


def test_a_case_that_is_reopened_leaves_no_earlier_sanction_in_force() -> None:
    case = with_evidence(suspended())
    event = CaseReopened(from_state=CaseState.CLOSED, to_state=CaseState.SCREENING, endless=False)
    put(case, event, CaseState.SCREENING, by=VERA)
    assert states(case) == [SanctionState.QUASHED] * 2
    assert case.view.sanctions.current is None
