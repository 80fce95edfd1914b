"""A step that came back unsigned, and is the step that is expected, is one line of its author's Today."""

from datetime import timedelta

from django.urls import reverse

from casework.models import Case, Turn
from casework.queries.checks.replay import drifts
from casework.verbs import VERBS
from casework.vocabulary import Seat, Verb
from ledger.clock import now
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from notifications.today.page import PARTS, ToDo, today
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.casework.web.test_send_back import WHY, come_back, decider, investigator
from tests.casework.web.test_send_back import proposed as referral
from tests.scenario_fixtures import begins, upon


def scope_undecided(story: Story) -> None:
    """Add an allegation in an investigation."""
    if not story.holding(Seat.DECIDER):
        story.seat(Seat.DECIDER)
    one, day = investigator(story), story.view.today - timedelta(days=21)
    story.by(one, Verb.FRAME_ALLEGATION, commitment=2, first_day=day, last_day=day, act="Wrote a false letter.")


@upon(brought_to("investigation"))
def sent_back(town: Town, story: Story) -> Story:
    """The scope of such an allegation, which the investigator put forward and the decider sent back."""
    scope_undecided(story)
    put_forward(town, story)
    waiting = story.view.proposals.of(Verb.SCOPE_ALLEGATION)
    assert waiting is not None
    given = {"signs": str(waiting.id), "send_back": "yes", "to_change": WHY}
    there = reverse("step", args=[story.case, Verb.SCOPE_ALLEGATION])
    assert town.browser(decider(story)).post(there, given).status_code == 302
    while place_letters():
        pass
    return story


def put_forward(town: Town, story: Story) -> str:
    """Return the page to which the step leads."""
    typed = {"allegation": story.view.allegations.all[-1].id, "in_scope": "yes", "reasons": "It would, ruff."}
    there = reverse("step", args=[story.case, Verb.SCOPE_ALLEGATION])
    page = text(town.browser(investigator(story)).post(there, typed, follow=True))
    while place_letters():
        pass
    return page


def lines(town: Town, story: Story, first: str) -> list[ToDo]:
    parts = today(town.people[first], now()).parts
    return [line for _, some in parts for line in some if line.reference == story.case]


@begins(sent_back)
def test_it_is_one_line_that_leads_to_the_reason(town: Town, story: Story) -> None:
    one, label = investigator(story), VERBS[Verb.SCOPE_ALLEGATION].label
    (line,) = lines(town, story, one)
    assert line.words == f"Came back to you with a reason: {label}"
    assert WHY in text(town.browser(one).get(line.address, follow=True))
    assert [two.words for two in lines(town, story, decider(story)) if "ame back" in two.words] == []
    assert list(drifts([story.case])) == []


@begins(sent_back)
def test_it_stands_with_what_is_new_and_carries_the_day_on_which_it_came_back(town: Town, story: Story) -> None:
    one, long_ago = investigator(story), now() - timedelta(days=40)
    town.browser(one).get(reverse("case", args=[story.case]))
    Case.objects.filter(reference=story.case).update(moved_at=long_ago, turn_since=long_ago)
    (line,) = lines(town, story, one)
    assert (str(PARTS[line.part]), line.since) == ("New", story.view.today)


@begins(sent_back)
def test_the_flag_goes_when_it_is_put_forward_again(town: Town, story: Story) -> None:
    (flagged,) = Turn.objects.filter(case=Case.objects.get(reference=story.case), returned=True)
    assert (flagged.user, flagged.step) == (town.people[investigator(story)], Verb.SCOPE_ALLEGATION)
    put_forward(town, story)
    assert (lines(town, story, investigator(story)), Turn.objects.filter(returned=True).exists()) == ([], False)


@begins(referral)
def test_a_step_that_is_not_the_expected_one_keeps_a_line_of_its_own(town: Town, story: Story) -> None:
    come_back(town, story)
    said = [line.words for line in lines(town, story, investigator(story))]
    assert (said.count("A step came back to you with a reason"), len(said) > 1) == (1, True)
