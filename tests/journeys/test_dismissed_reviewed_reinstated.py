"""A report that two people dismiss and a third sends back, on the word of a reporter who has nothing but the code."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys import late, looking
from tests.journeys.decision import reads
from tests.journeys.reporting import follows_up
from tests.journeys.road import Road
from tests.journeys.somebody import Typed

TRIAGED = late.told(
    "triaged",
    f"""
from casework import tasks
from local.demo import story
from local.demo.codes import remember
from local.demo.scenario import Story
from local.populate import chapters
from local.populate.cast import people_here
told = Story(people=people_here(), due=tasks.lapses)
story.bring_report(told, "Rex Respond", reporter={late.REPORTER!r})
remember({late.REPORTER!r}, told.told, told.code)
story.acknowledge(told)
chapters.triage(told)
""",
)

REASONS = "What is reported is a dispute over a price."
GROUND = "The second page of my report was not read. It is about the promise."
DEEMED = timedelta(days=2)
"""How long after it was placed a letter counts as delivered; the time for a review begins then, though it was read before."""

RESULT = "The second page tells of a promise that was denied. Whether it was is to be looked at."


@pytest.fixture
def road(tmp_path: Path, request: pytest.FixtureRequest, browser: Browser) -> Iterator[Road]:
    """The report, on the day its risk was recorded."""
    with late.road_from(TRIAGED, tmp_path / "site", request.node.name, browser, met_by="ines", at="desk") as road:
        yield road


def test_a_dismissed_report_goes_on_when_its_reporter_says_what_was_missed(road: Road) -> None:
    pair = road.holding("Screener")
    two_people_dismiss_it(road, pair)
    the_reporter_reads_why_and_asks_for_a_review(road)
    somebody_who_had_no_part_sends_it_back(road)
    the_reporter_reads_by_when_it_is_screened_again(road)
    assert road.state("ines") == "Screening"
    assert set(road.holding("Screener")).isdisjoint(pair)
    assert looking.complaints() == {}


def two_people_dismiss_it(road: Road, pair: list[str]) -> None:
    """A code and reasons, put forward by one; the case stays where it is until the other has read and signed them."""
    why: Mapping[str, Typed] = {
        "Why it ends here: the complaint": "The Code does not cover it.",
        "Reasons: the complaint": REASONS,
    }
    road.town[pair[0]].puts_forward(road.case, "Dismiss the case", why, at="desk")
    assert road.state("ines") == "Screening"
    road.town[pair[1]].signs(road.case, "Dismiss the case")
    assert road.state("ines") == "Dismissed, review possible"


def the_reporter_reads_why_and_asks_for_a_review(road: Road) -> None:
    """The letter has the ground, the reasons and the last day for a review, which needs a word and can be asked for once."""
    wilma = road.reporter
    follows_up(wilma, road.code)
    reads(wilma, "Your report is closed", inbox="/follow-up/letters/")
    last_day = f"by {road.town.today + DEEMED + timedelta(days=28):%-d %B %Y}"
    wanted = ("The ground: The Code does not cover it.", REASONS, last_day)
    assert [words for words in wanted if words not in wilma.text] == []
    follows_up(wilma, road.code)
    assert last_day in wilma.text
    wilma.follows("Ask for a review")
    wilma.presses("Ask for a review")
    assert ": write this before you go on." in wilma.text
    wilma.fills({"Why should somebody look again?": GROUND})
    wilma.presses("Ask for a review")
    assert wilma.told() == "Ask for a review – done.", wilma.text
    assert wilma.page.get_by_role("link", name="Ask for a review", exact=True).count() == 0


def somebody_who_had_no_part_sends_it_back(road: Road) -> None:
    """The reviewer reads what was missed; the pair that dismissed it is offered no say in that."""
    rhea = road.town["rhea"]
    rhea.finds(road.case)
    assert GROUND in rhea.history()
    road.does("rhea", "Send it back to screening", {"Reasons for the result": RESULT})


def the_reporter_reads_by_when_it_is_screened_again(road: Road) -> None:
    """The letter has the reviewer's reasons and the next day to wait for; the page says that the report goes on."""
    wilma = road.reporter
    reads(wilma, "The result of your review", inbox="/follow-up/letters/")
    wanted = ("your report goes on", RESULT, f"by {road.town.today + timedelta(days=21):%-d %B %Y}")
    assert [words for words in wanted if words not in wilma.text] == []
    assert wilma.page.locator("a[href='/follow-up/do/request_review/']").count() == 0
