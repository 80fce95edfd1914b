"""A message as its reader will see it has an address of its own: Back and loading again ask nobody to send a form once more."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile

from casework.models import WaitingMessage
from casework.vocabulary import Seat, Thread, Verb
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.reporting import text
from tests.casework.web.test_conversation_pages import FOLLOW, desk_page, reporter
from tests.casework.web.test_previews import asked
from tests.casework.web.test_second_reader import NOTE, page_of, put_forward

begun = town_begun(to=brought_to("awaiting_response"))
SHOWN, WORDS = "As its reader will see it", "Please send the page, wheatear."
ASKS = {"draft": "preview"}
AT = {"preview": ["message"]}


def test_a_message_is_shown_on_a_page_that_can_be_loaded_again_and_sent_from_there(town: Town, story: Story) -> None:
    officer, thread = town.browser(story.investigator), desk_page(story)
    file = SimpleUploadedFile("page.txt", b"The page.")
    answer = officer.post(thread, {"message": WORDS, "file_1": file, "caption_1": "The page."} | ASKS)
    assert (answer.status_code, asked(answer)) == (302, (thread, AT, "preview"))
    for _time in range(2):
        page = text(officer.get(answer.headers["Location"]))
        assert (SHOWN in page, page.count(WORDS), "<bdi>page.txt</bdi>" in page) == (True, 2, True)
    assert WaitingMessage.objects.count() == 0
    assert SHOWN not in text(officer.get(thread))
    write = page.partition('id="write_title"')[2]
    forms = re.findall(r'<form method="post"[^>]*?action="([^"]*)"', write)
    assert (forms, write.count('<form method="post"')) == ([thread] * 2, 2)
    sent = officer.post(thread, {"message": WORDS, "caption_1": "The page.", "draft_version": "1"})
    assert (sent.status_code, len(WaitingMessage.objects.get().files)) == (302, 1)


def test_what_was_typed_in_another_window_is_shown_beside_it_and_nothing_is_lost(town: Town, story: Story) -> None:
    officer, thread = town.browser(story.investigator), desk_page(story)
    officer.post(thread, {"message": "The other text, siskin.", "draft": "keep"})
    answer = officer.post(thread, {"message": WORDS, "draft_version": "0"} | ASKS)
    page = text(answer)
    assert (answer.status_code, WORDS in page, "The other text, siskin." in page) == (409, True, True)


def test_an_empty_message_is_asked_for_and_keeps_no_draft(town: Town, story: Story) -> None:
    officer, thread = town.browser(story.investigator), desk_page(story)
    page = text(officer.post(thread, {"message": ""} | ASKS, follow=True))
    assert ("There is a problem" in page, SHOWN in page, "Draft saved" in page) == (True, False, False)


def test_a_party_has_no_such_page(town: Town, story: Story) -> None:
    browser = reporter(story)
    browser.post(FOLLOW, {"message": WORDS, "draft": "keep"})
    page = text(browser.get(FOLLOW, {"preview": "message"}))
    assert (SHOWN in page, WORDS in page) == (False, True)


def test_a_message_that_came_back_is_still_replaced_by_the_one_that_was_shown(town: Town, story: Story) -> None:
    row, officer = put_forward(town, story), town.browser(story.investigator)
    back = town.browser(story.seat(Seat.REVIEWER))
    sent = back.post(page_of(story, Verb.RETURN_MESSAGE), {"message": str(row.pk), "note": NOTE}, follow=True)
    assert "The message went back to the person who wrote it, with your note. Nothing went out." in text(sent)
    thread = desk_page(story, Thread.REPORTER)
    again = {"message": WORDS, "instead_of": str(row.pk)}
    answer = officer.post(f"{thread}?again={row.pk}", again | ASKS)
    assert asked(answer) == (thread, {"again": [str(row.pk)], **AT}, "preview")
    page = text(officer.get(answer.headers["Location"]))
    assert (SHOWN in page, page.count("This takes the place of the message")) == (True, 1)
    assert f'name="instead_of" value="{row.pk}"' in page
    assert officer.post(f"{thread}?again={row.pk}", again | {"draft_version": "1"}).status_code == 302
    assert WaitingMessage.objects.get().pk != row.pk
