"""A board that votes on a case again: it reads who voted before, and that they may vote again. What its docket says."""

from django.urls import reverse
from django.utils.html import strip_tags

from casework.vocabulary import Verb
from local.demo import story as told
from local.demo.branches import sent_back
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.reporting import text
from tests.scenario_fixtures import upon

BEFORE = "Who voted on this case before"
AGAIN = "A vote in it then is not a tie, and those who voted may vote again"


@upon(brought_to("board_decision"))
def recommended_again(_town: Town, story: Story) -> Story:
    """A case that the board sent back, and that its panel recommended again."""
    sent_back(story)
    story.open_letter(story.respondent, told.last_event(story, "case.remitted_to_panel"))
    story.wait(8)
    sheet = {"level": 4, "wording": "A public reprimand.", "lower_level": "No.", "reasons": "It answers the board."}
    sheet["outside_range"] = "He has put it right."
    story.two("paul", "petra", Verb.RECOMMEND_SANCTION, **told.severities_of(story), **sheet)
    return story


begun = town_begun(recommended_again)


def said(town: Town, first: str, address: str) -> str:
    page = text(town.browser(first).get(address)).split("<main", 1)[-1]
    return " ".join(strip_tags(page).split())


def declaring(town: Town, story: Story, first: str) -> tuple[str, str]:
    """What somebody reads before they declare: the names, and the page of the step."""
    names = said(town, first, reverse("board_case", args=[story.case]))
    return names, said(town, first, reverse("board_step", args=[story.case, Verb.DECLARE_INTERESTS.value]))


def test_who_declares_for_a_second_vote_reads_who_voted_and_that_they_may_vote_again(here: tuple[Town, Story]) -> None:
    town, story = here
    story.two("bea", "ada", Verb.SEND_BOARD_PACK, minute="As before.")
    names, step = declaring(town, story, "bo")
    voted = names.split(BEFORE, 1)[1].split("Who would decide with you")[0]
    assert {first: town.people[first].name in voted for first in told.BOARD} == dict.fromkeys(told.BOARD, True)
    assert AGAIN in step
    told.declare(story, "bo")


def test_before_the_first_vote_nothing_is_said_of_an_earlier_one(town: Town) -> None:
    story = town.case_in("board_decision", "rosa")
    told.send_papers(story, "Ninety days.")
    names, step = declaring(town, story, "bo")
    assert (BEFORE in names, AGAIN in step) == (False, False)


def test_the_docket_says_what_the_ballot_waits_for_while_it_has_no_day(here: tuple[Town, Story]) -> None:
    town, story = here
    story.two("bea", "ada", Verb.SEND_BOARD_PACK, minute="As before.")
    told.declare(story, "bo")
    page = said(town, "bo", reverse("docket"))
    assert ("the member has not had it yet" in page, "after that day" in page, "No day is set" in page) == (
        True,
        False,
        False,
    )
    story.open_letter(story.respondent, told.last_event(story, "case.board_pack_sent"))
    page = said(town, "bo", reverse("docket"))
    assert ("the member has not had it yet" in page, "after that day" in page) == (False, True)


def test_what_was_decided_last_stands_first_whenever_it_was_reported(here: tuple[Town, Story]) -> None:
    town, story = here
    later_reported = town.case_in("appeal_window", "rosa")
    told.decide(story)
    page = text(town.browser("bo").get(reverse("docket"))).split('id="decided_title"', 1)[1]
    assert page.index(story.case) < page.index(later_reported.case)
