"""Letters to the member that come back while the seat that prints them is empty."""

from casework.vocabulary import Verb
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.test_service_letters import page_of
from tests.letters_back import enter_return
from tests.scenario_fixtures import begins

begun, here, town, story = web.begun, web.here, web.town, web.story


@begins(brought_to("awaiting_response"))
def test_the_page_names_the_empty_seat_that_prints_a_letter(town: Town, story: Story) -> None:
    for one in story.view.service.unserved:
        enter_return(story, story.investigator, f"{one.about}:respondent")
    place_letters()
    story.by(story.investigator, Verb.RECUSE_OFFICER, confirmed="on")
    page = page_of(town, story, "ines", Verb.REMIND_READER)
    assert "In these seats somebody could print it: Investigator. Ask intake to seat somebody." in page
    assert ("there is no seat that could" in page, "may read all of it." in page) == (False, False)
