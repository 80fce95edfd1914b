"""What the officers' desk costs in pixels, clicks and rows, measured in a real browser and held.

docs/desk.md has the figures. `ELSEWHERE` names the tests that hold the others.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from casework.models import CaseGrant
from casework.verbs import VERBS
from casework.vocabulary import Reading, Seat, Verb
from local.demo import story as told
from local.demo.scenario import Story
from tests.casework.web.conftest import CHAPTERS, Town, begun, brought_to
from tests.casework.web.conftest import story as told_so_far
from tests.casework.web.conftest import town as settled
from tests.casework.web.test_queue_look import SITE, Window
from tests.notifications.rehearsing import SENDS
from tests.scenario_fixtures import here

__all__ = ["begun", "here", "story", "town"]
town, story = settled, told_so_far
STAGES = ("submitted", *CHAPTERS)
HEIGHTS = {1280: 1000, 360: 2500}
"""How high the overview of a case may be, by the width of the window."""
HEADER, REPORTED, ROW = 140, 300, 44
ELSEWHERE = {
    "from a report to the deciders, and the screener's part": "journeys/test_desk_road.py",
    "a new report is acknowledged from the list with one click": "casework/web/test_queue_acts.py",
    "eighteen rows of the queue stand in 900 pixels": "casework/web/test_queue_look.py",
    "typed words outlive Back, a reload, an idle hour and a sign-out": "casework/web/test_drafts_look.py",
    "of two officers at the same step, the second is told what changed": "casework/web/test_step_changed.py",
    "a letter goes out as it was shown": "invariants/test_letters_as_shown.py",
    "each event notifies officers or is named as one that does not": "house_rules/test_tables.py",
    "a panel is named from 100 people on one short page": "casework/web/test_composing.py",
}
"""The tests that hold what is not measured here."""
LETTERS_SEEN = 18
"""How many steps with a letter the officers of the demonstration's case can take, from an open investigation to monitoring."""
WRITTEN_AHEAD = "You can write this now"
"""Stands over the form of a step that is written while it is shut: it sends nothing, so there are no letters to see."""
MEASURES = """() => {
  const top = element => element ? element.getBoundingClientRect().top + scrollY : 0;
  const of = selector => document.querySelector(selector);
  return {
    height: document.documentElement.scrollHeight,
    header: of(".ob-case__header").getBoundingClientRect().height,
    reported: top(of("#reported_title")),
    offers: document.querySelectorAll(".ob-case__first, .ob-case__shut").length,
    menu: [...document.querySelectorAll(".ob-menu__groups a")].filter(each => each.checkVisibility()).length,
  };
}"""


def officers(story: Story) -> Iterator[str]:
    """Yield the first names of officers of the desk, by their seats or offices."""
    yield from ("ines", "ada", "bea", "audrey")
    for seat in (Seat.SCREENER, Seat.INVESTIGATOR, Seat.DECIDER, Seat.MONITOR):
        yield from story.holding(seat)[:1]


def overviews(page: Page, town: Town, story: Story) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """Yield what the overview measures for each officer who sees the case, at each width."""
    address = reverse("case", args=[story.case])
    for first in dict.fromkeys(officers(story)):
        window = Window(page, town.browser(first), address)
        if window.answers[address].status_code == 200:
            page.goto(f"{SITE}{address}")
            for width in HEIGHTS:
                page.set_viewport_size({"width": width, "height": 800})
                yield first, width, page.evaluate(MEASURES)
        window.leave()


@pytest.mark.parametrize("begun", [brought_to(stage) for stage in STAGES], ids=STAGES, indirect=True)
def test_the_overview_of_a_case_is_short_at_every_stage_and_offers_one_step(
    page: Page, town: Town, story: Story
) -> None:
    seen, wrong = set(), []
    for first, width, found in overviews(page, town, story):
        seen.add(width)
        limits = {"height": HEIGHTS[width], "offers": 1, "menu": 0}
        if width == max(HEIGHTS):
            limits |= {"header": HEADER, "reported": REPORTED}
        wrong += [(first, width, name, found[name]) for name, most in limits.items() if found[name] > most]
    assert (wrong, seen) == ([], {*HEIGHTS})


def test_the_first_row_of_today_is_an_officers_own_thing_to_do(page: Page, town: Town) -> None:
    stories = [town.story() for _ in range(3)]
    stories[1].by("ines", Verb.ACKNOWLEDGE_COMPLAINT)
    one = stories[1].holding(Seat.SCREENER)[0]
    sheet, seats = (reverse(name, args=[stories[1].case]) for name in ("screening_sheet", "seats_sheet"))
    window = Window(page, town.browser(one), reverse("today"))
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{SITE}{reverse('today')}")
    first = page.locator(".ob-todo tbody tr").first
    assert first.locator("th a").get_attribute("href") == sheet
    box = first.bounding_box()
    assert box is not None
    assert box["height"] <= ROW
    window.leave()
    part = f"{reverse('step', args=[stories[1].case, Verb.TRIAGE_CASE])}?sheet=screening"
    window = Window(page, town.browser(one), sheet, part, reverse("own_absence"))
    assert window.look() == []
    window.leave()
    stories[1].by(one, Verb.TRIAGE_CASE, **told.GRAVE, notes="A written promise was denied later.")
    window = Window(page, town.browser(one), sheet)
    assert window.look() == []
    window.leave()
    assert Window(page, town.browser("ines"), seats, reverse("team")).look() == []


def test_every_letter_of_a_step_can_be_seen_before_it_goes(town: Town) -> None:
    story, unseen = town.story(), []
    seen: set[str] = set()
    for chapter in CHAPTERS.values():
        chapter(story)
        for first in dict.fromkeys(officers(story)):
            browser = town.browser(first)
            for verb in sorted(SENDS & steps_of(story, first, town) - seen):
                page = browser.get(reverse("step", args=[story.case, verb])).content.decode()
                if "data-draft=" in page and "What will go out" in page and WRITTEN_AHEAD not in page:
                    seen.add(verb)
                    unseen += [(verb, first)] if "See the letters" not in page else []
    assert (unseen, len(seen)) == ([], LETTERS_SEEN)


def test_what_is_not_measured_here_is_measured_where_it_says() -> None:
    there = Path(__file__).parent.parent
    assert [name for name in ELSEWHERE.values() if "def test_" not in (there / name).read_text(encoding="utf-8")] == []


def steps_of(story: Story, first: str, town: Town) -> set[str]:
    """Return the steps to which a person has a right now."""
    grants = CaseGrant.objects.filter(content_object__reference=story.case, user=town.people[first])
    held = set(grants.values_list("permission__codename", flat=True))
    return held & VERBS.keys() if Reading.SEE_CASE.value in held else set()
