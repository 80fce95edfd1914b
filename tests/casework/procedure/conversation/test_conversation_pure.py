"""Messages without a database: who can write to whom, what a question is, and when our own clock runs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from casework.queries.threads.conversation import own_clock
from casework.record.events import MessagePutForward, MessageSent
from casework.record.rights import rights_of
from casework.record.rights.second_readers import is_read_second, waiting_for
from casework.record.turns import expected_now
from casework.vocabulary import CaseState, IdentityChoice, NotNow, Reading, Seat, Thread, Verb
from casework.workflow.guard import REASONS
from casework.workflow.step import ELSEWHERE
from tests.casework.procedure.dismissal.test_dismissal_pure import dismissed
from tests.casework.procedure.early_resolution.test_talks_pure import offered
from tests.casework.pure import By, PureCase, someone
from tests.casework.pure_answer import RESPONDENT, served
from tests.casework.pure_road import INTAKE, OLA, REPORTER, SAM, SOL, triaged

INVESTIGATOR: By = (someone("olga"), Seat.INVESTIGATOR)
REVIEWER: By = (someone("vera"), Seat.REVIEWER)
R, P = Thread.REPORTER, Thread.REPORTER_PROTECTION


def say(case: PureCase, by: By, thread: Thread = R, **given: Any) -> Any:
    return case.do(Verb.SEND_MESSAGE, by=by, thread=thread, written=True, **given)


@pytest.mark.parametrize(
    ("by", "given", "reason"),
    [
        (REPORTER, {"thread": R, "written": False}, "something_is_written"),
        (SOL, {"thread": Thread.RESPONDENT, "written": True}, "reader_knows_of_case"),
        (REPORTER, {"thread": P, "written": True}, "protection_officer_is_there"),
        (REPORTER, {"thread": R, "written": True, "answers": uuid4()}, "question_is_open"),
        (REPORTER, {"thread": R, "written": True, "due_on": date(2027, 1, 1)}, "day_to_answer_is_ahead"),
        (SOL, {"thread": R, "written": True, "due_on": date(2020, 1, 1)}, "day_to_answer_is_ahead"),
    ],
)
def test_a_message_that_cannot_go_says_why(by: By, given: dict[str, Any], reason: str) -> None:
    with pytest.raises(NotNow) as refused:
        triaged().do(Verb.SEND_MESSAGE, by=by, **given)
    assert refused.value.reasons == (REASONS[reason],)


def test_an_answer_belongs_to_its_question_and_closes_it() -> None:
    case = triaged()
    question = say(case, SOL, due_on=case.view.today + timedelta(days=7))
    assert case.view.conversation.get(R).questions == {question.id}
    answer = say(case, REPORTER, answers=question.id)
    assert (answer.answers, case.view.conversation.get(R).questions) == (question.id, frozenset())
    with pytest.raises(NotNow) as refused:
        say(case, REPORTER, answers=question.id)
    assert refused.value.reasons == (REASONS["question_is_open"],)


def test_our_clock_runs_from_the_first_message_until_it_is_read_or_answered() -> None:
    case = triaged()
    assert own_clock(case.view, R) is None
    say(case, REPORTER)
    first = own_clock(case.view, R)
    case.wait(days=1)
    say(case, REPORTER)
    assert first is not None
    assert (own_clock(case.view, R), first.late) == (first, False)
    case.wait(days=5)
    later = own_clock(case.view, R)
    assert later is not None
    assert later.late
    case.do(Verb.READ_MESSAGES, by=SOL, thread=R)
    assert own_clock(case.view, R) is None
    say(case, REPORTER)
    say(case, SOL)
    assert own_clock(case.view, R) is None


def test_a_letter_says_once_that_there_is_something_to_read() -> None:
    case = triaged()
    announced = [say(case, SOL).announced, say(case, SOL).announced]
    case.do(Verb.READ_MESSAGES, by=REPORTER, thread=R)
    assert [*announced, say(case, SOL).announced, say(case, REPORTER).announced] == [True, False, True, False]


def test_who_writes_has_read_the_thread() -> None:
    case = triaged()
    assert [say(case, SOL).announced, say(case, SOL).announced] == [True, False]
    say(case, REPORTER)
    assert case.view.conversation.get(R).unread == 0
    assert say(case, SOL).announced


def test_a_letter_tells_a_sealed_reporter_again_but_once_a_day_at_most() -> None:
    case = triaged()
    said = []
    for hours in (0, 23, 1, 1, 23, 24):
        case.wait(hours=hours)
        said.append(say(case, SOL).announced)
    assert said == [True, False, True, False, True, True]
    named = triaged()
    named.view = replace(named.view, filing=replace(named.view.filing, identity=IdentityChoice.OPEN))
    say(named, SOL)
    named.wait(days=3)
    assert not say(named, SOL).announced


def test_a_message_moves_nothing_and_the_record_says_the_same_again() -> None:
    case = served()
    before = (case.state, case.view.clocks)
    say(case, RESPONDENT, Thread.RESPONDENT)
    say(case, INVESTIGATOR, Thread.RESPONDENT)
    assert (case.state, case.view.clocks) == before
    assert case.replayed() == case.view


def test_nobody_writes_once_the_case_is_closed() -> None:
    case = PureCase.new(state=CaseState.CLOSED)
    assert case.reasons(Verb.SEND_MESSAGE, by=REPORTER) == [ELSEWHERE]


def test_each_thread_is_read_by_its_two_sides_alone() -> None:
    threads = [thread.opens for thread in Thread]
    case = served()
    read = {
        seat: {right for right in rights_of(seat, case.view) if right in threads}
        for seat in Seat
        if rights_of(seat, case.view)
    }
    assert {seat: rights for seat, rights in read.items() if rights} == {
        Seat.COMPLAINANT: {Reading.READ_REPORTER_MESSAGES, Reading.READ_REPORTER_PROTECTION},
        Seat.RESPONDENT: {Reading.READ_RESPONDENT_MESSAGES, Reading.READ_RESPONDENT_PROTECTION},
        Seat.INVESTIGATOR: {Reading.READ_REPORTER_MESSAGES, Reading.READ_RESPONDENT_MESSAGES},
        Seat.PROTECTION_OFFICER: {Reading.READ_REPORTER_PROTECTION, Reading.READ_RESPONDENT_PROTECTION},
    }


def put_forward(case: PureCase, by: By = OLA, thread: Thread = R) -> UUID:
    """A message of the Society that is due."""
    message = uuid4()
    event = say(case, by, thread, message=message)
    assert isinstance(event, MessagePutForward)
    return message


def test_the_rulebook_says_where_a_second_person_reads() -> None:
    case = served()
    sealed = [thread for thread in Thread if is_read_second(case.view, thread)]
    case.view = replace(case.view, filing=replace(case.view.filing, identity=IdentityChoice.OPEN))
    assert (sealed, [thread for thread in Thread if is_read_second(case.view, thread)]) == ([R], [])
    limits = {**case.view.rules.limits, "second_reader_of_reporter": 2, "second_reader_of_member": 2}
    case.view = replace(case.view, rules=replace(case.view.rules, limits=limits))
    assert [thread for thread in Thread if is_read_second(case.view, thread)] == [R, Thread.RESPONDENT]


def test_what_a_party_writes_and_what_was_released_has_no_second_reader() -> None:
    case = served()
    assert isinstance(say(case, REPORTER, message=uuid4()), MessageSent)
    message = put_forward(case)
    case.do(Verb.RELEASE_MESSAGE, by=REVIEWER, message=message)
    assert isinstance(say(case, OLA, message=message), MessageSent)
    assert case.view.conversation.put_forward == ()
    assert case.replayed() == case.view


def test_the_second_readers_of_a_thread_are_its_seats_and_two_from_outside() -> None:
    case = served()
    message = put_forward(case)
    readers = [seat for seat in Seat if waiting_for(case.view, frozenset({seat}), someone("else"))]
    assert readers == [Seat.REVIEWER, Seat.INVESTIGATOR, Seat.DECIDER]
    for seat in readers:
        assert waiting_for(case.view, frozenset({seat}), OLA[0]) == ()
    assert case.reasons(Verb.RELEASE_MESSAGE, by=OLA) == [REASONS["second_reader_is_another"]]
    with pytest.raises(NotNow) as refused:
        case.do(Verb.RETURN_MESSAGE, by=REVIEWER, message=message, note_written=False)
    assert refused.value.reasons == (REASONS["note_is_written"],)
    with pytest.raises(NotNow) as refused:
        case.do(Verb.RETURN_MESSAGE, by=REVIEWER, message=uuid4(), note_written=True)
    assert refused.value.reasons == (REASONS["message_waits_for_this_reader"],)
    assert case.do(Verb.RETURN_MESSAGE, by=REVIEWER, message=message, note_written=True).writer == OLA[0]
    assert case.reasons(Verb.RELEASE_MESSAGE, by=REVIEWER) == [
        REASONS["message_waits_for_second_reader"],
        REASONS["second_reader_is_another"],
    ]


def seats_asked_for(case: PureCase) -> set[Seat | None]:
    """Return the seats that intake is asked to fill."""
    return {one.fills for one in expected_now(case.view) if Verb.SEAT_OFFICER in one.verbs}


@pytest.mark.parametrize(("begun", "thread"), [(offered, Thread.RESPONDENT), (dismissed, R)])
def test_intake_is_asked_for_a_reviewer_where_nobody_else_reads_a_message(
    begun: Callable[[], PureCase], thread: Thread
) -> None:
    case = begun()
    limits = {**case.view.rules.limits, "second_reader_of_member": 2}
    case.view = replace(case.view, rules=replace(case.view.rules, limits=limits))
    before = seats_asked_for(case)
    put_forward(case, SOL, thread)
    with_two = seats_asked_for(case) - before
    case.do(Verb.RECUSE_OFFICER, by=SAM)
    alone = seats_asked_for(case)
    case.seat("vera", Seat.REVIEWER)
    assert (with_two, Seat.REVIEWER in alone, Seat.REVIEWER in seats_asked_for(case)) == (set(), True, False)
    assert waiting_for(case.view, frozenset({Seat.REVIEWER}), REVIEWER[0]) != ()


def test_intake_is_asked_for_nobody_while_it_can_release_the_message_itself() -> None:
    case = offered()
    case.do(Verb.RECUSE_OFFICER, by=SAM)
    put_forward(case, SOL)
    assert Seat.REVIEWER not in seats_asked_for(case)
    assert waiting_for(case.view, frozenset({Seat.INTAKE}), INTAKE[0]) != ()
