"""Typing on the pages of steps: what a form holds and sends along, and how a page keeps what is typed."""

import re
import time
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.middleware import SEEN
from casework.record.rights import ACCUSED
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from tests.casework.web.conftest import Town

WORDS = "It was tendered openly, whimbrel."
BY_SCRIPT = {"X-Draft": "1"}
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
TEXTS = re.compile(
    r'<(?:textarea|input type="text")[^>]* name="(\w+)"|<(?:textarea|input) [^>]*name="(\w+)"[^>]*type="text"'
)
FORM = "data-draft="


def form_on(page: str) -> str:
    """The form of the step on a page, without the head of the page and what stands after it."""
    return page.split(FORM)[1].split("</form>", maxsplit=1)[0] if FORM in page else ""


def sent_along(page: str) -> dict[str, str]:
    """What the form of a step sends besides what is typed."""
    return dict(HIDDEN.findall(form_on(page)))


def text_fields(page: str) -> list[str]:
    return [one or other for one, other in TEXTS.findall(form_on(page))]


def keep(browser: Client, path: str, typed: dict[str, Any], version: int = 0, **headers: str) -> Any:
    """Send what is typed as the script of a page does."""
    return browser.post(path, {**typed, "draft": "keep", "draft_version": version}, headers=BY_SCRIPT | headers)


def add_evidence(story: Story) -> str:
    return reverse("step", args=[story.case, "add_evidence"])


def notice_of(story: Story, first: str, town: Town) -> str:
    """The reference by which a member or representative knows the case."""
    place_letters()
    letters = Message.objects.filter(reader=town.people[first], seat__in=ACCUSED, case__reference=story.case)
    return letters.order_by("placed_at").first().reference  # type: ignore[union-attr]


def leave_idle(browser: Client) -> None:
    session = browser.session
    session[SEEN] = int(time.time()) - 3601
    session.save()
