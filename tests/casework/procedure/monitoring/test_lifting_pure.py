"""A sanction leaves the register of members when it has ended or is stayed, without a database."""

from casework.record.events import AppealRemittedToPanel, LateAppealAdmitted
from casework.record.rights import Holder
from casework.vocabulary import CaseState, Seat, Verb
from casework.workflow.guard import REASONS
from casework.workflow.turns import turns_due
from tests.casework.board_road import on_probation
from tests.casework.pure import CLOCK, By, someone

REGI: By = (someone("regi"), Seat.REGISTRAR)


def test_a_sanction_is_lifted_when_it_ended_or_is_stayed_if_it_was_applied() -> None:
    case = on_probation()
    assert case.reasons(Verb.LIFT_SANCTION, by=REGI) == [REASONS["sanction_stands_in_the_register"]]
    case.do(Verb.APPLY_SANCTION, by=REGI)
    assert case.reasons(Verb.LIFT_SANCTION, by=REGI) == [REASONS["sanction_has_ended_or_is_stayed"]]
    case.wait(days=220)
    case.do(Verb.TERM_ENDS, by=CLOCK)
    case.do(Verb.LIFT_SANCTION, by=REGI)
    assert case.reasons(Verb.LIFT_SANCTION, by=REGI) == [REASONS["sanction_stands_in_the_register"]]


def test_a_late_appeal_stays_the_sanction_which_is_lifted_and_applied_again() -> None:
    case = on_probation()
    case.do(Verb.APPLY_SANCTION, by=REGI)
    admitted = LateAppealAdmitted(from_state=CaseState.MONITORING, to_state=CaseState.APPEAL)
    case.happen(admitted, by=(someone("amos"), Seat.APPEAL_CHAIR))
    vars(case)["state"] = CaseState.APPEAL.value
    case.do(Verb.LIFT_SANCTION, by=REGI)
    assert case.view.sanctions.to_lift is None


def test_a_sanction_is_lifted_although_its_case_is_back_with_a_panel() -> None:
    case = on_probation()
    case.do(Verb.APPLY_SANCTION, by=REGI)
    late = LateAppealAdmitted(from_state=CaseState.MONITORING, to_state=CaseState.APPEAL)
    back = AppealRemittedToPanel(from_state=CaseState.APPEAL, to_state=CaseState.PANEL_FORMING, succeeded=(1,))
    for event in (late, back):
        case.happen(event, by=(someone("amos"), Seat.APPEAL_CHAIR))
    vars(case)["state"] = CaseState.PANEL_FORMING.value
    (turn,) = turns_due(case.view, [Holder(person=REGI[0], seat=Seat.REGISTRAR)])
    assert turn.step is Verb.LIFT_SANCTION
    case.do(Verb.LIFT_SANCTION, by=REGI)
    assert case.view.sanctions.to_lift is None
