"""The page that shows a file by its safe view: what stands on it, for whom, and what the record has of it."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from casework import tasks
from casework.models import Case
from casework.vocabulary import IdentityChoice
from ledger.clock import now
from ledger.models import Entry
from local.demo.scenario import Story
from local.demo.story import report_about, screen
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.casework.web.viewing import SAID, add_file, book, make_waiting_views, picture
from tests.scenario_fixtures import begins
from tests.step_client import StepClient

SHOWN = "investigation"
WORDS = b"She said <b>no</b> twice.\n"


def page_of(browser: Client, case: str, file: UUID, query: str = "") -> str:
    return text(browser.get(reverse("file", args=[case, file]) + query))


def plain(page: str) -> str:
    """The words of a page as they are read."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


@begins(brought_to(SHOWN))
def test_a_picture_is_shown_in_its_size_by_an_address_of_the_same_page(
    town: Town, story: Story, converter: Path
) -> None:
    browser = town.browser(story.investigator)
    key = add_file(browser, story.case, picture(), "photo.png", "Whiteboard")
    make_waiting_views()
    page = page_of(browser, story.case, key)
    (shown,) = re.findall(r'<img class="ob-sheet__page[^>]*>', page)
    assert f'src="/desk/cases/{story.case}/files/{key}/parts/page/1/"' in shown
    assert 'width="80" height="60"' in " ".join(shown.split())
    assert "Evidence 1, Whiteboard As it came." in plain(page)
    assert "Investigator · picture" in plain(page)
    assert f"Opened by {town.people[story.investigator].name}" in plain(page)


@begins(brought_to(SHOWN))
def test_a_file_is_prepared_first_and_the_page_looks_again_without_a_script(town: Town, story: Story) -> None:
    browser = town.browser(story.investigator)
    key = add_file(browser, story.case, picture(), "photo.png")
    answers = [browser.get(reverse("file", args=[story.case, key]) + query) for query in ("", "?wait=0")]
    assert ["This file is still being prepared." in text(answer) for answer in answers] == [True, True]
    assert [answer.headers.get("Refresh") for answer in answers] == ["15", None]


@begins(brought_to(SHOWN))
def test_the_page_of_a_file_says_which_case_it_is_of(town: Town, story: Story) -> None:
    browser = town.browser(story.investigator)
    key = add_file(browser, story.case, picture(), "photo.png")
    page = text(browser.get(reverse("file", args=[story.case, key])))
    case = Case.objects.get(reference=story.case)
    assert f'<p class="govuk-caption-l">{case.code_name}, {case.reference}</p>' in page


@begins(brought_to(SHOWN))
def test_a_file_that_cannot_be_shown_says_why(town: Town, story: Story, converter: Path) -> None:
    browser = town.browser(story.investigator)
    key = add_file(browser, story.case, b"%PDF-1.7\nnothing", "broken.pdf")
    make_waiting_views()
    answer = browser.get(reverse("file", args=[story.case, key]))
    assert "The file cannot be read. It may be damaged or incomplete." in text(answer)
    assert ("Refresh" in answer.headers, "ob-sheet" in text(answer)) == (False, False)


@begins(brought_to(SHOWN))
def test_pages_follow_one_another_by_links_that_keep_how_a_reader_looks(
    town: Town, story: Story, converter: Path
) -> None:
    browser = town.browser(story.investigator)
    key = add_file(browser, story.case, book(3), "book.pdf")
    make_waiting_views()
    first, second = (page_of(browser, story.case, key, query) for query in ("", "?page=2&zoom=150&turn=90&text=1"))
    links = [re.findall(r'href="([^"]*)"[^>]*data-key="([^"]*)"', page) for page in (first, second)]
    kept = "&amp;zoom=150&amp;turn=90&amp;text=1#paper"
    assert links == [
        [("?page=2#paper", "ArrowRight")],
        [(f"?page=1{kept}", "ArrowLeft"), (f"?page=3{kept}", "ArrowRight")],
    ]
    assert re.search(r'<image href="[^"]*/parts/page/2/"[^>]*transform="translate\(\d+ 0\) rotate\(90\)"', second)
    assert SAID in plain(second)
    wrong = ("?page=-1", "?page=0", "?page=x", "?zoom=101", "?turn=45", "?text=2")
    address = reverse("file", args=[story.case, key])
    assert {browser.get(address + query).status_code for query in wrong} == {404}


