"""A step that came back to somebody who has left the case reaches the people who may put it forward now, or fill the seat."""

from django.urls import reverse

from casework.queries.checks.replay import drifts
from casework.record.events import ConflictDetected, StepProposed, StepReturned
from casework.record.turns import expected_now
from casework.verbs import VERBS
from casework.vocabulary import CaseState, Seat, Verb
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from tests.casework.pure import PureCase
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text
from tests.casework.web.test_send_back import (
    STEP,
    WHY,
    WORDS,
    address,
    come_back,
    decider,
    investigator,
    proposed,
    topics,
)
from tests.casework.web.test_turns import ELSEWHERE
from tests.casework.web.test_waiting_signatures import page_of
from tests.scenario_fixtures import begins, upon


@upon(proposed)
def left(town: Town, story: Story) -> Story:
    """An investigation whose investigator had put a referral forward, got it back, and has stepped aside."""
    come_back(town, story)
    story.by(investigator(story), Verb.DECLARE_CONFLICT, confirmed="on")
    while place_letters():
        pass
    return story


@begins(left)
def test_while_the_seat_is_empty_intake_fills_it(town: Town, story: Story) -> None:
    assert story.holding(Seat.INVESTIGATOR) == []
    today = " ".join(text(town.browser("ines").get(reverse("today"))).split())
    assert "Seat an officer: Investigator" in today
    assert not any("step_left" in topics(town, one) for one in ("ivo", "ilse", "ines", decider(story)))


@begins(left)
def test_the_next_in_the_seat_reads_the_reason_and_the_words_and_types_their_own(town: Town, story: Story) -> None:
    new = story.seat(Seat.INVESTIGATOR)
    while place_letters():
        pass
    assert "step_left" in topics(town, new)
    today = text(town.browser(new).get(reverse("today")))
    assert ("A step came back, and the person who put it forward has left" in today, WHY in today) == (True, False)
    there = town.browser(new).get(address(story, Verb.RETURN_STEP))
    assert there["Location"] == address(story)
    page = text(town.browser(new).get(address(story)))
    assert [words in page for words in ("Sent back, and now yours", WHY, WORDS, f"{WORDS}</textarea>")] == [
        *[True] * 3,
        False,
    ]
    assert f"{VERBS[STEP].label}</a>: came back to you" in page_of(town, story, new)
    assert list(drifts([story.case])) == []


@begins(left)
def test_it_waits_no_longer_once_the_next_in_the_seat_puts_it_forward(town: Town, story: Story) -> None:
    new = story.seat(Seat.INVESTIGATOR)
    story.by(new, STEP, **ELSEWHERE | {"reasons": "The letter of 3 March, curlew."})
    while place_letters():
        pass
    assert ("step_left" in topics(town, new), story.view.proposals.returned) == (False, ())


@begins(left)
def test_nobody_else_learns_that_it_came_back(town: Town, story: Story) -> None:
    story.seat(Seat.INVESTIGATOR)
    while place_letters():
        pass
    for other in ("ines", decider(story)):
        assert "step_left" not in topics(town, other)
        assert "came back to you" not in page_of(town, story, other)


def test_intake_seats_a_reviewer_for_a_step_that_came_back_to_one_who_left() -> None:
    case = PureCase.new(state=CaseState.HEARING)
    gone, other = case.seat("rhea", Seat.REVIEWER), case.seat("ada", Seat.ADVISER)
    case.happen(put := StepProposed(step=Verb.PLACE_HOLD), by=gone)
    case.happen(StepReturned(proposal=put.id, step=Verb.PLACE_HOLD, proposer=gone[0]), by=other)
    assert not [one for one in expected_now(case.view) if one.fills is Seat.REVIEWER]
    case.happen(ConflictDetected(person=gone[0], provisional=False))
    (seats,) = (one for one in expected_now(case.view) if one.fills is Seat.REVIEWER)
    assert (seats.verbs, seats.seats) == ((Verb.SEAT_OFFICER,), (Seat.INTAKE,))
