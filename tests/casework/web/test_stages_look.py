"""The line of stages on a narrow screen names the stage of the case, wherever it is, and scrolls nothing sideways."""

from django.urls import reverse
from playwright.sync_api import Page

from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.test_queue_look import SITE, Window
from tests.scenario_fixtures import begins

AT_EACH = """() => {
  const stops = [...document.querySelectorAll(".ob-stages__stop")], width = document.documentElement.clientWidth;
  return stops.map(stop => {
    stops.forEach(one => one.removeAttribute("aria-current"));
    stop.setAttribute("aria-current", "step");
    const words = document.createRange();
    words.selectNodeContents(stop);
    const box = words.getBoundingClientRect(), look = getComputedStyle(stop);
    const shown = box.width > 20 && box.height >= 12 && look.color !== "rgba(0, 0, 0, 0)";
    const within = box.left >= 0 && box.right <= width && document.documentElement.scrollWidth <= width;
    const line = stop.parentElement.getBoundingClientRect().height;
    return [shown && within, line <= 48, stops.filter(one => getComputedStyle(one).fontSize !== "0px").length];
  });
}"""


@begins(brought_to("investigation"))
def test_the_current_stage_stands_in_words_below_its_dot(page: Page, town: Town, story: Story) -> None:
    path = reverse("case", args=[story.case])
    window = Window(page, town.browser(story.investigator), path)
    page.set_viewport_size({"width": 360, "height": 900})
    page.goto(f"{SITE}{path}")
    assert page.evaluate(AT_EACH) == [[True, True, 1]] * 8
    assert window.heard == []
