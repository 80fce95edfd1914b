"""The papers of an allegation side by side: on a page of their own, and above the form in which somebody writes on it."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from casework.models import Opening
from casework.vocabulary import Seat, Verb
from local.demo import story as told
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import history_of, text
from tests.casework.web.test_costs import cost
from tests.casework.web.test_word_search_files import letter
from tests.scenario_fixtures import begins, upon
from vault.models import SafeView

PAGE, STEP = 8, 15
FILE = 7
"""How many statements a page of a file adds."""
NAME = re.compile(
    r'<a class="ob-facing__paper" data-unfolds="beside_(\w+)"( aria-current="true")?\s*href="([^"]*)">'
    r"([^<]+)(?:<span\s*>[^<]*</span>)?</a>"
)
QUOTES = re.compile(r'data-quote="(\w+)"')
ANSWER, REPORT = "I did not write that letter.", "contract could be cancelled"


def papers(story: Story, number: int = 1) -> str:
    return reverse("case_allegation", args=[story.case, number])


def writing(story: Story, beside: str = "1") -> str:
    return reverse("step", args=[story.case, Verb.SHARE_DRAFT_REPORT]) + f"?beside={beside}"


@upon(brought_to("investigation"))
def with_letter(town: Town, story: Story) -> Story:
    """A case whose draft report can be written; its first evidence is a letter that the member has not got."""
    letter(town, story, "Dear Denise,", "A dotterel called.", "")
    told.investigate(story)
    told.answer_notice(story)
    story.by("reporter", Verb.COMMENT_ON_RESPONSE, comment="I still have the letter.")
    return story


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
    story.by("reporter", Verb.COMMENT_ON_RESPONSE, comment="I still have the letter.")
    assert f'href="{writing(story)}"' in text(browser.get(papers(story)))


@begins(brought_to("response_review"))
def test_each_piece_of_evidence_is_named_by_its_title(town: Town, story: Story) -> None:
    page = text(town.browser(story.investigator).get(papers(story)))
    named = [
        " ".join(strip_tags(one).split())
        for one in re.findall(r"<a class=\"ob-facing__paper\".*?</a>", page, re.DOTALL)
    ]
    assert named.count("Evidence 1: Letter of confirmation") == 2


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
def test_nobody_is_led_to_write_in_a_step_that_is_shut_and_the_papers_say_why(town: Town, story: Story) -> None:
    officer, cells = town.browser(story.investigator), reverse("case_allegations", args=[story.case])
    table, page = text(officer.get(cells)), " ".join(text(officer.get(papers(story))).split())
    assert ("Write, with the papers beside" in table, "Write, with the papers beside" in page) == (False, False)
    assert (
        "“Share the draft report” is not open now. The reporter’s time to comment on the answer is still running"
        in page
    )
    story.by("reporter", Verb.COMMENT_ON_RESPONSE, comment="I still have the letter.")
    table, page = text(officer.get(cells)), text(officer.get(papers(story)))
    assert (table.count("Write, with the papers beside"), "Write, with the papers beside" in page) == (1, True)
    assert "is not open" not in page


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
        of_case += history_of(browser, story.case)
        answer = browser.get(papers(story))
        said = [word for word in (ANSWER, REPORT, "Wilma Quill", "I still have the letter.") if word in text(answer)]
        assert (first, answer.status_code, [one for one in said if one not in of_case]) == (first, 200, [])


@begins(brought_to("response_review"))
def test_what_the_papers_cost(town: Town, story: Story) -> None:
    browser = town.browser(story.investigator)
    story.by("reporter", Verb.COMMENT_ON_RESPONSE, comment="I still have the letter.")
    assert (cost(browser, papers(story)), cost(browser, writing(story))) == (PAGE, STEP)


@begins(with_letter)
def test_the_name_of_a_paper_with_a_file_shows_its_first_page_and_links_turn_the_pages(
    town: Town, story: Story
) -> None:
    browser = town.browser(story.investigator)
    for path in (papers(story), writing(story)):
        first = text(browser.get(unfolding(browser, path, "Evidence 1")))
        there = f"/desk/cases/{story.case}/files/{story.view.evidence.all[0].file}/"
        assert (f'src="{there}parts/page/1/" width="80"' in first, "Dear Denise," in first) == (True, True)
        assert ("Next page" in first, "Previous page" in first) == (True, False)
        (after,) = re.findall(r'data-stays="after"\s*href="([^"#]*)', first)
        second = text(browser.get(path.partition("?")[0] + unescape(after)))
        assert (f'src="{there}parts/page/2/"' in second, "A dotterel called." in second) == (True, True)
        assert ("Previous page" in second, f'href="{there}?page=2" target="_blank"' in second) == (True, True)
        without = text(browser.get(unfolding(browser, path, "Evidence 2")))
        assert ("parts/page" in without, "left_page" in unfolding(browser, path, "Evidence 2")) == (False, False)


@begins(with_letter)
def test_a_file_is_opened_only_when_its_page_is_asked_for(town: Town, story: Story) -> None:
    browser, files = town.browser(story.investigator), Opening.objects.filter(file__isnull=False)
    for path in (papers(story), writing(story)):
        browser.get(path)
        browser.get(unfolding(browser, path, "Evidence 2"))
    assert files.count() == 0
    browser.get(unfolding(browser, papers(story), "Evidence 1"))
    assert [(one.user, one.file) for one in files] == [
        (town.people[story.investigator], story.view.evidence.all[0].file)
    ]


@begins(with_letter)
@pytest.mark.parametrize("page", ["0", "4", "-1", "²", "9999999"])
def test_a_page_that_a_file_does_not_have_is_not_there(town: Town, story: Story, page: str) -> None:
    browser = town.browser(story.investigator)
    there = unfolding(browser, papers(story), "Evidence 1").replace("left_page=1", f"left_page={page}")
    assert browser.get(there).status_code == 404
    assert Opening.objects.filter(file__isnull=False).count() == 0


@begins(with_letter)
def test_a_file_that_waits_for_its_pages_says_so_beside_the_field(town: Town, story: Story) -> None:
    SafeView.objects.update(blob=b"")
    browser = town.browser(story.investigator)
    page = text(browser.get(unfolding(browser, writing(story), "Evidence 1")))
    assert ("This file has no pages to show here." in page, "data-draft=" in page) == (True, True)


@begins(with_letter)
def test_words_can_be_quoted_only_above_a_field_and_never_those_of_the_reporter(town: Town, story: Story) -> None:
    browser = town.browser(story.investigator)
    assert QUOTES.findall(text(browser.get(unfolding(browser, papers(story), "Evidence 1")))) == []
    quoted = text(browser.get(unfolding(browser, writing(story), "Evidence 1")))
    assert ('data-quote-as="Evidence 1, page 1"' in quoted, QUOTES.findall(quoted)[:2]) == (True, ["page", "words"])
    report = text(browser.get(unfolding(browser, writing(story), "Report received") + "&right=report"))
    assert (report.count('data-quote-as="Report received, '), QUOTES.findall(report)) == (2, [])


@begins(with_letter)
def test_evidence_of_which_the_member_has_no_copy_is_marked_above_the_field(town: Town, story: Story) -> None:
    browser, said = town.browser(story.investigator), "The member has no copy of this yet."
    path = writing(story)
    pages = [text(browser.get(unfolding(browser, path, name))) for name in ("Evidence 1", "Evidence 2")]
    assert [said in page for page in pages] == [True, False]


@begins(with_letter)
def test_what_a_page_of_a_file_costs_beside_the_field(town: Town, story: Story) -> None:
    browser = town.browser(story.investigator)
    there = unfolding(browser, writing(story), "Evidence 1")
    assert cost(browser, there) - cost(browser, there.replace("&left_page=1", "")) == FILE
