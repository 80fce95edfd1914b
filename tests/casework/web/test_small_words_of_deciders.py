"""Small things that a decider reads: what signing asks, who is missing, what comes next, and one vote in the singular."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags

from casework.vocabulary import Verb
from local.demo import branches
from local.demo import story as told
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins


def words(page: str) -> str:
    return " ".join(strip_tags(page.replace("<", " <")).split())


@begins(brought_to("response_review"))
def test_a_decision_says_when_a_password_is_asked_for_once_more(town: Town, story: Story) -> None:
    told.report_closed(story)
    page = words(text(town.browser("dana").get(reverse("step", args=[story.case, Verb.VOTE_CASE_TO_ANSWER.value]))))
    assert "If you gave them more than five minutes ago, you are asked for them once more" in page


@begins(brought_to("final"))
def test_one_monitor_alone_is_told_to_choose_one_more(town: Town, story: Story) -> None:
    step = reverse("step", args=[story.case, Verb.SEAT_MONITORS.value])
    refused = town.browser("bea").post(step, {"persons": [story.name("mona")]})
    page = words(text(refused))
    assert ("Choose one more." in page, "Choose two different people." in page) == (True, False)


@begins(brought_to("board_decision"))
def test_after_a_step_of_the_board_or_a_panel_the_next_page_leads_to_the_docket(town: Town, story: Story) -> None:
    told.send_papers(story, "Ninety days.")
    answer = town.browser("bo").post(
        reverse("board_step", args=[story.case, Verb.DECLARE_INTERESTS.value]), {"answer": "free"}, follow=True
    )
    page = text(answer)
    assert ("Go to what is next for you" in page, f'href="{reverse("docket")}?but={story.case}">Go to' in page) == (
        True,
        True,
    )


def test_one_vote_is_one_vote() -> None:
    ballot = {"present": 3, "eligible": 3, "needed": 1}
    assert "1 vote was needed for this." in words(render_to_string("letters/parts/ballot.html", {"ballot": ballot}))


@begins(brought_to("panel_forming"))
def test_the_seat_of_an_approver_is_filled_by_a_step_that_is_called_so(town: Town, story: Story) -> None:
    branches.consent_offered(story)
    page = words(text(town.browser("ada").get(reverse("case", args=[story.case]))))
    assert "adjudicator" not in page
