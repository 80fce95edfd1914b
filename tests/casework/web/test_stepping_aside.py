"""What becomes of the drafts, notes and tasks of somebody who steps aside: the page says it before, and the next page after."""

from uuid import uuid4

import pytest
from django.urls import reverse

from casework.models import CaseNote, SealedDraft
from casework.vocabulary import Seat, Verb
from local.demo.scenario import Story
from local.demo.story import screener
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import keep
from tests.casework.web.note_writing import add_task, in_screening, page_of, write
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

LEAVING = pytest.mark.parametrize("verb", [Verb.DECLARE_CONFLICT, Verb.RECUSE_OFFICER])
GONE, NOTES, TASKS = (
    "begun and not sent is gone.",
    "Notes for you alone stay sealed",
    "Your open tasks stay in the case.",
)


def step_of(story: Story, verb: Verb) -> str:
    return reverse("step", args=[story.case, verb])


@LEAVING
@begins(in_screening)
def test_what_the_page_says_of_drafts_notes_and_tasks_is_what_happens(town: Town, story: Story, verb: Verb) -> None:
    gone = screener(story)
    browser, colleague = town.browser(gone), town.browser("ines")
    write(browser, story, "For me alone, dunlin.", level="mine")
    write(browser, story, "For the team, dunlin.")
    add_task(colleague, story, town.people[gone].pk)
    keep(browser, reverse("case_notes", args=[story.case]), {"words": "Begun, dunlin."})
    page = text(browser.get(step_of(story, verb)))
    assert [words in page for words in (GONE, NOTES, TASKS)] == [True] * 3
    assert SealedDraft.objects.count() == 1
    said = text(browser.post(step_of(story, verb), {"confirmed": "on", "request_key": str(uuid4())}, follow=True))
    assert ("– done. What you had begun there and not sent is gone." in said, SealedDraft.objects.count()) == (True, 0)
    tab = page_of(colleague, story)
    assert [words in tab for words in ("For the team, dunlin.", "Nobody has it now")] == [True] * 2
    assert ("For me alone" in tab, CaseNote.objects.count()) == (False, 2)


@LEAVING
@begins(brought_to("deliberation"))
def test_a_member_of_the_panel_reads_no_word_of_notes_and_tasks(town: Town, story: Story, verb: Verb) -> None:
    chair = story.holding(Seat.PANEL_CHAIR)[0]
    page = text(town.browser(chair).get(reverse("panel_step", args=[story.case, verb])))
    assert [words in page for words in (GONE, NOTES, TASKS)] == [True, False, False]
