"""Somebody who leaves a step to read a paper comes back to it: by a new tab, and by Back on the page of the evidence."""

import re
from html import unescape
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from casework.vocabulary import Verb
from local.demo.scenario import Story
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text
from tests.casework.web.test_drawer_look import notice_ready
from tests.casework.web.test_papers_beside import unfolding, with_letter, writing
from tests.scenario_fixtures import begins

BACK = re.compile(r'<a href="([^"]*)" class="govuk-back-link">')
NEW_TAB = ' target="_blank" rel="noopener"'
LINK = re.compile(r"<a\b[^>]*>")
HERE = "http://testserver"


def step_of(story: Story, verb: Verb = Verb.SERVE_NOTICE) -> str:
    return reverse("step", args=[story.case, verb])


def evidence_of(story: Story) -> str:
    return reverse("case_evidence", args=[story.case])


def back_on(browser: Client, address: str, referer: str = "") -> str:
    page = text(browser.get(address, headers={"Referer": referer} if referer else {}))
    return unescape(BACK.findall(page)[0])


def beside(page: str) -> list[str]:
    """Return the links of what a step rests on."""
    found = LINK.findall(page.partition('<aside class="ob-rests"')[2].partition("</aside>")[0])
    return [" ".join(link.split()) for link in found]


@begins(notice_ready)
def test_each_paper_beside_a_step_opens_in_a_new_tab(town: Town, story: Story) -> None:
    links = beside(text(town.browser(story.investigator).get(step_of(story))))
    assert (len(links) > 1, [link for link in links if NEW_TAB not in link]) == (True, [])


@begins(with_letter)
def test_a_file_beside_the_form_opens_in_a_new_tab(town: Town, story: Story) -> None:
    browser = town.browser(story.investigator)
    page = text(browser.get(unfolding(browser, writing(story), "Evidence 1")))
    assert re.findall(r'<a class="govuk-link" href="[^"]*"([^>]*)>Open in a new tab</a>', page) == [NEW_TAB]


@begins(notice_ready)
def test_a_paper_that_is_read_from_a_step_leads_back_to_it(town: Town, story: Story) -> None:
    browser, step = town.browser(story.investigator), step_of(story)
    read = [
        unescape(said) for said in re.findall(r'href="([^"]*#entry_[^"]*)"', "".join(beside(text(browser.get(step)))))
    ]
    assert read
    assert {back_on(browser, address) for address in read} == {step}


@begins(notice_ready)
def test_a_browser_that_says_where_it_comes_from_leads_back_to_the_step_too(town: Town, story: Story) -> None:
    browser, step = town.browser(story.investigator), step_of(story)
    assert back_on(browser, evidence_of(story), f"{HERE}{step}?letter=x") == f"{step}?letter=x"


@pytest.mark.parametrize(
    ("asked", "referer"),
    [
        ("", ""),
        ("", "{here}/desk/cases/{case}/"),
        ("", "{here}/desk/cases/{case}/history/"),
        ("", "https://elsewhere.example{step}"),
        ("https://elsewhere.example{step}", ""),
        ("//elsewhere.example{step}", ""),
        ("javascript:alert(1)", ""),
        ("/desk/cases/OB-AAAA-AAAA/do/serve_notice/", ""),
    ],
)
@begins(notice_ready)
def test_back_leads_to_the_list_from_any_other_page(town: Town, story: Story, asked: str, referer: str) -> None:
    named = {"here": HERE, "case": story.case, "step": step_of(story)}
    query = "?" + urlencode({"from": asked.format(**named)}) if asked else ""
    there = back_on(town.browser(story.investigator), evidence_of(story) + query, referer.format(**named))
    assert there == reverse("queue")


@begins(notice_ready)
def test_evidence_that_was_added_leads_back_to_the_list_and_not_to_the_empty_form(town: Town, story: Story) -> None:
    browser, adding = town.browser(story.investigator), step_of(story, Verb.ADD_EVIDENCE)
    asked = {"title": "A letter", "text": "4.9 of 5, whimbrel.", "request_key": uuid4()}
    answer = browser.post(adding, asked)
    assert (answer.status_code, answer.headers.get("Location")) == (302, evidence_of(story))
    left = f"{evidence_of(story)}?{urlencode({'from': adding})}"
    assert back_on(browser, evidence_of(story), f"{HERE}{adding}") == reverse("queue")
    assert back_on(browser, left, f"{HERE}{adding}") == adding
