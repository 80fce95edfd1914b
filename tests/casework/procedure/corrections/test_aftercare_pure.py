"""After a case its reporter is asked twice how they are. These tests use no database."""

from datetime import date

from casework.procedure.corrections.forms import SayHowItIsForm
from casework.record.turns import expected_now
from casework.vocabulary import CaseState, Seat, Verb
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


def test_intake_seats_somebody_who_reads_what_the_reporter_says_of_how_they_are() -> None:
    case = PureCase.new(state=CaseState.CLOSED, moved_at=MONDAY)
    case.wait(days=30)
    before = asked_to_fill(case)
    case.do(Verb.SAY_HOW_IT_IS, by=REPORTER)
    unread = asked_to_fill(case)
    case.seat("vera", Seat.REVIEWER)
    assert (before, unread, asked_to_fill(case)) == ([], [Seat.PROTECTION_OFFICER], [])


def test_the_second_question_asks_about_letters_that_did_not_come() -> None:
    assert "did a letter not reach you?" in str(SayHowItIsForm.base_fields["experience"].help_text)


def asked_to_fill(case: PureCase) -> list[Seat | None]:
    """The seats that intake is asked to fill."""
    return [one.fills for one in expected_now(case.view) if Verb.SEAT_OFFICER in one.verbs]
