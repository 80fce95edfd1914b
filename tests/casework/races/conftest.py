"""An installation whose clock can be moved, with everybody in it."""

from collections.abc import Mapping
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from accounts.models import User
from casework import tasks
from ledger.clock import advance, now
from local.demo import story as told
from local.demo.people import settle
from local.demo.scenario import Story


@pytest.fixture
def people(committed: None, settings: Settings, tmp_path: Path) -> Mapping[str, User]:
    """Everybody, for sixty days; it is nine in the morning: an hour before midnight, the end of summer time moves a day."""
    settings.DEMO, settings.CLOCK_OFFSET_FILE = True, str(tmp_path / "clock")
    call_command("load_edition", "policy/editions/icsrm", stdout=StringIO())
    made = settle()
    begun = now()
    advance(timedelta(days=60) + begun.replace(hour=9, minute=0) - begun)
    return made


@pytest.fixture
def noticed(people: Mapping[str, User]) -> Story:
    """A case whose respondent was asked to answer and has opened the notice."""
    story = Story(people=people, due=tasks.lapses)
    told.bring_report(story, people["rex"].name, reporter="Wilma Quill")
    for chapter in (told.screen, told.investigate):
        chapter(story)
    return story


@pytest.fixture
def before_the_deciders(noticed: Story) -> Story:
    """A case whose report is final, no decider having voted."""
    told.answer_notice(noticed)
    told.report_closed(noticed)
    return noticed


@pytest.fixture
def before_the_board(noticed: Story) -> Story:
    """A case with a recommendation, the board's papers not sent yet."""
    for chapter in (told.answer_notice, told.finish_report, told.hold_hearing, told.recommend):
        chapter(noticed)
    return noticed
