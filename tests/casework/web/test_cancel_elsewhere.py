"""Cancel on a note, a task, the notes of an interview and a message: the next page says that a draft is kept, and where."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from casework.models import SealedDraft
from casework.vocabulary.notes import INTERVIEW, NoteLevel
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.drafting import WORDS, keep
from tests.casework.web.reporting import text
from tests.casework.web.test_conversation_pages import FOLLOW, desk_page, member_page, reporter

begun = town_begun(to=brought_to("awaiting_response"))
NO_DAY = {"due_on_day": "", "due_on_month": "", "due_on_year": ""}
KEPT, CANCEL = "Kept as a draft. Nothing was sent.", {"draft": "cancel"}
INTERVIEWED = str(INTERVIEW).replace("\n", "\r\n")


def page_of(story: Story, name: str) -> str:
    """The address of a form: of a note, of the notes of an interview, or of a task."""
    route, query = {"note": ("case_notes", ""), "interview": ("case_notes", "?begin=interview")}.get(
        name, ("case_new_task", "")
    )
    return f"{reverse(route, args=[story.case])}{query}"


def back_of(story: Story, name: str) -> str:
    return reverse("case_notes" if name == "task" else "case", args=[story.case])


def is_told_of(browser: Client, answer: Any, path: str) -> bool:
    """Whether the page after a form says that a draft is kept, and its link leads to where it can be thrown away."""
    page = text(browser.get(answer.headers["Location"]))
    there = re.search(r'href="([^"]+)#throw_draft"', page)
    if KEPT not in page or there is None:
        return False
    form = text(browser.get(there[1]))
    assert (there[1], 'id="throw_draft"' in form) == (path, True)
    return True


@pytest.mark.parametrize("name", ["note", "interview", "task"])
def test_what_was_typed_is_kept_and_the_next_page_says_so(town: Town, story: Story, name: str) -> None:
    officer, path = town.browser(story.investigator), page_of(story, name)
    answer = officer.post(path, {"words": WORDS, "level": NoteLevel.MINE.value} | CANCEL)
    assert (answer.status_code, answer.headers["Location"]) == (302, back_of(story, name))
    assert is_told_of(officer, answer, path)
    assert WORDS in text(officer.get(path))
    assert officer.post(path, {"draft": "throw_away"}).status_code == 302
    assert SealedDraft.objects.count() == 0


@pytest.mark.parametrize(("name", "words"), [("note", ""), ("interview", INTERVIEWED), ("task", "")])
def test_a_form_in_which_nobody_typed_leaves_nothing_and_says_nothing(
    town: Town, story: Story, name: str, words: str
) -> None:
    officer, path = town.browser(story.investigator), page_of(story, name)
    chosen_at_first = {"level": NoteLevel.MINE.value, "person": str(town.people[story.investigator].pk)}
    answer = officer.post(path, {"words": words} | chosen_at_first | NO_DAY | CANCEL)
    assert (answer.status_code, is_told_of(officer, answer, path), SealedDraft.objects.count()) == (302, False, 0)


def test_a_note_that_is_changed_is_left_as_it_was_and_the_change_is_a_draft(town: Town, story: Story) -> None:
    officer, notes = town.browser(story.investigator), page_of(story, "note")
    officer.post(notes, {"words": "As it was.", "level": NoteLevel.MINE.value})
    there = re.search(rf"{notes}[0-9a-f-]{{36}}/", text(officer.get(notes)))
    assert there is not None
    assert not is_told_of(officer, officer.post(there[0], {"words": "As it was."} | CANCEL), there[0])
    assert is_told_of(officer, officer.post(there[0], {"words": WORDS} | CANCEL), there[0])
    assert "As it was." in text(officer.get(notes))


def test_a_draft_that_was_kept_elsewhere_meanwhile_is_shown_beside_what_is_cancelled(town: Town, story: Story) -> None:
    officer, notes = town.browser(story.investigator), page_of(story, "note")
    keep(officer, notes, {"words": "The other window, plover."})
    differs = officer.post(notes, {"words": WORDS, "level": NoteLevel.MINE.value} | CANCEL)
    page = text(differs)
    assert (differs.status_code, WORDS in page, "The other window, plover." in page) == (409, True, True)


@pytest.mark.parametrize("who", ["officer", "member", "reporter"])
def test_a_message_is_kept_for_each_side_and_an_empty_one_is_not(town: Town, story: Story, who: str) -> None:
    browser, path, back = {
        "officer": lambda: (
            town.browser(story.investigator),
            desk_page(story),
            reverse("case_letters", args=[story.case]),
        ),
        "member": lambda: (town.browser("rex"), (page := member_page(town)), page.removesuffix("conversation/")),
        "reporter": lambda: (reporter(story), FOLLOW, reverse("follow_up")),
    }[who]()
    assert ">Cancel</button>" in text(browser.get(path))
    empty = browser.post(path, {"message": "  "} | NO_DAY | CANCEL)
    assert (empty.status_code, is_told_of(browser, empty, path), SealedDraft.objects.count()) == (302, False, 0)
    answer = browser.post(path, {"message": WORDS} | CANCEL)
    assert (answer.status_code, answer.headers["Location"]) == (302, back)
    assert is_told_of(browser, answer, path)
    assert WORDS in text(browser.get(path))
