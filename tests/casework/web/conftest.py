"""The published books, a store for files, browsers with and without a session, and cases brought to any stage."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from casework import tasks
from local.demo import story as told
from local.demo.people import settle
from local.demo.scenario import ONE, Story
from policy.actions import publish_editions
from tests.policy.books import ICSRM
from tests.scenario_fixtures import Place, begun_by, here, nowhere, upon
from tests.step_client import StepClient

__all__ = ["here"]
BEGAN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
METHODS = "account_authentication_methods"
CHAPTERS: dict[str, Callable[[Story], None]] = {
    "investigation": told.screen,
    "awaiting_response": told.investigate,
    "response_review": told.answer_notice,
    "panel_forming": told.finish_report,
    "deliberation": told.hold_hearing,
    "board_decision": told.recommend,
    "appeal_window": told.decide,
    "final": told.final,
    "monitoring": told.monitor,
}


@pytest.fixture
def books(db: None, settings: Settings, tmp_path: Path) -> None:
    """ICSRM's books, published, and an empty store for files."""
    settings.FILES_DIR = tmp_path
    with time_machine.travel(BEGAN, tick=False):
        publish_editions(folder=ICSRM)


@pytest.fixture
def jar(books: None) -> Client:
    """A browser that has never been here, and is not let off any token."""
    return StepClient(enforce_csrf_checks=True)


type Alleged = tuple[tuple[int, int], ...]


@dataclass
class Town:
    """The demonstration's people, on a clock that tests move."""

    people: dict[str, User]
    clock: time_machine.Traveller

    def story(self, respondent: str = "rex", reporter: str = "Wilma Quill", alleged: Alleged = ONE) -> Story:
        """A report about somebody, read by nobody yet."""
        story = Story(
            people=self.people, respondent=respondent, alleged=alleged, move=self.clock.shift, due=tasks.lapses
        )
        told.bring_report(story, self.people[respondent].name, reporter=reporter)
        return story

    def case_in(self, stage: str, respondent: str = "rex", alleged: Alleged = ONE) -> Story:
        """A case brought to a stage by the real steps: `submitted`, or a key of CHAPTERS."""
        story = self.story(respondent, alleged=alleged)
        for name, chapter in CHAPTERS.items() if stage != "submitted" else ():
            chapter(story)
            if name == stage:
                break
        return story

    def browser(self, first: str) -> Client:
        """A browser in which somebody has signed in with both factors."""
        return signed_in(self.people[first])


def signed_in(user: User) -> Client:
    """A browser of a person whose second factor was given."""
    browser = StepClient()
    browser.force_login(user, backend="accounts.backends.PeopleOnly")
    session = browser.session
    session[METHODS] = [{"method": "mfa", "type": "totp", "at": 0}]
    session[f"{METHODS}_user"] = str(user.pk)
    session.save()
    return browser


def moved_in(clock: time_machine.Traveller) -> Town:
    """The demonstration's people since the fifth of January 2026, nine o'clock."""
    publish_editions(folder=ICSRM)
    people = settle()
    publish_editions(folder=ICSRM, by=people["adam"], second=people["audrey"])
    clock.shift(105 * 86400)
    return Town(people, clock)


def town_begun(to: Place = nowhere, **scope: Any) -> Any:
    """The town of a module, led to where its tests begin; nobody types a password."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return begun_by(moved_in, BEGAN, to=to, PASSWORD_HASHERS=hashers, **scope)


begun = town_begun()


@pytest.fixture
def town(here: tuple[Town, Any]) -> Town:
    return here[0]


@pytest.fixture
def story(here: tuple[Town, Story]) -> Story:
    return here[1]


@cache
def brought_to(stage: str) -> Place:
    """A place where a test can begin: the town's first case, brought to a stage, each from the stage before."""
    stages = ["submitted", *CHAPTERS]

    def place(town: Town, story: Story | None = None) -> Story:
        if story is None:
            return town.story()
        CHAPTERS[stage](story)
        return story

    place.__name__ = stage
    number = stages.index(stage)
    return upon(brought_to(stages[number - 1]))(place) if number else place
