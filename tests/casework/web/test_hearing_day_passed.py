"""A hearing is entered after its day only by a chair who confirms that it began on that day: no other had its notice."""

from django.urls import reverse

from casework.vocabulary import Verb
from local.demo import story as told
from local.demo.findings import PANEL
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins, upon

CONFIRM = "It began on the day for which both sides were called"


@upon(brought_to("panel_forming"))
def with_a_day(_town: Town, story: Story) -> Story:
    """A panel, the day of its hearing in forty days, and a bundle."""
    told.hearing_set(story)
    story.by(story.investigator, Verb.SERVE_BUNDLE, evidence=sorted(story.view.evidence.copy_keys))
    return story


def opening(story: Story) -> tuple[str, dict[str, object]]:
    step = reverse("panel_step", args=[story.case, Verb.OPEN_HEARING.value])
    return step, {"present": [story.name(first) for first in PANEL], "respondent_present": "yes"}


@begins(with_a_day)
def test_on_its_day_a_hearing_is_opened_without_more(town: Town, story: Story) -> None:
    story.wait(40)
    step, typed = opening(story)
    paul = town.browser("paul")
    assert CONFIRM not in text(paul.get(step))
    assert paul.post(step, typed).status_code == 302
    assert story.view.hearing.open


@begins(with_a_day)
def test_after_its_day_the_chair_confirms_that_it_began_on_it(town: Town, story: Story) -> None:
    story.wait(42)
    step, typed = opening(story)
    paul = town.browser("paul")
    page = text(paul.get(step))
    day = story.view.hearing.on
    assert day is not None
    assert (CONFIRM in page, f"That was {day:%A} {day.day} {day:%B %Y}." in page) == (True, True)
    refused = paul.post(step, typed)
    assert (refused.status_code, story.view.hearing.open) == (422, False)
    assert paul.post(step, {**typed, "on_that_day": "on"}).status_code == 302
    assert story.view.hearing.open
