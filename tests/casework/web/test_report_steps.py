"""The steps of a report: as many for everybody, each question once, and fields that take what people write."""

import re

import pytest
from django.test import Client
from playwright.sync_api import Browser, expect

from casework.forms.complaint.evidence import Caption
from tests.casework.web.reporting import ANSWERS, Reporter, text
from tests.casework.web.test_drafts_look import Window

STEP = re.compile(r"Step (\d+) of\s+(\d+)")


@pytest.mark.parametrize("choice", ["open", "anonymous"])
def test_the_steps_are_as_many_for_a_reporter_without_a_name(jar: Client, choice: str) -> None:
    reporter = Reporter(jar)
    reporter.answer(you={"choice": choice}, **({"contact": None} if choice == "anonymous" else {}))
    asked = [page for page in ANSWERS if page != "contact" or choice == "open"]
    found = [STEP.findall(reporter.page(page)) for page in asked]
    numbers = [1, 2, 3, 4, 5, 6, 7, *([7] if choice == "open" else []), 8, 9]
    assert found == [[(str(number), "9")] for number in numbers]


def test_one_person_of_several_can_stay_without_a_name(jar: Client) -> None:
    reporter = Reporter(jar)
    two = {"people": "2", "name_1": "Rex Marlowe", "details_2": "The one with the red car"}
    refused = text(reporter.post("who", two))
    assert "Give a name, or tick “I do not know all their names” further down." in refused
    blank = text(reporter.post("who", {**two, "details_2": "", "unknown": "on"}))
    assert "Nobody above is without a name. Open “More about them” of that person" in blank
    reporter.answer(who={**two, "unknown": "on"})
    page = " ".join(reporter.page("check").split())
    assert "Rex Marlowe</dd>" in page
    assert "I do not know who it was The one with the red car</dd>" in page


def test_a_caption_of_several_lines_is_one_sentence() -> None:
    assert Caption(max_length=40).clean("They met\r\n  on Friday\n") == "They met on Friday"
    assert Caption(required=False).widget.attrs["rows"] == 2


def test_a_question_is_asked_once_and_its_address_keeps_no_place_of_the_page_before(jar: Client) -> None:
    reporter = Reporter(jar)
    assert reporter.page("risk").count("Are you afraid of anything") == 2  # the title of the window, and the question
    for page in ("keep-away", "evidence"):
        assert f'<form method="post" action="{reporter.home}{page}/"' in reporter.page(page)


def test_a_telephone_is_not_told_of_keys_and_of_dropping_files(
    browser: Browser, books: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    client = Client()
    reporter = Reporter(client)
    context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    window = Window(context, client)
    window.opens(f"{reporter.home}evidence/")
    expect(window.page.get_by_text("or drop file")).to_be_hidden()
    expect(window.page.get_by_text("Choose file", exact=True)).to_be_visible()
    expect(window.page.get_by_text("press Shift three times")).to_be_hidden()
    context.close()
