"""Writing notes and tasks of a case as its officers do, in their browsers."""

from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from casework.models import CaseNote
from local.demo.scenario import Story
from local.demo.story import acknowledge
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text

WORDS = "The export has no time zone, whimbrel."


def in_screening(town: Town) -> Story:
    """A report that intake and two screeners read: they are the team of the case."""
    story = town.story()
    acknowledge(story)
    return story


def tab_of(story: Story) -> str:
    return reverse("case_notes", args=[story.case])


def write(browser: Client, story: Story, words: str = WORDS, level: str = "team", **more: Any) -> Any:
    """Send the form of a new note."""
    return browser.post(tab_of(story), {"words": words, "level": level, "request_key": str(uuid4()), **more})


def change(browser: Client, story: Story, note: CaseNote, **typed: str) -> Any:
    return browser.post(reverse("case_note", args=[story.case, note.pk]), typed)


def page_of(browser: Client, story: Story, query: str = "") -> str:
    """Return the tab in one line."""
    return " ".join(text(browser.get(tab_of(story) + query)).split())


def add_task(browser: Client, story: Story, person: object, words: str = WORDS, **more: Any) -> Any:
    sent = {"words": words, "person": str(person), "request_key": str(uuid4()), **more}
    return browser.post(reverse("case_new_task", args=[story.case]), sent)


def press(browser: Client, story: Story, do: str) -> Any:
    """Press a button beside a task or an item of the checklist."""
    return browser.post(reverse("case_tasks", args=[story.case]), {"do": do})
