"""The author of a step that needs three signatures is told when somebody has signed it."""

from uuid import uuid4

from casework.record.events import StepProposed, StepReturned, StepSigned
from casework.record.state.screening import ScreeningPart
from casework.vocabulary import CaseState, Seat, Verb
from notifications.asked import Asked
from notifications.rules import RULES
from notifications.topics import TOPICS, Topic
from tests.casework.pure import By, PureCase


def is_told(case: PureCase, by: By) -> bool:
    person, seat = by[0], by[1]
    row = TOPICS[Topic.STEP_SIGNED]
    return row.holds(case.view, Asked(person=person, seat=seat))


def test_the_author_alone_is_told_until_the_step_waits_no_more() -> None:
    case = PureCase.new(state=CaseState.DELIBERATION, screening=ScreeningPart(triaged=True, severity=2))
    chair, member = case.seat("pia", Seat.PANEL_CHAIR), case.seat("pam", Seat.PANEL_MEMBER)
    case.happen(put := StepProposed(step=Verb.RECORD_FINDINGS), by=chair)
    before = is_told(case, chair)
    case.happen(StepSigned(proposal=put.id, step=put.step), by=member)
    assert (before, is_told(case, chair), is_told(case, member)) == (False, True, False)
    case.happen(StepReturned(id=uuid4(), proposal=put.id, step=put.step, proposer=chair[0]), by=member)
    assert is_told(case, chair) is False


def test_the_signature_is_what_tells_them() -> None:
    assert Topic.STEP_SIGNED in {rule.topic for rule in RULES[StepSigned]}
