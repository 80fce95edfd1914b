"""The author of a step that several sign is told when somebody has signed it, and when the last signature took it."""

from uuid import uuid4

from casework.record.events import FindingsRecorded, StepProposed, StepReturned, StepSigned
from casework.record.state.screening import ScreeningPart
from casework.vocabulary import CaseState, Seat, Verb
from notifications.topics.asked import Asked
from notifications.topics.rules import RULES
from notifications.topics.table import TOPICS, Topic
from tests.casework.pure import By, PureCase


def is_told(case: PureCase, by: By, topic: Topic = Topic.STEP_SIGNED) -> bool:
    person, seat = by[0], by[1]
    row = TOPICS[topic]
    return row.holds(case.view, Asked(person=person, seat=seat))


def deliberating() -> tuple[PureCase, By, By]:
    case = PureCase.new(state=CaseState.DELIBERATION, screening=ScreeningPart(triaged=True, severity=2))
    return case, case.seat("pia", Seat.PANEL_CHAIR), case.seat("pam", Seat.PANEL_MEMBER)


def test_the_author_alone_is_told_until_the_step_waits_no_more() -> None:
    case, chair, member = deliberating()
    case.happen(put := StepProposed(step=Verb.RECORD_FINDINGS), by=chair)
    before = is_told(case, chair)
    case.happen(StepSigned(proposal=put.id, step=put.step), by=member)
    assert (before, is_told(case, chair), is_told(case, member)) == (False, True, False)
    case.happen(StepReturned(id=uuid4(), proposal=put.id, step=put.step, proposer=chair[0]), by=member)
    assert is_told(case, chair) is False


def test_the_signature_is_what_tells_them() -> None:
    assert Topic.STEP_SIGNED in {rule.topic for rule in RULES[StepSigned]}


def test_the_author_alone_is_told_that_the_last_signature_took_the_step() -> None:
    case, chair, member = deliberating()
    case.happen(StepProposed(step=Verb.RECORD_FINDINGS), by=chair)
    before = is_told(case, chair, Topic.STEP_TAKEN)
    case.happen(FindingsRecorded(proven=0), by=member)
    told = [is_told(case, one, Topic.STEP_TAKEN) for one in (chair, member)]
    assert (before, told, is_told(case, chair)) == (False, [True, False], False)


def test_who_takes_a_step_that_they_put_forward_is_not_told_of_it() -> None:
    case, chair, _member = deliberating()
    case.happen(StepProposed(step=Verb.RECORD_FINDINGS), by=chair)
    case.happen(FindingsRecorded(proven=0), by=chair)
    assert is_told(case, chair, Topic.STEP_TAKEN) is False
