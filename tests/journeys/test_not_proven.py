"""A case in which nothing was proven, from the panel's door on: each person at a browser of their own, every letter read."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys import late, looking
from tests.journeys.decision import reads
from tests.journeys.reporting import follows_up
from tests.journeys.road import Road
from tests.journeys.somebody import Typed

WITHDRAWN = late.told(
    "withdrawn_to_deliberate",
    f"""
from local.demo import story
from local.demo.findings import sign_findings
from local.demo.seed import begin_case
from local.populate.cast import people_here
told = begin_case(people_here(), "rex", reporter={late.REPORTER!r})
for chapter in (story.investigate, story.answer_notice, story.finish_report, story.sat):
    chapter(told)
sign_findings(told, proven=False)
""",
)

FACTS = "Nobody could say who wrote the letter."
WHY = "The hand is not the respondent's, and no other paper shows the promise."
REASONS = "One letter of unknown hand does not show that a promise was made."
FINDING: Mapping[str, Typed] = {
    "Allegation 1: the facts that were found": FACTS,
    "Allegation 1: the reasons": WHY,
}


@pytest.fixture
def road(tmp_path: Path, request: pytest.FixtureRequest, browser: Browser) -> Iterator[Road]:
    """The case, on the day the panel withdraws; each of the panel has signed."""
    with late.road_from(WITHDRAWN, tmp_path / "site", request.node.name, browser, met_by="paul", at="board") as road:
        yield road


def test_a_case_without_a_proven_charge_closes_with_reasons_against_nobody(road: Road) -> None:
    the_panel_finds_nothing_proven(road)
    the_respondent_reads_what_comes_next(road)
    the_panel_closes_the_case(road)
    the_respondent_reads_the_reasons(road)
    the_reporter_reads_that_it_was_heard(road)
    assert looking.complaints() == {}


def the_panel_finds_nothing_proven(road: Road) -> None:
    """What has no majority needs no page to rest on."""
    paul = road.town["paul"]
    assert not road.offers("paul", "Close as not proven", at="board")
    paul.follows("Save the findings")
    paul.fills(FINDING)
    paul.presses("Save the findings")
    paul.proves("Save the findings")
    assert paul.told() == "Not done yet: Save the findings. It waits for somebody else to sign.", paul.text
    road.town["petra"].signs(road.case, "Save the findings", at="board")


def the_respondent_reads_what_comes_next(road: Road) -> None:
    """The findings arrive before the case is closed, and say that it will be."""
    rex = road.town["rex"]
    reads(rex, "The panel’s findings")
    wanted = ("Found: not proven", FACTS, WHY, "the panel writes its reasons, and the case is closed.")
    assert [words for words in wanted if words not in rex.text] == []


def the_panel_closes_the_case(road: Road) -> None:
    """Nothing can be recommended; two of the panel close the case, but it must be one of theirs from then on."""
    assert not road.offers("paul", "Recommend a sanction", at="board")
    road.two("paul", "petra", "Close as not proven", {"Reasons of the panel": REASONS}, at="board")
    paul, ada = road.town["paul"], road.town["ada"]
    assert paul.opens(f"/board/cases/{road.case}/") == 404
    ada.finds(road.case)
    assert (ada.state(), "Not proven" in ada.text) == ("Closed", True)


def the_respondent_reads_the_reasons(road: Road) -> None:
    """The letter has the reasons and until when the file can be opened again; the case's page says that it is over."""
    rex = road.town["rex"]
    reads(rex, "Not proven")
    wanted = ("Nothing of it stands against you.", REASONS, FACTS, "The case can be opened again until")
    assert [words for words in wanted if words not in rex.text] == []
    rex.goes_by(rex.page.locator("a[href^='/member/cases/']").first)
    rex.follows(re.compile("^Allegations"))
    assert "Found: not proven" in rex.text


def the_reporter_reads_that_it_was_heard(road: Road) -> None:
    """With nothing but the code: that it was not shown, that they are not disbelieved, and nothing of the panel's papers."""
    wilma = road.reporter
    follows_up(wilma, road.code)
    reads(wilma, "Not proven", inbox="/follow-up/letters/")
    assert ("That does not mean you were not believed" in wilma.text, "The case can be opened again" in wilma.text) == (
        True,
        True,
    )
    assert [words for words in (FACTS, WHY, REASONS) if words in wilma.text] == []
