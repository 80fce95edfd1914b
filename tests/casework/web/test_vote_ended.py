"""A vote of three ends with the second equal vote: the page says so before, and the third is told afterwards."""

from django.urls import reverse

from casework import access
from casework.access import Actor
from casework.queries.decisions.vote_ended import words_after_vote
from casework.vocabulary import Reading, Verb
from ledger.clock import now
from local.demo import appeals
from local.demo.scenario import Story
from local.demo.story import for_each_allegation, report_closed
from notifications.dispatch.dispatcher import place_letters
from notifications.today.page import ToDo, today
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

BEFORE = "The vote ends with the second equal vote on every"
ON_TODAY = "A vote ended before you voted: two agree, and your vote is not needed"
ON_REPORT = "The vote on the case to answer ended before you voted: two deciders agree on every allegation."
ON_GROUNDS = "The vote on the grounds ended before you voted: two of the panel agree on every ground."


def on_today(town: Town, story: Story, first: str) -> list[ToDo]:
    while place_letters():
        pass
    parts = today(town.people[first], now()).parts
    return [line for _, some in parts for line in some if line.reference == story.case]


def told(town: Town, story: Story, first: str) -> bool:
    return ON_TODAY in [line.words for line in on_today(town, story, first)]


def page(town: Town, first: str, name: str, *args: str) -> str:
    return " ".join(text(town.browser(first).get(reverse(name, args=args))).split())


@begins(brought_to("response_review"))
def test_the_third_decider_is_told_that_two_have_ended_the_vote(town: Town, story: Story) -> None:
    report_closed(story)
    step = ("step", story.case, Verb.VOTE_CASE_TO_ANSWER.value)
    assert BEFORE in page(town, "dora", *step)
    vote = for_each_allegation(story, sees="yes", reasons="There is a letter, whimbrel.")
    story.by("dana", Verb.VOTE_CASE_TO_ANSWER, **vote)
    assert [told(town, story, first) for first in ("dana", "dev", "dora")] == [False, False, False]
    story.by("dev", Verb.VOTE_CASE_TO_ANSWER, **vote)
    assert [told(town, story, first) for first in ("dana", "dev", "dora", story.investigator)] == [
        False,
        False,
        True,
        False,
    ]
    assert "The vote is over: two deciders agree on every allegation." in page(town, "dora", *step)
    for name in ("case", "board_case"):
        shown = [ON_REPORT in page(town, first, name, story.case) for first in ("dora", "dana")]
        assert shown == [True, False]
    assert ON_REPORT not in page(town, story.investigator, "case", story.case)
    story.by("dana", Verb.FIND_CASE_TO_ANSWER, reasons="There is a realistic prospect.")
    assert told(town, story, "dora")
    assert ON_REPORT in page(town, "dora", "case", story.case)
    (line,) = [one for one in on_today(town, story, "dora") if one.words == ON_TODAY]
    assert town.browser("dora").post(reverse("dismiss_notification", args=[line.key])).status_code == 302
    assert not told(town, story, "dora")


@begins(brought_to("response_review"))
def test_who_has_not_voted_has_no_turn_to_vote_once_two_agree(town: Town, story: Story) -> None:
    report_closed(story)
    vote = for_each_allegation(story, sees="yes", reasons="There is a letter, whimbrel.")
    for first in ("dana", "dev"):
        story.by(first, Verb.VOTE_CASE_TO_ANSWER, **vote)
    steps = {verb for line in on_today(town, story, "dora") for verb in Verb if f"/do/{verb}/" in line.address}
    assert Verb.VOTE_CASE_TO_ANSWER not in steps
    assert story.view.state == "case_to_answer"


@begins(brought_to("appeal_window"))
def test_the_third_of_an_appeal_panel_sees_no_vote_beside_one_of_their_own(town: Town, story: Story) -> None:
    appeals.lodge_appeal(story)
    appeals.admit_appeal(story)
    appeals.hear_appeal(story)
    step = ("appeal_step", story.case, Verb.VOTE_ON_GROUNDS.value)
    before = page(town, "arne", *step)
    assert (BEFORE in before, "Voted not right" in before) == (True, False)
    story.by("amos", Verb.VOTE_ON_GROUNDS, **{f"ground_{code}": "no" for code in story.view.appeal.arguable})
    one = page(town, "arne", *step)
    assert ("Voted not right" in one, 'name="ground_' in one) == (False, True)
    typed = {f"ground_{code}": "no" for code in story.view.appeal.arguable}
    there = reverse("appeal_step", args=step[1:])
    voted = text(town.browser("anouk").post(there, typed, follow=True))
    assert "The vote is over. Next, two of the panel decide the appeal." in voted
    shut = page(town, "arne", *step)
    assert ("The vote is over: two of the three agree on each ground." in shut, 'name="ground_' in shut) == (
        True,
        False,
    )
    assert [told(town, story, first) for first in appeals.PANEL] == [False, False, True]
    asks = [line for line in on_today(town, story, "arne") if Verb.VOTE_ON_GROUNDS.value in line.address]
    assert asks == []
    shown = [ON_GROUNDS in page(town, first, "appeal_case", story.case) for first in appeals.PANEL]
    assert shown == [False, False, True]


@begins(brought_to("response_review"))
def test_after_a_vote_the_next_page_says_who_is_next(town: Town, story: Story) -> None:
    report_closed(story)
    vote = for_each_allegation(story, sees="yes", reasons="There is a letter, whimbrel.")
    said = []
    for first in ("dana", "dev"):
        story.by(first, Verb.VOTE_CASE_TO_ANSWER, **vote)
        case = access.case_shown(Actor(user=town.people[first]), story.case, Reading.SEE_CASE)
        said.append(words_after_vote(case))
    assert said == [
        "The vote goes on: the deciders who have not voted are asked next.",
        "The vote is over. Next, one of the deciders records whether there is a case to answer.",
    ]
