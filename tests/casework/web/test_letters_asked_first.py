"""The page of a proof of letters: those asked for stand first, and it names the member to those who may know."""

import re

import pytest

from casework.models import CaseGrant
from casework.queries.case.page import NAMING
from casework.vocabulary import Channel, Verb
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.test_service_letters import LETTER, page_of
from tests.letters_back import enter_return
from tests.scenario_fixtures import begins

STEPS = (Verb.RECORD_SERVICE, Verb.REMIND_READER)


def with_the_last_back(story: Story, channel: Channel) -> str:
    """Letters on their way, of which only the last came back; return the key by which forms choose it."""
    for days in ("20", "30"):
        story.two(story.investigator, "dana", Verb.EXTEND_INVESTIGATION, days=days, reasons="The bank answers late.")
    place_letters()
    key = f"{story.view.service.unserved[-1].about}:respondent"
    enter_return(story, story.investigator, key, channel=channel)
    place_letters()
    return key


@begins(brought_to("awaiting_response"))
def test_the_letter_that_is_asked_for_stands_first_in_the_list_and_on_the_form(town: Town, story: Story) -> None:
    key = with_the_last_back(story, Channel.POST)
    page = page_of(town, story, story.investigator, Verb.RECORD_SERVICE)
    chosen, listed = LETTER.findall(page), re.findall(r'data-value="([^"]+)"', page)
    assert (len(chosen) > 2, chosen[0], listed[0], sorted(chosen) == sorted(listed)) == (True, key, key, True)
    assert page.index("You are not asked for it yet") > page.index(f'value="{key}"')


@begins(brought_to("awaiting_response"))
@pytest.mark.parametrize("verb", STEPS)
def test_the_page_names_the_member_to_those_who_may_know_and_says_how_to_ask(
    town: Town, story: Story, verb: Verb
) -> None:
    with_the_last_back(story, Channel.MAIL)
    first = story.investigator
    page = page_of(town, story, first, verb)
    assert "They go to: <strong>Rex Respond (M-" in page
    assert "Give the member’s number alone" in page
    CaseGrant.objects.filter(user=town.people[first], permission__codename__in=[one.value for one in NAMING]).delete()
    assert "They go to" not in page_of(town, story, first, verb)
