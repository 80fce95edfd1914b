"""After a case its reporter is asked twice how they are. These tests use no database."""

from datetime import date

from casework.vocabulary import CaseState, Verb
from casework.workflow.guard import REASONS
from tests.casework.pure import MONDAY, PureCase
from tests.casework.pure_road import REPORTER

NOT_ASKED = [REASONS["reporter_is_asked_how_they_are"]]


def test_a_reporter_is_asked_thirty_and_ninety_days_after_the_case_was_closed() -> None:
    case = PureCase.new(state=CaseState.CLOSED, moved_at=MONDAY)
    case.wait(days=29)
    assert (case.view.asked_after_closing, case.reasons(Verb.SAY_HOW_IT_IS, by=REPORTER)) == ((), NOT_ASKED)
    case.wait(days=1)
    assert list(case.view.asked_after_closing) == [date(2026, 4, 1)]
    case.do(Verb.SAY_HOW_IT_IS, by=REPORTER)
    assert case.reasons(Verb.SAY_HOW_IT_IS, by=REPORTER) == NOT_ASKED
    case.wait(days=60)
    assert case.view.asked_after_closing[-1] == date(2026, 5, 31)
    case.do(Verb.SAY_HOW_IT_IS, by=REPORTER)
    assert (case.view.aftercare.answers, case.reasons(Verb.SAY_HOW_IT_IS, by=REPORTER)) == (2, NOT_ASKED)


def test_nobody_is_asked_while_the_case_is_open() -> None:
    case = PureCase.new(state=CaseState.MONITORING, moved_at=MONDAY)
    case.wait(days=400)
    assert case.view.asked_after_closing == ()
