"""Serving the bundle: which documents go out, and what becomes of the bundle afterwards."""

import re
from html import unescape

from django.urls import reverse
from django.utils.html import strip_tags

from casework.vocabulary import Verb
from local.demo import story as told
from local.demo.scenario import Story
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

TITLE = "Letter of confirmation, described"
OPTION = re.compile(
    r'govuk-checkboxes__label" for="id_evidence_\d+">([^<]+)</label>\s*<div[^>]*>(.*?)</div>', re.DOTALL
)


def hearing_waits(town: Town) -> Story:
    story = town.case_in("response_review")
    told.finish_report(story)
    told.hearing_set(story)
    return story


@begins(hearing_waits)
def test_each_document_of_the_bundle_stands_there_by_its_title_with_a_link(town: Town, story: Story) -> None:
    browser = town.browser(story.investigator)
    step = reverse("step", args=[story.case, Verb.SERVE_BUNDLE])
    page, refused = text(browser.get(step)), text(browser.post(step, {"request_key": "1"}))
    ((label, hint),) = OPTION.findall(page)
    assert OPTION.findall(refused) == [(label, hint)]
    assert label.startswith(f"{TITLE} (Document 1, given on ")
    assert strip_tags(hint) == f"Look at it: {TITLE}"
    address, _, place = unescape(re.findall(r'href="([^"]+)"', hint)[0]).partition("#")
    shown = text(browser.get(address))
    section = shown.partition(f'id="{place}"')[2].partition("</section>")[0]
    assert ("Copy for the respondent" in section, TITLE in section) == (True, True)
