"""Papers side by side in a real browser: each unfolds in its place, over what is typed below."""

import re

from django.urls import reverse
from playwright.sync_api import expect

from casework.vocabulary import Verb
from local.demo.scenario import Story
from tests import axe
from tests.casework.web.test_drafts_look import _asked_from_the_loop_of_the_browser
from tests.casework.web.test_drawer_look import WORDS, Opens, closed, commented, drawn, opens
from tests.casework.web.test_queue_look import SITE
from tests.scenario_fixtures import begins

__all__ = ["_asked_from_the_loop_of_the_browser", "opens"]


@begins(commented)
def test_a_cell_of_the_allegations_shows_its_papers_and_then_the_field_to_write(opens: Opens, story: Story) -> None:
    cells = reverse("case_allegations", args=[story.case])
    window = opens(story.investigator, cells)
    page = drawn(window, reverse("case_allegation", args=[story.case, 1]))
    is_open = page.locator("#drawer .ob-facing__paper[aria-current]")
    expect(is_open).to_contain_text(["Evidence 1", "Answer of the respondent"])
    page.locator("#drawer .ob-facing__paper").filter(has_text="Report received").first.click()
    expect(is_open).to_contain_text(["Report received", "Answer of the respondent"])
    expect(is_open.first).to_be_focused()
    expect(page.locator("#drawer .ob-facing__text").first).to_contain_text("contract could be cancelled")
    assert axe.wrong(page) == []
    page.locator("#drawer").get_by_role("link", name="Write, with the papers beside").click()
    expect(page).to_have_url(f"{SITE}{reverse('step', args=[story.case, Verb.SHARE_DRAFT_REPORT])}?beside=1")
    expect(is_open).to_have_count(2)
    window.text.fill(WORDS)
    page.locator("#drawer .ob-facing__paper").filter(has_text="Report received").first.click()
    expect(is_open).to_contain_text(["Report received", "Answer of the respondent"])
    expect(window.text).to_have_value(WORDS)
    page.go_back()
    closed(page, cells)
    expect(page.locator(".ob-matrix__lead").first).to_be_focused()
    page.locator(".ob-matrix__lead", has_text="Write, with the papers beside").click()
    expect(window.text).to_have_value(WORDS)
    assert (axe.wrong(page), window.heard) == ([], [])


@begins(commented)
def test_a_line_of_the_history_unfolds_in_its_place_and_the_others_stay_as_they_are(opens: Opens, story: Story) -> None:
    window = opens(story.investigator, reverse("case_history", args=[story.case]))
    page, folded = window.page, window.page.locator("[data-unfolds]")
    before = folded.count()
    for what in ("Answer of the respondent", "Report received"):
        page.get_by_role("link", name=re.compile(f"Read it.*{what}")).click()
        expect(page.get_by_role("link", name=re.compile(f"Read it.*{what}"))).to_have_count(0)
    expect(page.locator(".ob-history__paper")).to_contain_text(["I did not write that letter.", "could be cancelled"])
    assert (folded.count(), page.url.endswith("/history/"), axe.wrong(page)) == (before - 2, True, [])
    expect(page.locator(".ob-history__paper:focus, .ob-history__paper :focus")).to_have_count(1)
    assert window.heard == []


AT_THE_FOOT = "link => scrollBy(0, link.getBoundingClientRect().bottom - innerHeight + 4)"


@begins(commented)
def test_a_line_at_the_foot_of_the_window_unfolds_in_sight(opens: Opens, story: Story) -> None:
    page = opens(story.investigator, reverse("case_history", args=[story.case])).page
    page.set_viewport_size({"width": 1280, "height": 420})
    link = page.get_by_role("link", name=re.compile("Read it.*Report received"))
    link.evaluate(AT_THE_FOOT)
    link.click()
    expect(page.locator(".ob-history__paper")).to_be_in_viewport(ratio=0.3)


@begins(commented)
def test_without_script_each_unfolded_line_stays_unfolded(opens: Opens, story: Story) -> None:
    page = opens(story.investigator, reverse("case_history", args=[story.case]), 360, script=False).page
    for n, what in enumerate(("Answer of the respondent", "Report received"), 1):
        page.get_by_role("link", name=re.compile(f"Read it.*{what}")).click()
        expect(page.locator(".ob-history__paper")).to_have_count(n)
