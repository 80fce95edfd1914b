"""News on Today leads to the answer or the paper itself, which stands open there; other papers stay folded."""

import re
from html import unescape

from django.urls import reverse

from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

begun, here, town, story = web.begun, web.here, web.town, web.story
FOLD = re.compile(r'<details class="ob-fold"\s+id="entry_([^"]+)"([^>]*)>')


@begins(brought_to("response_review"))
def test_an_answer_that_came_in_stands_open_and_marked_where_its_line_leads(town: Town, story: Story) -> None:
    while place_letters():
        pass
    browser = town.browser(story.investigator)
    (there,) = re.findall(r'href="([^"]+)">\s*An answer came in', text(browser.get(reverse("today"))))
    page, _, entry = unescape(there).partition("#")
    shown = text(browser.get(page))
    assert (page.partition("?")[0], f'id="{entry}"' in shown) == (reverse("case_history", args=[story.case]), True)
    line = shown.partition(f'id="{entry}"')[2].partition("</li>")[0]
    assert "I did not write that letter." in line
    assert "An answer came in" not in text(browser.get(reverse("today")))


@begins(brought_to("response_review"))
def test_the_evidence_is_folded_but_for_the_first_paper_or_the_one_asked_for(town: Town, story: Story) -> None:
    browser, tab = town.browser(story.investigator), reverse("case_evidence", args=[story.case])
    papers = FOLD.findall(text(browser.get(tab)))
    assert (len(papers) > 1, [" open" in more for _entry, more in papers]) == (
        True,
        [True] + [False] * (len(papers) - 1),
    )
    asked = FOLD.findall(text(browser.get(f"{tab}?read={papers[-1][0]}")))
    assert [" open" in more for _entry, more in asked] == [False] * (len(papers) - 1) + [True]