def back_of(page: str) -> str:
    (back,) = re.findall(r'href="([^"]*)" class="govuk-back-link"', page)
    return str(back)


@begins(brought_to(SHOWN))
def test_back_leads_to_the_page_from_which_a_reader_came_however_many_pages_they_turn(
    town: Town, story: Story, converter: Path
) -> None:
    browser = town.browser(story.investigator)
    key = add_file(browser, story.case, book(3), "book.pdf")
    make_waiting_views()
    address, tab = (reverse(name, args=[story.case, *more]) for name, more in (("file", [key]), ("case_evidence", [])))
    step = reverse("step", args=[story.case, "decide_identity"])
    assert back_of(page_of(browser, story.case, key)) == tab
    page = text(browser.get(address, headers={"referer": f"http://testserver{step}"}))
    assert back_of(page) == step
    (turn,) = re.findall(r'href="(\?page=2[^"#]*)#paper" data-key', page)
    again = {"referer": f"http://testserver{address}"}
    assert back_of(text(browser.get(address + unescape(turn), headers=again))) == step


@pytest.mark.parametrize(
    "said",
    [
        *(
            "https://elsewhere.example/desk/",
            "//elsewhere.example/desk/",
            "/\\elsewhere.example",
            "javascript:alert(1)",
        ),
        *("/desk/cases/OB-2222-2222/", "/desk/queue/", "/nowhere/", "http://[", "/accounts/logout/"),
    ],
)
@begins(brought_to(SHOWN))
def test_an_address_that_is_no_page_of_the_case_is_never_where_back_leads(
    town: Town, story: Story, converter: Path, said: str
) -> None:
    browser = town.browser(story.investigator)
    key = add_file(browser, story.case, picture(), "photo.png")
    asked = reverse("file", args=[story.case, key]) + f"?{urlencode({'from': said})}"
    assert back_of(text(browser.get(asked))) == reverse("case_evidence", args=[story.case])
    assert back_of(text(browser.get(asked.partition("?")[0], headers={"referer": said}))) == reverse(
        "case_evidence", args=[story.case]
    )


@begins(brought_to(SHOWN))
def test_a_page_number_beyond_the_end_shows_the_last_page(town: Town, story: Story, converter: Path) -> None:
    browser = town.browser(story.investigator)
    key = add_file(browser, story.case, book(3), "book.pdf")
    assert "Page 9" not in page_of(browser, story.case, key, "?page=9")
    make_waiting_views()
    shown = page_of(browser, story.case, key, "?page=9")
    assert ('aria-label="Page 3 of 3"' in shown, "parts/page/3/" in shown) == (True, True)
    address = reverse("file", args=[story.case, key])
    assert town.browser("rex").get(f"{address}?page=9").status_code == 404


@begins(brought_to(SHOWN))
def test_a_text_is_shown_as_it_is_read_and_never_as_markup(town: Town, story: Story, converter: Path) -> None:
    browser = town.browser(story.investigator)
    key = add_file(browser, story.case, WORDS, "note.txt")
    make_waiting_views()
    assert "She said &lt;b&gt;no&lt;/b&gt; twice." in page_of(browser, story.case, key)


