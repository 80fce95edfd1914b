"""The papers of an allegation side by side: on a page of their own, and above the form in which somebody writes on it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from casework.vocabulary import Seat, Verb
from local.demo import story as told
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.casework.web.test_costs import cost
from tests.scenario_fixtures import begins

PAGE, STEP = 15, 31
SUMMARY = re.compile(r'<details class="ob-facing__paper" name="beside_(\w+)"( open)?>\s*<summary>([^<]+)</summary>')
ANSWER, REPORT = "I did not write that letter.", "contract could be cancelled"


def papers(story: Story, number: int = 1) -> str:
    return reverse("case_allegation", args=[story.case, number])


def writing(story: Story, beside: str = "1") -> str:
    return reverse("step", args=[story.case, Verb.SHARE_DRAFT_REPORT]) + f"?beside={beside}"


def sides(browser: Client, path: str) -> dict[str, list[tuple[str, bool]]]:
    """The papers of each side without their day, and whether they are open."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for side, is_open, summary in SUMMARY.findall(text(browser.get(path))):
        found.setdefault(side, []).append((summary.strip(), bool(is_open)))
    return found


@begins(brought_to("response_review"))
def test_the_evidence_stands_beside_the_answer_and_any_paper_can_be_shown_on_either_side(
    town: Town, story: Story
) -> None:
    browser = town.browser(story.investigator)
    found = sides(browser, papers(story))
    assert (found["left"][0], found["right"][0]) == (("Evidence 1", True), ("Answer of the respondent", True))
    assert {name for name, _ in found["left"]} == {name for name, _ in found["right"]}
    assert [is_open for some in found.values() for _, is_open in some].count(True) == 2
    first = sides(browser, f"{papers(story)}?left=report")["left"][0]
    assert first == ("Report received", True)
    page = text(browser.get(papers(story)))
    assert (ANSWER in page, REPORT in page, f'href="{writing(story)}"' in page) == (True, True, True)


@begins(brought_to("response_review"))
def test_the_papers_stand_above_the_form_of_the_report_if_the_address_asks_for_them(town: Town, story: Story) -> None:
    browser = town.browser(story.investigator)
    story.by("reporter", Verb.COMMENT_ON_RESPONSE, comment="I still have the letter.")
    page = text(browser.get(writing(story)))
    assert sides(browser, writing(story)) == sides(browser, papers(story))
    assert ("data-draft=" in page, ANSWER in page, "I still have the letter." in page) == (True, True, True)
    assert sides(browser, writing(story, "").partition("?")[0]) == {}
    refused = text(browser.post(writing(story), {"draft_text": "Half, dunnock.", "request_key": "1"}))
    assert ("Half, dunnock." in refused, ANSWER in refused) == (True, True)
    other = reverse("step", args=[story.case, Verb.ADD_EVIDENCE]) + "?beside=1"
    assert sides(browser, other) == {}


@begins(brought_to("response_review"))
@pytest.mark.parametrize("number", ["0", "2", "999"])
def test_an_allegation_that_is_not_there_has_no_page(town: Town, story: Story, number: str) -> None:
    browser = town.browser(story.investigator)
    story.by("reporter", Verb.COMMENT_ON_RESPONSE, comment="I still have the letter.")
    assert browser.get(papers(story, int(number))).status_code == 404
    assert browser.get(writing(story, number)).status_code == 404
    assert browser.get(writing(story, "none")).status_code == 200


@begins(brought_to("response_review"))
@pytest.mark.parametrize("first", ["rex", "ada", "bo", "adam"])
def test_to_a_stranger_the_papers_are_not_there(town: Town, story: Story, first: str) -> None:
    browser = town.browser(first)
    invented = reverse("case_allegation", args=["OB-2222-2222", 1])
    assert [browser.get(path).status_code for path in (papers(story), invented)] == [404, 404]


@begins(brought_to("response_review"))
def test_an_officer_reads_no_paper_that_their_seat_does_not_open(town: Town, story: Story) -> None:
    told.report_closed(story)
    for first in ("ines", story.holding(Seat.DECIDER)[0], told.screener(story), story.investigator):
        browser = town.browser(first)
        of_case = text(browser.get(reverse("case_evidence", args=[story.case])))
        of_case += text(browser.get(reverse("case_history", args=[story.case])))
        answer = browser.get(papers(story))
        said = [word for word in (ANSWER, REPORT, "Wilma Quill", "I still have the letter.") if word in text(answer)]
        assert (first, answer.status_code, [one for one in said if one not in of_case]) == (first, 200, [])


@begins(brought_to("response_review"))
def test_what_the_papers_cost(town: Town, story: Story) -> None:
    browser = town.browser(story.investigator)
    story.by("reporter", Verb.COMMENT_ON_RESPONSE, comment="I still have the letter.")
    assert (cost(browser, papers(story)), cost(browser, writing(story))) == (PAGE, STEP)
