"""A drawer that is longer than the window, in a real browser: its head stays in view."""

from django.urls import reverse

from casework.vocabulary import Verb
from local.demo.scenario import Story
from tests.casework.web.conftest import brought_to
from tests.casework.web.test_drafts_look import _asked_from_the_loop_of_the_browser
from tests.casework.web.test_drawer_look import Opens, drawn, opens, overview
from tests.scenario_fixtures import begins

__all__ = ["_asked_from_the_loop_of_the_browser", "opens"]


@begins(brought_to("investigation"))
def test_the_head_of_a_long_drawer_stays_while_its_middle_scrolls(opens: Opens, story: Story) -> None:
    window = opens(story.investigator, overview(story))
    page = drawn(window, reverse("step", args=[story.case, Verb.FRAME_ALLEGATION]))
    page.mouse.move(800, 500)
    page.mouse.wheel(0, 4_000)
    page.locator("#drawer .ob-drawer__body").evaluate("body => body.lastElementChild.scrollIntoView({block: 'end'})")
    drawer, scrolled, longer, top = page.evaluate(
        """() => {
        const drawer = document.getElementById("drawer"), body = drawer.querySelector(".ob-drawer__body")
        const head = drawer.querySelector(".ob-drawer__head").getBoundingClientRect()
        return [drawer.scrollTop, body.scrollTop > 0, drawer.scrollHeight > drawer.clientHeight, head.top]
    }"""
    )
    assert (drawer, scrolled, longer, top) == (0, True, False, 0)
