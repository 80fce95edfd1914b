"""What tells one paper of a case from another in its lists, and the way to the investigator's report."""

import re

import pytest
from django.urls import reverse

from casework.vocabulary import Verb
from local.demo.scenario import Story
from local.demo.story import report_closed
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins


def folds(page: str) -> list[str]:
    """Return what stands on the folds of a page."""
    found = re.findall(r'<summary\s+class="ob-fold__title">(.*?)</summary>', page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", "", one).split()) for one in found]


@begins(brought_to("response_review"))
def test_each_fold_says_the_title_the_number_and_the_side(town: Town, story: Story) -> None:
    page = text(town.browser(story.investigator).get(reverse("case_evidence", args=[story.case])))
    shown = " | ".join(folds(page))
    assert re.search(r"Evidence: Letter of confirmation \d+ \w+ \d+, evidence 1, from: Investigator", shown)
    assert re.search(r": Letter of confirmation, described \d+ \w+ \d+, copy of evidence 1", shown)


@pytest.mark.parametrize("title", ["Letter " * 28, "Letter_" * 28])
@begins(brought_to("response_review"))
def test_a_long_title_is_cut_in_the_list(town: Town, story: Story, title: str) -> None:
    story.by(story.investigator, Verb.ADD_EVIDENCE, title=title, text="It says much.")
    page = text(town.browser(story.investigator).get(reverse("case_evidence", args=[story.case])))
    assert max(len(one) for one in folds(page)) < len(title)
    assert [title[:60] in one for one in folds(page)].count(True) == 1


@begins(brought_to("response_review"))
def test_adding_evidence_leads_to_the_evidence(town: Town, story: Story) -> None:
    there = reverse("step", args=[story.case, Verb.ADD_EVIDENCE])
    browser = town.browser(story.investigator)
    version = re.search(r'name="step_version" value="([^"]*)"', text(browser.get(there)))
    assert version
    typed = {"title": "Minutes", "text": "They say when.", "step_version": version.group(1)}
    answer = browser.post(there, typed)
    assert answer.headers["Location"] == reverse("case_evidence", args=[story.case])


@begins(brought_to("response_review"))
@pytest.mark.parametrize("name", ["case_allegations", "case_evidence"])
def test_allegations_and_evidence_lead_to_the_report_once_there_is_one(town: Town, story: Story, name: str) -> None:
    address = reverse(name, args=[story.case])
    before = text(town.browser(story.investigator).get(address))
    report_closed(story)
    browser = town.browser(story.investigator)
    after = text(browser.get(address))
    assert ("The investigator’s report" in before, "The investigator’s report" in after) == (False, True)
    leads = re.search(r'href="([^"]*history[^"]*read=[^"]*)"', after)
    assert leads
    assert "The report, with every comment." in text(browser.get(leads.group(1).replace("&amp;", "&")))
