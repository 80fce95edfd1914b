"""A sealed name in what one officer writes and another reads: messages to the reporter, notes and tasks."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.budgets import PER_HOUR, Budget
from casework.models import CaseNote, CaseTask, WaitingMessage
from casework.vocabulary import Thread
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.note_writing import add_task, change, write
from tests.casework.web.reporting import text
from tests.casework.web.test_conversation_pages import desk_page
from tests.responses import Response

begun = town_begun(to=brought_to("awaiting_response"))

NAMED = "Dear Wilma Quill, thank you."
HELD, INSTEAD = "something in it stays sealed", "Write “the reporter”, without a name"


def new_task(town: Town, story: Story, words: str) -> Response:
    first = story.investigator
    answer: Response = add_task(town.browser(first), story, town.people[first].pk, words)
    return answer


@pytest.mark.parametrize("name", ["Wilma Quill", "WILMA  QUILL", "Quill", "W i l m a Quill"])
def test_a_message_to_the_reporter_holds_no_sealed_name(town: Town, story: Story, name: str) -> None:
    answer = town.browser(story.investigator).post(desk_page(story), {"message": f"Dear {name}, thank you."})
    page = text(answer)
    assert (answer.status_code, HELD in page, INSTEAD in page, "“Message”" in page) == (409, True, True, True)
    assert WaitingMessage.objects.count() == 0


def test_a_file_to_the_reporter_holds_no_sealed_name(town: Town, story: Story) -> None:
    file = SimpleUploadedFile("a.txt", NAMED.encode())
    typed = {"message": "See this.", "file_1": file, "caption_1": "A mail."}
    answer = town.browser(story.investigator).post(desk_page(story), typed)
    assert (answer.status_code, HELD in text(answer), WaitingMessage.objects.count()) == (409, True, 0)


def test_the_preview_of_a_message_to_the_reporter_says_how_to_begin_it(town: Town, story: Story) -> None:
    shown: dict[Thread, str] = {}
    for thread in (Thread.REPORTER, Thread.RESPONDENT):
        sent = {"message": "Thank you.", "draft": "preview"}
        answer = town.browser(story.investigator).post(desk_page(story, thread), sent, follow=True)
        shown[thread] = text(answer)
    said = "So write “Dear reporter”: others read it too."
    assert [(said in page, "holds no sealed name" in page) for page in shown.values()] == [(True, True), (False, True)]


@pytest.mark.parametrize(("level", "status"), [("mine", 302), ("team", 409), ("seat", 409)])
def test_only_a_note_to_oneself_holds_a_sealed_name(town: Town, story: Story, level: str, status: int) -> None:
    writer = town.browser(story.investigator)
    answer = write(writer, story, level=level, words=NAMED)
    page = text(answer) if status == 409 else ""
    assert (answer.status_code, HELD in page, "“Note”" in page) == (status, status == 409, status == 409)
    assert CaseNote.objects.count() == (status == 302)


def test_a_note_cannot_be_changed_into_one_with_a_sealed_name(town: Town, story: Story) -> None:
    writer = town.browser(story.investigator)
    write(writer, story, level="team", words="The reporter says so.")
    answer = change(writer, story, CaseNote.objects.get(), words=NAMED)
    assert (answer.status_code, HELD in text(answer)) == (409, True)


def test_a_task_holds_no_sealed_name(town: Town, story: Story) -> None:
    answer = new_task(town, story, "Telephone Wilma Quill")
    page = text(answer)
    assert (answer.status_code, HELD in page, "“What is to do”" in page) == (409, True, True)
    assert CaseTask.objects.count() == 0
    assert new_task(town, story, "Telephone the reporter").status_code == 302


def test_a_message_held_for_another_reason_says_nothing_of_a_sealed_name(town: Town, story: Story) -> None:
    writer, there = town.browser(story.investigator), desk_page(story, Thread.RESPONDENT)
    said = [
        text(writer.post(there, {"message": f"{story.case}: was it {name}?"}))
        for name in ("Wilma Quill", "Ben Bunting")
    ]
    assert [(HELD in page, "what only officers may know" in page) for page in said] == [(False, True), (False, True)]


def test_tries_in_messages_notes_and_tasks_count_together(
    town: Town, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PER_HOUR, Budget.HELD, 3)
    writer = town.browser(story.investigator)
    write(writer, story, level="team", words="Was it Pia Plover?")
    change(writer, story, CaseNote.objects.get(), words="Was it Rob Rail?")
    change(writer, story, CaseNote.objects.get(), delete="yes")
    writer.post(desk_page(story), {"message": "Dear Ada Avocet"})
    writer.post(desk_page(story), {"take_back": str(WaitingMessage.objects.get().pk)})
    assert "stays sealed. It cannot" in text(new_task(town, story, "Was it Wilma Quill?"))
    for words in ("Was it Wilma Quill?", "Was it Ben Bunting?"):
        said = text(write(writer, story, level="team", words=words))
        assert ("You can write again in an hour." in said, "stays sealed. It cannot" in said) == (True, False)
    assert write(writer, story, level="mine", words="Was it Wilma Quill?").status_code == 302
