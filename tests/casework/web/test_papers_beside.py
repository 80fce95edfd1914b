"""The papers of an allegation side by side: on a page of their own, and above the form in which somebody writes on it."""

import re
from html import unescape

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
NAME = re.compile(
    r'<a class="ob-facing__paper" data-unfolds="beside_(\w+)"( aria-current="true")?\s*href="([^"]*)">([^<]+)</a>'
)
ANSWER, REPORT = "I did not write that letter.", "contract could be cancelled"


def papers(story: Story, number: int = 1) -> str:
    return reverse("case_allegation", args=[story.case, number])


def writing(story: Story, beside: str = "1") -> str:
    return reverse("step", args=[story.case, Verb.SHARE_DRAFT_REPORT]) + f"?beside={beside}"


def sides(browser: Client, path: str) -> dict[str, list[tuple[str, bool]]]:
    """The papers of each side without their day, and whether they are unfolded."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for side, is_open, _there, name in NAME.findall(text(browser.get(path))):
        found.setdefault(side, []).append((name.strip(), bool(is_open)))
    return found


def unfolding(browser: Client, path: str, name: str) -> str:
    """The address that unfolds a paper on the left."""
    links = {
        said.strip(): there for side, _open, there, said in NAME.findall(text(browser.get(path))) if side == "left"
    }
    return path.partition("?")[0] + unescape(links[name]).partition("#")[0]


@begins(brought_to("response_review"))
def test_the_evidence_stands_beside_the_answer_and_any_paper_can_be_shown_on_either_side(
    town: Town, story: Story
) -> None:
    browser = town.browser(story.investigator)
    found = sides(browser, papers(story))
    assert (found["left"][0], found["right"][0]) == (("Evidence 1", True), ("Answer of the respondent", True))
    assert {name for name, _ in found["left"]} == {name for name, _ in found["right"]}
    assert [is_open for some in found.values() for _, is_open in some].count(True) == 2
    beside_report = sides(browser, f"{papers(story)}?left=report")
    assert [name for some in beside_report.values() for name, is_open in some if is_open] == [
        *("Report received", "Answer of the respondent")
    ]
    assert f'href="{writing(story)}"' in text(browser.get(papers(story)))


@begins(brought_to("response_review"))
def test_a_paper_that_stays_folded_is_not_sent(town: Town, story: Story) -> None:
    browser = town.browser(story.investigator)
    story.by("reporter", Verb.COMMENT_ON_RESPONSE, comment="I still have the letter.")
    for path in (papers(story), writing(story)):
        before, there = text(browser.get(path)), unfolding(browser, path, "Report received")
        after = text(browser.get(there))
        assert [(ANSWER in page, REPORT in page) for page in (before, after)] == [(True, False), (True, True)]
        assert sides(browser, there)["left"].count(("Report received", True)) == 1
        assert ("data-draft=" in before) == ("data-draft=" in after) == (path == writing(story))


@begins(brought_to("response_review"))
def test_an_address_that_names_no_paper_unfolds_the_first(town: Town, story: Story) -> None:
    browser = town.browser(story.investigator)
    for asked in ("?left=0&right=", "?left=9999&right=x", "?left=-1&left=²"):
        assert sides(browser, papers(story) + asked) == sides(browser, papers(story))


@begins(brought_to("response_review"))
def test_the_papers_stand_above_the_form_of_the_report_if_the_address_asks_for_them(town: Town, story: Story) -> None:
    browser = town.browser(story.investigator)
    story.by("reporter", Verb.COMMENT_ON_RESPONSE, comment="I still have the letter.")
    page = text(browser.get(writing(story)))
    assert sides(browser, writing(story)) == sides(browser, papers(story))
    assert ("data-draft=" in page, ANSWER in page) == (True, True)
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
