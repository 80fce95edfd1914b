"""One covered copy waits at a time, and the piece that it is of gets no copy in words meanwhile."""

from dataclasses import replace
from uuid import UUID

import pytest

from casework.queries.case.matrix import words_without_copy
from casework.record.events import EvidenceDisclosed, StepProposed
from casework.vocabulary import AllegationState, NotNow, Seat, Verb
from casework.workflow.guard import REASONS
from tests.casework.pure import By, PureCase, someone
from tests.casework.pure_answer import COPY, LETTER
from tests.casework.pure_road import OLA, REPORTER, in_investigation

STEP, OTHER = Verb.DISCLOSE_REDACTED_COPY, someone("another letter")


def with_two_letters() -> PureCase:
    """Under investigation, with two pieces of evidence and a decider."""
    case = in_investigation()
    for letter in (LETTER, OTHER):
        case.do(Verb.ADD_EVIDENCE, by=REPORTER, evidence=letter, received=True, file=someone(f"file of {letter}"))
    case.seat("dee", Seat.DECIDER)
    return case


def put_forward(case: PureCase, letter: UUID, *, by: By = OLA, replaces: UUID | None = None) -> StepProposed:
    made: StepProposed = case.do(Verb.PROPOSE_STEP, by=by, proposed=STEP, subject=letter, replaces=replaces)
    return made


def disclose(case: PureCase, letter: UUID) -> EvidenceDisclosed:
    copy = {"copy": COPY, "copied": True, "one_holder": False}
    made: EvidenceDisclosed = case.do(Verb.DISCLOSE_EVIDENCE, by=OLA, evidence=letter, **copy)
    return made


@pytest.mark.parametrize("letter", [LETTER, OTHER])
@pytest.mark.parametrize("first", [True, False])
def test_no_second_covered_copy_is_put_forward_while_one_waits(letter: UUID, first: bool) -> None:
    case = with_two_letters()
    waits = put_forward(case, LETTER)
    by = OLA if first else case.seat("oto", Seat.INVESTIGATOR)
    with pytest.raises(NotNow) as refused:
        put_forward(case, letter, by=by, replaces=waits.id)
    assert refused.value.reasons == (REASONS["none_waits_that_it_would_replace"],)
    assert [one.id for one in case.view.proposals.waiting] == [waits.id]


def test_once_it_is_taken_back_another_can_be_put_forward() -> None:
    case = with_two_letters()
    waits = put_forward(case, LETTER)
    case.do(Verb.RETURN_STEP, by=OLA, proposed=STEP, signs=waits.id, reason_written=False)
    again = put_forward(case, OTHER)
    assert [(one.id, one.subject) for one in case.view.proposals.waiting] == [(again.id, OTHER)]


def test_the_piece_whose_covered_copy_waits_gets_no_copy_in_words() -> None:
    case = with_two_letters()
    waits = put_forward(case, LETTER)
    with pytest.raises(NotNow) as refused:
        disclose(case, LETTER)
    assert refused.value.reasons == (REASONS["no_covered_copy_of_it_waits"],)
    disclose(case, OTHER)
    case.do(Verb.RETURN_STEP, by=OLA, proposed=STEP, signs=waits.id, reason_written=False)
    disclose(case, LETTER)
    assert [copy.evidence for copy in case.view.evidence.copies] == [OTHER, LETTER]


def test_other_steps_that_wait_can_still_be_rewritten() -> None:
    case = with_two_letters()
    first = case.do(Verb.PROPOSE_STEP, by=OLA, proposed=Verb.EXTEND_INVESTIGATION)
    again = case.do(Verb.PROPOSE_STEP, by=OLA, proposed=Verb.EXTEND_INVESTIGATION, replaces=first.id)
    assert [one.id for one in case.view.proposals.waiting] == [again.id]


def test_only_an_open_allegation_says_that_a_copy_waits() -> None:
    case = with_two_letters()
    put_forward(case, LETTER)
    (one,) = case.view.allegations.in_state(AllegationState.IN_SCOPE)
    said = {
        state: words_without_copy(replace(one, state=state), case.view, frozenset({STEP.value}))
        for state in (AllegationState.IN_SCOPE, AllegationState.OUT_OF_SCOPE)
    }
    assert said == {
        AllegationState.IN_SCOPE: "A copy waits for a second signature",
        AllegationState.OUT_OF_SCOPE: "No copy for the member",
    }
    assert words_without_copy(one, case.view, frozenset()) == "No copy for the member yet"
