"""The form of a partly allowed appeal in a browser: each factor has room for its words, and the page is short enough."""

from django.urls import reverse
from playwright.sync_api import Page

from casework.vocabulary import Verb
from local.demo import appeals
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.test_queue_look import SITE, Window
from tests.scenario_fixtures import begins

NARROWEST = "all => Math.min(...all.map(one => one.offsetWidth))"


@begins(brought_to("appeal_window"))
def test_each_factor_of_a_partly_allowed_appeal_has_room_for_its_words(page: Page, town: Town, story: Story) -> None:
    for chapter in (appeals.lodge_appeal, appeals.admit_appeal, appeals.hear_appeal):
        chapter(story)
    appeals.vote_on_grounds(story, "disproportionate")
    step = reverse("appeal_step", args=[story.case, Verb.VARY_ON_APPEAL.value])
    window = Window(page, town.browser("amos"), step)
    assert window.look() == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{SITE}{step}")
    height = page.evaluate("document.documentElement.scrollHeight")
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
    narrowest = page.eval_on_selector_all(".ob-weighs__tick", NARROWEST)
    assert (narrowest > 300, height <= 3_000) == (True, True)
    window.leave()
