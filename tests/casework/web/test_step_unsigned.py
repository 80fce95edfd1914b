"""A step that waits for a signature ends when the case moves on. Its author is told, and alone reads what they wrote."""

from uuid import UUID

from django.urls import reverse

from casework.queries.checks.replay import drifts
from casework.vocabulary import CaseState, Seat, Verb
from local.demo.scenario import Story
from local.demo.story import acknowledge, last_event
from local.populate.chapters import triage
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Item
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text
from tests.casework.web.test_send_back import WORDS as REFERRED
from tests.casework.web.test_send_back import decider, investigator, proposed, topics
from tests.scenario_fixtures import begins, upon

STEP, WORDS = Verb.PLACE_HOLD, "A court sits on the same facts, whimbrel."
TOLD, DONE = "The case moved on before your step was signed", "The step that you put forward was signed: it is done"


def told() -> None:
    while place_letters():
        pass


def held(town: Town) -> Story:
    """A hold waits for the second screener, who asks the reporter for information: that moves the case."""
    story = town.story()
    acknowledge(story)
    triage(story)
    first, second = story.holding(Seat.SCREENER)
    story.by(first, STEP, clocks=["SCREEN"], reasons=WORDS)
    told()
    story.by(second, Verb.REQUEST_INFORMATION, items="The letter of confirmation.")
    told()
    return story


def put_forward(story: Story) -> UUID:
    (one,) = story.view.proposals.unsigned
    return one.id


def page(town: Town, first: str, address: str) -> str:
    return " ".join(text(town.browser(first).get(address)).split())


def unfolded(story: Story, entry: UUID) -> str:
    return f"{reverse('case_history', args=[story.case])}?read={entry}"


@begins(held)
def test_the_author_is_told_and_led_to_their_words(town: Town, story: Story) -> None:
    first, second = story.holding(Seat.SCREENER)
    entry = put_forward(story)
    (item,) = Item.objects.filter(topic="step_unsigned", withdrawn_at=None)
    assert (item.person, item.about, item.mail_due is not None) == (town.people[first], [entry], True)
    today = page(town, first, reverse("today"))
    there = f"{unfolded(story, entry)}#entry_{entry}"
    assert (TOLD in today, there in today, WORDS in today) == (True, True, False)
    assert TOLD not in page(town, second, reverse("today"))
    mine = page(town, first, unfolded(story, entry))
    assert (WORDS in mine, "You put forward: Let clocks wait" in mine) == (True, True)
    assert list(drifts([story.case])) == []


@begins(held)
def test_nobody_else_reads_on_the_history_what_was_put_forward(town: Town, story: Story) -> None:
    entry, (_first, second) = put_forward(story), story.holding(Seat.SCREENER)
    for other in (second, "ines"):
        assert "Step put forward for another signature" in page(town, other, unfolded(story, entry))
        assert WORDS not in page(town, other, unfolded(story, entry))


@begins(held)
def test_back_in_its_stage_the_step_has_the_words_until_it_is_put_forward(town: Town, story: Story) -> None:
    first, _second = story.holding(Seat.SCREENER)
    story.wait(40)
    told()
    assert story.view.state == CaseState.SCREENING
    step = page(town, first, reverse("step", args=[story.case, STEP]))
    assert ("The case moved on before this was signed" in step, f"{WORDS}</textarea>" in step) == (True, True)
    story.by(first, STEP, clocks=["SCREEN"], reasons="It still sits.")
    told()
    assert (story.view.proposals.unsigned, "step_unsigned" in topics(town, first)) == ((), False)


@upon(proposed)
def withdrawn(_town: Town, story: Story) -> Story:
    """A referral waits for the decider, and the reporter's withdrawal closes the case."""
    reviewer, prue = story.seat(Seat.REVIEWER), story.seat(Seat.PROTECTION_OFFICER)
    story.by("reporter", Verb.ASK_WITHDRAWAL, wish="", confirmed="on")
    (reporter,) = story.view.people.holding(Seat.COMPLAINANT)
    story.by(prue, Verb.CHECK_COERCION, subject=reporter, talk="By telephone.")
    story.wait(20)
    story.two(reviewer, prue, Verb.ACCEPT_WITHDRAWAL, no_adoption="It is a small matter.")
    told()
    return story


@begins(withdrawn)
def test_a_withdrawal_that_ends_a_referral_tells_its_author(town: Town, story: Story) -> None:
    one, two = investigator(story), decider(story)
    assert story.view.state == CaseState.CLOSED
    assert ("step_unsigned" in topics(town, one), "step_unsigned" in topics(town, two)) == (True, False)
    mine, theirs = (page(town, first, unfolded(story, put_forward(story))) for first in (one, two))
    assert (REFERRED in mine, REFERRED in theirs) == (True, False)


@begins(withdrawn)
def test_who_has_left_the_case_is_told_nothing_of_it(town: Town, story: Story) -> None:
    one = investigator(story)
    story.by(one, Verb.DECLARE_CONFLICT, confirmed="on")
    told()
    assert (story.view.proposals.unsigned, topics(town, one)) == ((), set())
    assert town.browser(one).get(reverse("case_history", args=[story.case])).status_code == 404


def signed(town: Town) -> Story:
    """A hold that the first screener put forward and the second signed."""
    story = town.story()
    acknowledge(story)
    triage(story)
    first, second = story.holding(Seat.SCREENER)
    story.two(first, second, STEP, clocks=["SCREEN"], reasons=WORDS)
    told()
    return story


@begins(signed)
def test_the_author_is_told_that_the_last_signature_took_the_step(town: Town, story: Story) -> None:
    first, second = story.holding(Seat.SCREENER)
    (item,) = Item.objects.filter(topic="step_taken", withdrawn_at=None)
    assert item.person == town.people[first]
    today = page(town, first, reverse("today"))
    there = f"{unfolded(story, last_event(story, 'case.hold_placed'))}#entry_"
    assert (DONE in today, there in today, DONE in page(town, second, reverse("today"))) == (True, True, False)
    story.by(first, Verb.REQUEST_INFORMATION, items="The letter of confirmation.")
    told()
    assert "step_taken" not in topics(town, first)