@begins(brought_to(SHOWN))
def test_the_facts_beside_the_pages_are_told_of_an_officers_file_only(
    town: Town, story: Story, converter: Path
) -> None:
    browser, reporter = town.browser(story.investigator), StepClient()
    own = add_file(browser, story.case, book(1, author="Otto Clerk"), "ours.pdf")
    assert reporter.post("/follow-up/", {"code": story.code}).status_code == 302
    given = {"title": "My copy", "text": "", "file": SimpleUploadedFile("mine.pdf", book(1, author="Wilma Quill"))}
    assert reporter.post("/follow-up/do/add_evidence/", given).status_code == 302
    make_waiting_views()
    listed = text(browser.get(reverse("case_evidence", args=[story.case])))
    (theirs,) = set(map(UUID, re.findall(r"/files/([^/]+)/", listed))) - {own}
    ours, hidden = (page_of(browser, story.case, key) for key in (own, theirs))
    assert "Otto Clerk" in ours
    assert "Wilma Quill" not in hidden
    assert "The original also holds what is not shown here, because it could tell who sent it: Author" in plain(hidden)
    assert "Reporter · PDF" in plain(hidden)
    sent = reverse("follow_up_sent_file", args=[theirs])
    assert f'href="{sent}"' in text(reporter.get(reverse("follow_up_sent")))
    seen = text(reporter.get(sent))
    assert ("Wilma Quill" in seen, "Opened by" in seen) == (True, False)
    told = plain(seen).split("What was found in this file")[1].split("See the copy")[0]
    assert ("Author Wilma Quill" in told, "This could show who you are." in told) == (True, True)
    assert "The people who read your report see a copy without it." in told
    assert ('href="#paper">See the copy</a>' in seen, 'id="paper"' in seen) == (True, True)
    assert "There you see what was found in it" in text(reporter.get(reverse("follow_up_sent")))
    assert reporter.get(f"{sent}parts/page/1/").headers["Content-Type"] == "image/jpeg"
    assert reporter.get(f"{sent}download/").headers["Content-Disposition"] == 'attachment; filename="mine.pdf"'


def test_the_day_in_a_file_is_written_as_days_are_everywhere() -> None:
    page = render_to_string("casework/viewer/facts.html", {"seen": None, "found": [("moment", "2026:11:30 01:52:00")]})
    assert ("30 November 2026, 01:52" in page, "2026:11" in page) == (True, False)


def reported_openly(town: Town) -> Story:
    """A case under investigation in which the officers may know the reporter's name."""
    story = Story(people=town.people, respondent="rex", move=town.clock.shift, due=tasks.lapses)
    report = report_about(town.people["rex"].name, "Wilma Quill", on=now().date() - timedelta(days=21))
    story.file(replace(report, reporter=replace(report.reporter, choice=IdentityChoice.OPEN)))
    screen(story)
    return story


@begins(reported_openly)
def test_an_officer_who_knows_the_reporters_name_reads_no_more_of_their_file(
    town: Town, story: Story, converter: Path
) -> None:
    reporter = StepClient()
    assert reporter.post("/follow-up/", {"code": story.code}).status_code == 302
    given = {"title": "My copy", "text": "", "file": SimpleUploadedFile("mine.pdf", book(1, author="Otto Clerk"))}
    assert reporter.post("/follow-up/do/add_evidence/", given).status_code == 302
    make_waiting_views()
    file = story.view.evidence.all[-1].file
    assert file is not None
    page = page_of(town.browser(story.investigator), story.case, file)
    assert "Otto Clerk" not in page
    assert "The original also holds what is not shown here, because it could tell who sent it: Author" in plain(page)


@begins(brought_to(SHOWN))
def test_the_page_of_a_file_is_not_there_for_who_may_not_read_it(town: Town, story: Story, converter: Path) -> None:
    browser = town.browser(story.investigator)
    key = add_file(browser, story.case, WORDS, "note.txt")
    make_waiting_views()
    path = reverse("file", args=[story.case, key])
    strangers = [town.browser(first).get(path).status_code for first in ("ines", "rex", "bo", "adam")]
    invented = browser.get(reverse("file", args=[story.case, UUID(int=5)])).status_code
    assert (strangers, invented) == ([404] * 4, 404)


@begins(brought_to(SHOWN))
def test_a_sitting_with_one_file_is_one_entry_whatever_is_looked_at(town: Town, story: Story, converter: Path) -> None:
    browser = town.browser(story.investigator)
    key = add_file(browser, story.case, book(3), "book.pdf")
    make_waiting_views()
    town.clock.shift(timedelta(minutes=16))
    since = Entry.objects.count()
    for query in ("", "?page=2", "?page=3&text=1"):
        page_of(browser, story.case, key, query)
        browser.get(reverse("file_part", args=[story.case, key, "page", 1]))
    opened = [entry.body["data"] for entry in Entry.objects.order_by("log_index")[since:]]
    assert [(one["kept"], one["file"]) for one in opened] == [("case", str(key)), ("case", None)]
