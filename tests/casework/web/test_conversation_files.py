"""Several files in one message, from each side: in their order, each with its caption, and none is lost in silence."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casework.models import WaitingMessage
from casework.vocabulary import Thread
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.reporting import text
from tests.casework.web.test_conversation_pages import FOLLOW, desk_page, member_page, reporter, say
from vault.models import SealedFile

begun = town_begun(to=brought_to("awaiting_response"))
NAMES = ("third.txt", "first.txt", "second.txt")


def files(*names: str) -> dict[str, Any]:
    """Files with a caption each, in the order of their names here."""
    found: dict[str, Any] = {}
    for number, name in enumerate(names, 1):
        found[f"file_{number}"] = SimpleUploadedFile(name, f"What {name} holds.".encode())
        found[f"caption_{number}"] = f"Caption of {name}, dunlin."
    return found


def shown(page: str) -> list[str]:
    """The names and captions on a page of a thread, in their order."""
    return re.findall(r"Caption of \w+\.txt, dunlin\.|(?<=>)\w+\.txt(?=</a>)", page)


def both_pages(town: Town, story: Story, thread: Thread) -> list[str]:
    desk = text(town.browser(story.investigator).get(desk_page(story, thread)))
    if thread is Thread.REPORTER:
        return [desk, text(reporter(story).get(FOLLOW))]
    return [desk, text(town.browser("rex").get(member_page(town)))]


def sender(town: Town, story: Story, thread: Thread, *, officer: bool) -> tuple[Client, str]:
    if officer:
        return town.browser(story.investigator), desk_page(story, thread)
    if thread is Thread.REPORTER:
        return reporter(story), FOLLOW
    return town.browser("rex"), member_page(town)


@pytest.mark.parametrize("officer", [False, True])
@pytest.mark.parametrize("thread", [Thread.REPORTER, Thread.RESPONDENT])
def test_files_stand_in_their_order_with_their_captions_on_both_pages(
    town: Town, story: Story, thread: Thread, officer: bool
) -> None:
    jar, page = sender(town, story, thread, officer=officer)
    say(town, jar, page, "Three files, wryneck.", **files(*NAMES))
    wanted = [words for name in NAMES for words in (name, f"Caption of {name}, dunlin.")]
    assert [shown(each) for each in both_pages(town, story, thread)] == [wanted, wanted]


def test_places_for_files_unfold_without_script(story: Story) -> None:
    page = text(reporter(story).get(FOLLOW))
    before, _, places = page.partition('class="govuk-details__summary-text">Add files')
    assert before[before.rindex("<details") :].startswith('<details class="govuk-details">')
    found = re.findall(r"<input[^>]*type=\"file\"[^>]*>", places)
    assert [re.findall(r'name="([^"]+)"', one) for one in found] == [[f"file_{number}"] for number in range(1, 6)]
    assert [one for one in found if "hidden" in one or "disabled" in one] == []
    assert "hidden" not in "".join(re.findall(r"<details[^>]*>", places))


def test_a_thread_with_many_files_asks_no_more_than_one_with_a_single_file(town: Town, story: Story) -> None:
    jar, officer = reporter(story), town.browser(story.investigator)

    def asked() -> int:
        officer.get(desk_page(story))
        with CaptureQueriesContext(connection) as statements:
            assert officer.get(desk_page(story)).status_code == 200
        return len(statements)

    say(town, jar, FOLLOW, "One.", **files("one.txt"))
    few = asked()
    for _ in range(3):
        say(town, jar, FOLLOW, "Five.", **files(*(f"f{n}.txt" for n in range(5))))
    assert (few, asked()) == (21, 21)


def test_a_file_that_is_refused_is_named_by_its_place_and_everything_typed_stays(town: Town, story: Story) -> None:
    jar, before = reporter(story), SealedFile.objects.count()
    sent = {"message": "Three files, wryneck.", **files(*NAMES), "file_2": SimpleUploadedFile("empty.txt", b"")}
    answer = jar.post(FOLLOW, sent)
    page = text(answer)
    kept = ["Three files, wryneck.", *(f"Caption of {name}, dunlin." for name in NAMES)]
    assert (answer.status_code, [words for words in kept if words not in page]) == (422, [])
    assert re.search(r'href="#id_file_2">[^<]*empty', page)
    assert [f"<bdi>{name}</bdi>" in page for name in ("third.txt", "second.txt")] == [True, True]
    assert (WaitingMessage.objects.count(), SealedFile.objects.count()) == (0, before)


def test_a_caption_without_its_file_asks_for_the_file(story: Story) -> None:
    answer = reporter(story).post(FOLLOW, {"message": "One file.", "caption_1": "What it shows, dunlin."})
    page = text(answer)
    assert (answer.status_code, "Choose the file again" in page, "What it shows, dunlin." in page) == (422, True, True)


@pytest.mark.parametrize(
    ("file", "caption", "reason"),
    [
        (SimpleUploadedFile("a.txt", b"Wilma Quill says so."), "", "something in it stays sealed"),
        (SimpleUploadedFile("a.txt", b"A mail."), "From Wilma Quill.", "something in it stays sealed"),
        (SimpleUploadedFile("a.pdf", b"%PDF-1.7 \xff"), "", "can be checked byte by byte"),
    ],
)
def test_what_may_not_go_out_to_the_member_stays_in_a_file_or_caption_too(
    town: Town, story: Story, file: SimpleUploadedFile, caption: str, reason: str
) -> None:
    page, before = desk_page(story, Thread.RESPONDENT), SealedFile.objects.count()
    sent = {"message": "See this, wryneck.", "file_1": files("b.txt")["file_1"], "file_2": file, "caption_2": caption}
    answer = town.browser(story.investigator).post(page, sent)
    assert (answer.status_code, reason in text(answer), "See this, wryneck." in text(answer)) == (409, True, True)
    assert (WaitingMessage.objects.count(), SealedFile.objects.count()) == (0, before)


def test_a_message_taken_back_takes_its_files_with_it(town: Town, story: Story) -> None:
    jar, before = reporter(story), SealedFile.objects.count()
    assert jar.post(FOLLOW, {"message": "Three.", **files(*NAMES)}).status_code == 302
    waiting = WaitingMessage.objects.get()
    assert (len(waiting.files), "It has 3 files." in text(jar.get(FOLLOW))) == (3, True)
    assert jar.post(FOLLOW, {"take_back": str(waiting.pk)}).status_code == 302
    assert (WaitingMessage.objects.count(), SealedFile.objects.count()) == (0, before)


def test_each_file_opens_for_both_sides_and_for_nobody_else(town: Town, story: Story) -> None:
    say(town, reporter(story), FOLLOW, "Two.", **files("one.txt", "two.txt"))
    keys = re.findall(r"/files/([0-9a-f-]{36})/", text(town.browser(story.investigator).get(desk_page(story))))
    assert len(set(keys)) == 2
    for key in keys:
        there, own = reverse("file", args=[story.case, key]), reverse("follow_up_sent_file", args=[key])
        assert [town.browser(first).get(there).status_code for first in (story.investigator, "prue")] == [200, 404]
        assert reporter(story).get(own).status_code == 200
