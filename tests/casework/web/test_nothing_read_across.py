"""What the steps say that end a report as a second one, or link two cases: nobody reads the other case because of it."""

from django.urls import reverse

from casework.vocabulary import Verb
from local.demo.scenario import Story
from local.demo.story import acknowledge, screener
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

begun, here, town, story = web.begun, web.here, web.town, web.story


def page_of(town: Town, story: Story, first: str, verb: Verb) -> str:
    return " ".join(text(town.browser(first).get(reverse("step", args=[story.case, verb]))).split())


def triaged(town: Town) -> Story:
    story = town.story()
    acknowledge(story)
    answers = dict.fromkeys(("imminent_harm", "power_imbalance", "dishonesty", "harassment"), "no")
    story.by(screener(story), Verb.TRIAGE_CASE, severity="2", notes="calm", **answers)
    return story


@begins(triaged)
def test_the_code_for_a_second_report_says_that_the_other_case_does_not_read_it(town: Town, story: Story) -> None:
    page = page_of(town, story, screener(story), Verb.DISMISS_CASE)
    choice = page.partition('value="duplicate"')[2].partition('type="radio"')[0]
    assert "Nobody in the other case reads this report or its evidence then" in choice
    assert page.count("Nobody in the other case reads") == page.count('value="duplicate"')


@begins(brought_to("investigation"))
def test_a_link_says_that_it_checks_for_conflicts_and_opens_nothing(town: Town, story: Story) -> None:
    page = page_of(town, story, story.investigator, Verb.LINK_CASES)
    assert ("is checked for conflicts in the other" in page, "A link opens nothing" in page) == (True, True)
