"""The reminders of a letter that the system sends by mail, on the pages of officers."""

from django.urls import reverse

from casework.tasks import see_to_letters
from casework.vocabulary import Channel
from local.demo.scenario import Story
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

begun, here, town, story = web.begun, web.here, web.town, web.story


@begins(brought_to("awaiting_response"))
def test_a_reminder_that_the_system_sent_by_mail_is_not_done_for_an_officer(town: Town, story: Story) -> None:
    story.wait(12)
    see_to_letters()
    assert any(one.channel == Channel.MAIL for one in story.view.service.reminders)
    page = text(town.browser(story.investigator).get(reverse("case", args=[story.case])))
    done = page.partition('id="group_done"')[2].partition("</div>")[0]
    words = "Enter a reminder sent by post"
    assert (words in page, words in done) == (True, False)
