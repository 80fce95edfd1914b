"""Files chosen for a message are kept with its draft, from each side: nobody chooses a file twice."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from casework.models import SealedDraft, WaitingMessage
from casework.vocabulary import Thread
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.reporting import text
from tests.casework.web.test_conversation_files import sender
from tests.casework.web.test_conversation_pages import FOLLOW, desk_page, reporter

begun = town_begun(to=brought_to("awaiting_response"))
LONG = "wryneck " * 2_600
SIDES = [(thread, officer) for thread in (Thread.REPORTER, Thread.RESPONDENT) for officer in (True, False)]


def a_file(name: str = "page.txt", content: bytes = b"The page.") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def waits_on(page: str, name: str = "page.txt") -> bool:
    return f"<bdi>{name}</bdi>" in page


def taken_off(browser: Client, path: str) -> None:
    button = re.search(r'value="(take_off:file_1:\w+)"', text(browser.get(path)))
    assert button is not None
    assert browser.post(path, {"draft": button[1], "message": "Read this."}).status_code == 302


@pytest.mark.parametrize(("thread", "officer"), SIDES)
def test_a_file_stays_when_an_error_sends_the_message_back_and_goes_with_it(
    town: Town, story: Story, thread: Thread, officer: bool
) -> None:
    browser, path = sender(town, story, thread, officer=officer)
    refused = browser.post(path, {"message": LONG, "file_1": a_file(), "caption_1": "The page."})
    assert (refused.status_code, waits_on(text(refused)), waits_on(text(browser.get(path)))) == (422, True, True)
    sent = browser.post(path, {"message": "Read this.", "caption_1": "The page.", "draft_version": 1})
    assert (sent.status_code, len(WaitingMessage.objects.get().files)) == (302, 1)
    assert (waits_on(text(browser.get(path))), SealedDraft.objects.count()) == (False, 0)


@pytest.mark.parametrize("asked", [{"draft": "keep"}, {"draft": "cancel"}, {"draft": "preview"}, {"begin": "none"}])
def test_a_file_stays_whatever_else_the_form_asks(town: Town, story: Story, asked: dict[str, str]) -> None:
    browser, path = town.browser(story.investigator), desk_page(story)
    answer = browser.post(path, {"message": "Read this.", "file_1": a_file(), **asked})
    assert (answer.status_code, waits_on(text(browser.get(path)))) == (302, True)
    assert WaitingMessage.objects.count() == 0


def test_another_file_in_its_place_counts_and_one_that_is_taken_off_does_not_go(town: Town, story: Story) -> None:
    browser = reporter(story)
    browser.post(FOLLOW, {"message": "Read this.", "file_1": a_file(), "draft": "keep"})
    browser.post(
        FOLLOW, {"message": "Read this.", "file_1": a_file("other.txt", b"Other."), "draft": "keep", "draft_version": 1}
    )
    page = text(browser.get(FOLLOW))
    assert (waits_on(page), waits_on(page, "other.txt")) == (False, True)
    taken_off(browser, FOLLOW)
    assert not waits_on(text(browser.get(FOLLOW)), "other.txt")
    assert browser.post(FOLLOW, {"message": "Read this.", "draft_version": 9}).status_code == 302
    assert WaitingMessage.objects.get().files == []


def test_a_draft_that_is_thrown_away_takes_its_files_along(town: Town, story: Story) -> None:
    browser = reporter(story)
    browser.post(FOLLOW, {"message": "Read this.", "file_1": a_file(), "draft": "keep"})
    browser.post(FOLLOW, {"draft": "throw_away"})
    assert (waits_on(text(browser.get(FOLLOW))), SealedDraft.objects.count()) == (False, 0)


def test_a_file_that_waits_with_one_thread_goes_with_no_other_and_is_seen_by_nobody_else(
    town: Town, story: Story
) -> None:
    browser = town.browser(story.investigator)
    browser.post(desk_page(story), {"message": "Read this.", "file_1": a_file(), "draft": "keep"})
    other = text(browser.get(desk_page(story, Thread.RESPONDENT)))
    assert (waits_on(other), waits_on(text(reporter(story).get(FOLLOW)))) == (False, False)
    browser.post(desk_page(story, Thread.RESPONDENT), {"message": "Only this."})
    assert WaitingMessage.objects.get().files == []
