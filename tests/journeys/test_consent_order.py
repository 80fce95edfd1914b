"""A consent order, from a case to answer to the letter of the decision: each person at a browser of their own."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys import late, looking
from tests.journeys.decision import reads
from tests.journeys.reporting import follows_up
from tests.journeys.road import Road
from tests.journeys.somebody import Typed
from tests.journeys.town import until

STORY = f"""
from local.demo import story
from local.demo.seed import begin_case
from local.populate.cast import people_here
told = begin_case(people_here(), "rex", reporter={late.REPORTER!r}, alleged=((2, 2),))
for chapter in (story.investigate, story.answer_notice, story.report_closed):
    chapter(told)
"""
VOTED = """
from casework import tasks
from local.demo import branches
from local.demo.scenario import Story
from local.populate.cast import people_here
branches.consent_decided(Story(people=people_here(), case="{case}", due=tasks.lapses))
"""
"""The board reads its papers, declares and votes by the same steps; its pages are met on another journey."""

ADMISSION = "I made the promise in writing and denied it later."
TERM = "A suspension of thirty days, and a course on honest dealing."
COURSE = "A course on honest dealing, and its certificate."
VIEWS = "I want it to be known. I can live with this."
OFFER: Mapping[str, Typed] = {
    "Level of the term": "Suspension (level 6)",
    "Term, such as 90 days or 3 months, where the level has one": "30 days",
    "Condition 1: what has to be done": COURSE,
    "Condition 1: the proof that is wanted": "Its certificate.",
    "Condition 1: days from the day the decision is final": 90,
    "If Probation (level 5): days or months": "12 months",
    "What is admitted": ADMISSION,
    "The term in words": TERM,
    "Why this is right, also for the reporter and the public": "It is put right sooner, and everybody can read it.",
}
SIGNED = {"I have read the offer and sign it as it stands": True}

TO_ANSWER = late.told("to_answer", STORY)


@pytest.fixture
def road(tmp_path: Path, request: pytest.FixtureRequest, browser: Browser) -> Iterator[Road]:
    """The case, on the day its report is final."""
    with late.road_from(TO_ANSWER, tmp_path / "site", request.node.name, browser, met_by="ines", at="desk") as road:
        yield road


def test_a_case_ends_in_a_consent_order_that_both_sides_signed(road: Road) -> None:
    investigator = road.holding("Investigator")[0]
    the_respondent_offers_inside_the_range(road)
    the_reporter_is_heard(road)
    both_sides_sign(road, investigator)
    somebody_new_approves_it(road)
    road.town.stack.manage("shell", "--no-imports", "-c", VOTED.format(case=road.case))
    both_sides_read_the_order(road)
    assert road.state("ines") == "Decided, appeal possible"
    assert looking.complaints() == {}


def member_takes(road: Road, step: str, answers: Mapping[str, Typed]) -> None:
    """Let Rex take a step from the page of his own case, which is listed once the worker has placed the first letter."""
    rex = road.town["rex"]
    own = rex.page.locator("a[href^='/member/cases/']")

    def listed() -> bool:
        rex.opens("/member/")
        return own.count() > 0

    until(listed, "the case at the member's own pages")
    rex.goes_by(own.first)
    rex.follows(step)
    rex.fills(answers)
    rex.presses(step)


def the_respondent_offers_inside_the_range(road: Road) -> None:
    """Only a level inside the range is offered, with the range in words; what is missing is said, and what was typed stays."""
    rex = road.town["rex"]
    member_takes(road, "Offer consent", {**OFFER, "The term in words": ""})
    assert "For what would be admitted only level 6 is in the range." in rex.text
    assert rex.page.get_by_role("group", name="Level of the term").get_by_role("radio").count() == 1
    rex.fills({"The term in words": TERM})
    rex.presses("Offer consent")
    assert rex.told() == "Offer consent – done.", rex.text
    reads(rex, "An offer to decide by consent")
    assert [words for words in (ADMISSION, TERM, COURSE, "You may say no") if words not in rex.text] == []


def the_reporter_is_heard(road: Road) -> None:
    """The reporter reads the term, and what they think of it, with nothing but the code."""
    wilma = road.reporter
    follows_up(wilma, road.code)
    reads(wilma, "An offer of consent: your views", inbox="/follow-up/letters/")
    assert (TERM in wilma.text, ADMISSION in wilma.text) == (True, False)
    follows_up(wilma, road.code)
    wilma.follows("Say what you think of the offer")
    wilma.fills({"What you think of the offer": VIEWS})
    wilma.presses("Say what you think of the offer")
    assert wilma.told() == "Say what you think of the offer – done.", wilma.text


def both_sides_sign(road: Road, investigator: str) -> None:
    """Rex is asked for a second factor, sets it up and signs; the investigator signs for the Society."""
    rex = road.town["rex"]
    member_takes(road, "Sign the offer", SIGNED)
    assert "You have no authenticator app" in rex.text
    rex.sets_up_app()
    member_takes(road, "Sign the offer", SIGNED)
    rex.proves("Sign the offer")
    assert road.town["rex"].told() == "Sign the offer – done.", road.town["rex"].text
    road.does(investigator, "Sign the offer", SIGNED)


def somebody_new_approves_it(road: Road) -> None:
    """The adviser seats an approver, who reads the offer and what the reporter said, and approves."""
    ada, connie = road.town["ada"], road.town["connie"]
    ada.finds(road.case)
    ada.follows("Seat a person who decides")
    ada.page.get_by_role("radio", name="Connie Approver").first.check()
    ada.presses("Seat a person who decides")
    assert ada.told() == "Seat a person who decides – done. Seated: Connie Approver (Consent approver).", ada.text
    connie.finds(road.case)
    assert VIEWS in connie.history()
    connie.finds(road.case)
    connie.follows("Approve the offer")
    assert [words for words in (ADMISSION, TERM) if words not in connie.text] == []
    road.does("connie", "Approve the offer", {"Why the offer is right": "It is what a hearing would have come to."})


def both_sides_read_the_order(road: Road) -> None:
    """The respondent reads what is imposed and how little can be appealed; the reporter, that it was admitted."""
    rex = road.town["rex"]
    reads(rex, "Decision")
    wanted = ("Admitted by you.", "Suspension", COURSE, "only fraud or bias is a ground")
    assert [words for words in wanted if words not in rex.text] == []
    follows_up(road.reporter, road.code)
    reads(road.reporter, "The outcome of your report", inbox="/follow-up/letters/")
    assert ("The member admitted" in road.reporter.text, COURSE in road.reporter.text) == (True, False)
