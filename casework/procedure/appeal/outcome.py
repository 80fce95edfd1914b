"""The state after a final decision, and the code with which the case closes."""

from django_fsm import GET_STATE

from casework.record.events import Terms
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClosingCode, Route
from casework.workflow.step import CaseMachine
from policy.quorum import Option
from policy.rules import Level


def after_final(case: CaseMachine, **_: object) -> S:
    """Return the state after a final decision: monitoring if a condition or term is unfinished, otherwise closed."""
    known = case.view.sanctions
    return _state_after(case, runs=known.current is not None and known.current.is_unfinished, level=known.level)


def code_when_final(case: CaseMachine) -> ClosingCode | None:
    """Return the closing code of a final decision, or None while monitoring goes on."""
    return None if after_final(case) is S.MONITORING else code_of_decision(case)


def code_of_decision(case: CaseMachine, varied: Level | None = None) -> ClosingCode:
    """Return the closing code of a case that reached its decision; `varied` is the level that an appeal put in its place."""
    view = case.view
    decision, level = view.board.decision, view.sanctions.level if varied is None else varied
    if varied is None and decision is not None and decision.carried is Option.DISMISS_ON_LAW:
        return ClosingCode.DISMISSED_ON_LAW
    if level >= Level.L7:
        return ClosingCode.EXPELLED
    if level <= Level.L1:
        return ClosingCode.PROVEN_NO_SANCTION
    return ClosingCode.CONSENT_COMPLETED if view.board.route is Route.CONSENT else ClosingCode.SANCTION_COMPLETED


def after_variation(case: CaseMachine, *, terms: Terms, **_: object) -> S:
    return _state_after(case, runs=bool(terms.term_days or terms.conditions), level=terms.level)


def _state_after(case: CaseMachine, *, runs: bool, level: Level) -> S:
    """Return the state while a decision `runs`, or an earlier sanction beside it. Nothing runs beside an expulsion."""
    beside = level < Level.L7 and case.view.sanctions.earlier_is_unfinished
    return S.MONITORING if runs or beside else S.CLOSED


FINAL = GET_STATE(after_final, states=[S.MONITORING, S.CLOSED])
VARIED = GET_STATE(after_variation, states=[S.MONITORING, S.CLOSED])
