"""With script, the day to which more days lead appears while their number is typed: in the page and in the drawer."""

from django.urls import reverse
from django.utils.formats import date_format
from playwright.sync_api import expect

from casework.vocabulary import ClockName, Verb
from local.demo.scenario import Story
from tests import axe
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.test_drafts_look import _asked_from_the_loop_of_the_browser
from tests.casework.web.test_drawer_look import Opens, drawn, opens, overview
from tests.casework.web.test_more_time import served
from tests.scenario_fixtures import begins, upon

__all__ = ["_asked_from_the_loop_of_the_browser", "opens"]


@upon(brought_to("awaiting_response"))
def asked_for_days(_town: Town, story: Story) -> Story:
    """A member asks for seven more days."""
    served(story)
    story.by(story.respondent, Verb.MAKE_REQUEST, kind="more_time", days=7, words="I am away.")
    return story


def step_of(story: Story) -> str:
    return reverse("step", args=[story.case, Verb.ANSWER_REQUEST.value])


def day_with(story: Story, more: int) -> str:
    view = story.view
    run = view.clock(ClockName.RESPONSE)
    assert run is not None
    day = run.last_day_with(more, calendar=view.rules.calendar, today=view.today)
    assert day is not None
    return date_format(day, "j F Y")


@begins(asked_for_days)
def test_the_new_day_appears_for_the_number_that_is_typed(opens: Opens, story: Story) -> None:
    window = opens(story.investigator, step_of(story))
    said = window.page.locator("[data-until-said]")
    window.page.locator("[name=days]").fill("12")
    expect(said).to_have_text(f"12 more days: the new last day is {day_with(story, 12)}.")
    window.page.locator("[name=days]").fill("1")
    expect(said).to_have_text(f"1 more day: the new last day is {day_with(story, 1)}.")
    window.page.locator("[name=days]").fill("500")
    expect(said).to_have_text("")
    assert (axe.wrong(window.page), window.heard) == ([], [])


@begins(asked_for_days)
def test_in_the_drawer_the_new_day_appears_too(opens: Opens, story: Story) -> None:
    window = opens(story.investigator, overview(story))
    page = drawn(window, step_of(story))
    page.locator("#drawer [name=days]").fill("3")
    expect(page.locator("#drawer [data-until-said]")).to_have_text(
        f"3 more days: the new last day is {day_with(story, 3)}."
    )
    assert window.heard == []


@begins(asked_for_days)
def test_without_script_the_page_says_the_day_for_what_was_asked_for(opens: Opens, story: Story) -> None:
    page = opens(story.investigator, step_of(story), script=False).page
    expect(page.locator("[data-until-said]")).to_have_count(0)
    expect(page.locator("#step_form")).to_contain_text(day_with(story, 7))
