"""What the screening sheet fills in by itself: nothing that the reporter did not say."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casework.vocabulary import Verb
from local.demo import story as told
from local.demo.scenario import Story
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text
from tests.casework.web.test_sheets import RISK, form_shown, send, sheet_of

DAYS = ("day", "month", "year")
WORDS = {"when_words": "Last spring"}


def triaged(town: Town, **changed: Any) -> Story:
    """A report about a member with these answers, with its risk assessed."""
    story = Story(people=town.people, move=town.clock.shift)
    report = told.report_about("Rex Respond", "Wilma Quill", on=date(2026, 2, 2))
    story.file(replace(report, **changed))
    told.acknowledge(story)
    story.by(told.screener(story), Verb.TRIAGE_CASE, **RISK)
    return story


@pytest.mark.parametrize(
    ("changed", "filled_in"),
    [({}, True), ({"about": True}, False), ({"said": WORDS}, False), ({"first_day": None, "last_day": None}, False)],
    ids=["exact", "a guess", "in words", "not said"],
)
def test_only_days_that_the_reporter_knew_are_filled_in(town: Town, changed: dict[str, Any], filled_in: bool) -> None:
    story = triaged(town, **changed)
    held = form_shown(town.browser(told.screener(story)), story)[1]
    days = [f"act_1-{name}_{part}" for name in ("first_day", "last_day") for part in DAYS]
    assert [name for name in days if held.get(name)] == (days if filled_in else [])


@pytest.mark.parametrize(("commitments", "chosen"), [((), ""), ((2,), "2")])
def test_no_commitment_is_chosen_that_the_reporter_did_not_choose(
    town: Town, commitments: tuple[int, ...], chosen: str
) -> None:
    story = triaged(town, commitments=commitments, help_asked=not commitments)
    browser = town.browser(told.screener(story))
    page = text(browser.get(sheet_of(story)))
    options = page[page.index('name="act_1-commitment"') :].partition("</select>")[0]
    first, *_ = re.findall(r'<option value="(\d*)"', options)
    picked = re.findall(r'<option value="(\d*)" selected', options)
    assert (first, picked or [""]) == ("", [chosen])


def test_the_sheet_says_whom_the_reporter_wrote_of(town: Town) -> None:
    story = triaged(town)
    page = text(town.browser(told.screener(story)).get(sheet_of(story)))
    assert "The reporter wrote: “Rex Respond”." in page


def test_why_the_risk_was_assessed_so_is_shown_afterwards(town: Town) -> None:
    story = triaged(town)
    assert f"Why: {RISK['notes']}" in " ".join(text(town.browser(told.screener(story)).get(sheet_of(story))).split())


def test_an_error_of_the_risk_names_the_question_that_was_left_open(town: Town) -> None:
    story = Story(people=town.people, move=town.clock.shift)
    story.file(told.report_about("Rex Respond", "Wilma Quill", on=date(2026, 2, 2)))
    told.acknowledge(story)
    refused = send(town.browser(told.screener(story)), story)
    page = text(refused)
    wanted = ("Choose an answer: Did one person have power over the other?", "Choose how serious it would be.")
    assert (refused.status_code, [words in page for words in wanted]) == (422, [True, True])
