"""A letter to the member that came back: the page names who sends it again, and their Today asks for it."""

import re
from datetime import timedelta
from uuid import uuid4

from django.urls import reverse

from casework.models import Turn
from casework.record.rights.posting import poster_of
from casework.vocabulary import Channel, Verb
from casework.workflow.guard import REASONS
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.casework.web.test_service_letters import address, signed_once, signed_second
from tests.letters_back import enter_return
from tests.scenario_fixtures import begins

ONE = "Post to the member again: 1 letter that came back. Then enter proof of service"
SEVERAL = "Post to the member: {} letters, first what came back. Then enter proof of service"
begun, here, town, story = web.begun, web.here, web.town, web.story


def asked_of(town: Town, story: Story) -> list[str]:
    """What Today asks of the investigator by the proof of letters."""
    page = " ".join(text(town.browser(story.investigator).get(reverse("today"))).split())
    return re.findall(rf'href="{address(story, Verb.RECORD_SERVICE)}[^"]*">\s*(.*?)\s*<span', page)


@begins(brought_to("awaiting_response"))
def test_after_a_letter_came_back_the_page_names_who_sends_it_again(town: Town, story: Story) -> None:
    one = story.view.service.unserved[0]
    seat = poster_of(story.view, one)
    browser = town.browser(story.investigator)
    page = text(browser.get(address(story, Verb.RECORD_BOUNCE)))
    (seen,) = re.findall(r'name="step_version" value="([^"]+)"', page)
    typed = {"letter": f"{one.about}:respondent", "channel": "post", "came_back_on": f"{story.view.today}"}
    typed |= {"step_version": seen, "request_key": str(uuid4())}
    done = text(browser.post(address(story, Verb.RECORD_BOUNCE), typed, follow=True))
    assert seat is not None
    assert f"It is not served. It is sent again by: {seat.label}." in done
    place_letters()
    assert asked_of(town, story) == [ONE]
    assert "Ask the registrar first" in text(town.browser(story.investigator).get(reverse("today")))
    story.wait(12)
    place_letters()
    (turn,) = Turn.objects.filter(user=town.people[story.investigator], step=Verb.RECORD_SERVICE)
    assert asked_of(town, story) == [ONE if turn.letters == 1 else SEVERAL.format(turn.letters)]


@begins(brought_to("awaiting_response"))
def test_the_day_on_which_a_letter_came_back_stands_wherever_the_letter_does(town: Town, story: Story) -> None:
    one = story.view.service.unserved[0]
    story.wait(6)
    day = story.view.today - timedelta(days=3)
    enter_return(story, story.investigator, f"{one.about}:respondent", on=day)
    place_letters()
    letters, browser = f"{reverse('case_letters', args=[story.case])}?with=respondent", town.browser(story.investigator)
    for page in (letters, address(story, Verb.RECORD_SERVICE)):
        assert f"Came back</strong> {day:%-d %B}" in text(browser.get(page)), page
    history = " ".join(text(browser.get(reverse("case_history", args=[story.case]))).split())
    assert f"it came back on {day:%-d %B %Y}" in history


@begins(brought_to("awaiting_response"))
def test_a_day_on_which_no_letter_can_have_come_back_is_refused(town: Town, story: Story) -> None:
    one, browser = story.view.service.unserved[0], town.browser(story.investigator)
    there = address(story, Verb.RECORD_BOUNCE)
    (seen,) = re.findall(r'name="step_version" value="([^"]+)"', text(browser.get(there)))
    said = {
        one.on - timedelta(days=1): REASONS["letter_was_sent_by_then"],
        story.view.today + timedelta(days=1): REASONS["day_of_return_has_come"],
    }
    for day, reason in said.items():
        typed = {"letter": f"{one.about}:respondent", "channel": "post", "came_back_on": f"{day}", "step_version": seen}
        answer = browser.post(there, typed | {"request_key": str(uuid4())})
        assert (answer.status_code, reason in text(answer)) == (409, True), day
    assert story.view.service.failed == ()


@begins(brought_to("awaiting_response"))
def test_a_letter_that_was_posted_again_says_so_and_on_which_day(town: Town, story: Story) -> None:
    one = story.view.service.unserved[0]
    key, letters = f"{one.about}:respondent", f"{reverse('case_letters', args=[story.case])}?with=respondent"

    def line() -> str:
        return " ".join(text(town.browser(story.investigator).get(letters)).split())

    story.wait(3)
    enter_return(story, story.investigator, key, channel=Channel.POST)
    place_letters()
    story.wait(2)
    before = line()
    signed_once(story, key)
    waiting = line()
    signed_second(town, story)
    again = f"Posted again</strong> {story.view.today:%-d %B}"
    assert [again in each for each in (before, waiting, line())] == [False, False, True]
