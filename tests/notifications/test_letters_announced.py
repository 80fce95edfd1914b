"""The page of a step names the letters that can go out here, and no others."""

from django.urls import reverse

from casework.vocabulary import RequestKind, Verb
from local.demo.scenario import Story
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

begun, here, town, story = web.begun, web.here, web.town, web.story


@begins(brought_to("awaiting_response"))
def test_an_answer_is_announced_to_the_side_that_asked_and_to_no_other(town: Town, story: Story) -> None:
    story.by(story.respondent, Verb.MAKE_REQUEST, kind=RequestKind.MORE_TIME, days=7, words="I am abroad.")
    page = text(town.browser(story.investigator).get(reverse("step", args=[story.case, Verb.ANSWER_REQUEST.value])))
    announced = page.partition('id="goes_title"')[2].partition("</section>")[0]
    assert ("To Respondent:" in announced, "To Reporter:" in announced) == (True, False)
