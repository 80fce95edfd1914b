"""What was written to an allegation is found by its key, however the allegation was named on the day of the answer."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from casework.queries.evidence.answers_filed import said_to_each
from casework.record.events import Event, Recorded, ResponseFiled, ResponseLapsed
from casework.vocabulary import Answer, CaseState, Seat

ONE, TWO, THREE = (UUID(int=n) for n in (1, 2, 3))
FIRST, LATER = UUID(int=11), UUID(int=12)
NAMED_ALIKE = "commitment 2, 4 May 2026"


def recorded(event: Event) -> Recorded:
    return Recorded(event=event, at=datetime(2026, 6, 1, tzinfo=UTC), actor=UUID(int=99), role=Seat.RESPONDENT)


def answered(entry: UUID, *allegations: UUID) -> Recorded:
    answers = (Answer.DENY,) * len(allegations)
    filed = ResponseFiled(to_state=CaseState.RESPONSE_REVIEW, allegations=allegations, answers=answers)
    return recorded(replace(filed, id=entry))


def said(*reasons: str) -> list[dict[str, str]]:
    return [{"allegation": NAMED_ALIKE, "reasons": each} for each in reasons]


RECORD = [answered(FIRST, ONE, TWO), recorded(ResponseLapsed()), answered(LATER, THREE)]


def test_two_allegations_with_the_same_words_keep_their_own_answers() -> None:
    found = said_to_each(
        RECORD, {(FIRST, "reasons"): said("To one.", "To two."), (LATER, "reasons"): said("To three.")}
    )
    assert {key: each["reasons"] for key, each in found.items()} == {ONE: "To one.", TWO: "To two.", THREE: "To three."}


def test_an_answer_that_was_not_opened_says_nothing() -> None:
    assert said_to_each(RECORD, {}) == {}
    assert said_to_each(RECORD, {(LATER, "reasons"): said("To three.")}).keys() == {THREE}
