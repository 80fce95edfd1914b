"""The officers' part of the road from a report to a case to answer, with two allegations, in Chromium without script.

Parties act by fixtures: only what officers press, click and read is counted. docs/desk.md has the figures.
"""

import pytest
from django.urls import reverse
from playwright.sync_api import Browser

from accounts.second_factor import totp_now
from casework.vocabulary import CaseState, Seat, Verb
from local.demo import story as told
from local.demo.cast import EVERYBODY
from local.demo.people import key_of
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, begun
from tests.casework.web.conftest import town as settled
from tests.journeys.desk_window import Officer, Spent
from tests.scenario_fixtures import here

__all__ = ["begun", "here", "town"]
town = settled
ROAD, SCREENER = Spent(acts=12, pages=30, clicks=60), Spent(acts=2, pages=4, clicks=25)
"""The most that the road to the deciders may cost, and the screener's part of it."""
DECIDERS = Spent(acts=4, pages=14, clicks=30)
"""The same of their votes and the finding, each with password and code: a passkey takes one click where these take three."""


@pytest.fixture(autouse=True)
def _asked_from_the_loop_of_the_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def received(browser: Browser, town: Town, story: Story) -> Spent:
    """Intake acknowledges the report from the list and fills the seats with one press."""
    ines = Officer(browser, town.browser("ines"))
    ines.opens(reverse("queue"))
    ines.goes_by(ines.page.locator("tbody button[name=acknowledge]"))
    ines.presses("Do it")
    ines.goes_by(ines.page.locator("tbody th a").first)
    ines.follows("Seats, and who is next")
    for seat, number in ((Seat.INVESTIGATOR, 1), (Seat.DECIDER, 3)):
        for box in ines.page.locator(f'[name="place_{seat}"]').all()[:number]:
            if not box.is_checked():
                ines.clicks(box)
    ines.presses("Seat them")
    return ines.leaves()


def screened(browser: Browser, town: Town, story: Story) -> Spent:
    one = Officer(browser, town.browser(told.screener(story)))
    one.opens(reverse("today"))
    one.follows("Record the risk")
    one.chooses(*(f"{name}={said}" for name, said in told.GRAVE.items()))
    one.writes({"notes": "A written promise was denied later."})
    one.presses("Record the risk")
    one.clicks(one.page.get_by_text("Add an allegation"))
    one.chooses("who-member=M-1001", "scope_1-in_scope=yes", "scope_2-in_scope=yes", "open-confirmed")
    one.writes({"act_1-act": "Denied a written promise.", "scope_1-reasons": "It would breach the second."})
    one.writes({"act_2-act": "Took the letter from the file.", "scope_2-reasons": "It would breach the tenth."})
    one.presses("Save what is filled in")
    return one.leaves()


def investigated(browser: Browser, town: Town, story: Story) -> Spent:
    """The investigator decides on the name, adds a letter with its copy, and serves the notice."""
    one = Officer(browser, town.browser(story.investigator))
    one.opens(reverse("today"))
    one.follows("Decide about the reporter")
    one.chooses("decision=stays_sealed", "asked")
    one.writes({"reasons": "The reporter wants to stay unnamed."})
    one.presses("Decide about the reporter")
    one.takes("Add evidence")
    one.writes({"title": "Letter of confirmation", "text": "A letter that promises cancellation at any time."})
    one.presses("Add evidence")
    one.takes("Prepare a copy for the respondent")
    one.chooses("one_holder=yes")
    one.writes({"title": "Letter of confirmation, described", "text": "A letter which says that it can be ended."})
    one.presses("Prepare a copy")
    one.takes("Serve the notice")
    one.presses("Serve the notice")
    return one.leaves()


def reported(browser: Browser, town: Town, story: Story) -> Spent:
    told.answer_notice(story)
    story.by("reporter", Verb.COMMENT_ON_RESPONSE, comment="I still have the letter.")
    one = Officer(browser, town.browser(story.investigator))
    one.opens(reverse("today"))
    one.follows("Share the draft report")
    one.chooses("draft_text", "no_sanction")
    one.presses("Share the draft report")
    return one.leaves()


def closed(browser: Browser, town: Town, story: Story) -> Spent:
    """The time for comments passes, and the investigator, signed in again, closes the report."""
    story.open_letter(story.respondent, told.last_event(story, "case.draft_report_shared"))
    story.wait(28)
    one = Officer(browser, town.browser(story.investigator))
    one.opens(reverse("today"))
    one.follows("Close the report")
    one.chooses("no_sanction")
    one.presses("Close the report")
    return one.leaves()


def decided(browser: Browser, town: Town, story: Story) -> Spent:
    """Two deciders without a passkey vote alike, each with password and code. The last of them says that there is a case."""
    spent, people = Spent(), story.holding(Seat.DECIDER)[:2]
    for first in people:
        one = Officer(browser, town.browser(first))
        one.opens(reverse("today"))
        one.follows("Vote on the case to answer")
        for allegation in story.view.allegations.all:
            one.chooses(f"sees_{allegation.id.hex}=yes")
            one.writes({f"reasons_{allegation.id.hex}": "There is a letter."})
        one.presses("Vote on the case to answer")
        key = key_of(next(person for person in EVERYBODY if person.name.split()[0].lower() == first))
        one.writes({"proof-password": key.password, "proof-code": totp_now(key.totp_secret)})
        one.goes_by(one.page.get_by_role("button", name="Vote on the case to answer"))
        spent += one.leaves() if first != people[-1] else Spent()
    one.takes("Decide that there is a case to answer")
    one.writes({"reasons": "There is a realistic prospect."})
    one.presses("Decide that there is a case to answer")
    return spent + one.leaves()


PARTS = {"intake": received, "screener": screened, "investigator": investigated, "draft": reported, "report": closed}


def test_from_a_report_to_the_deciders_officers_press_click_and_read_little(browser: Browser, town: Town) -> None:
    story = town.story()
    spent = {name: part(browser, town, story) for name, part in PARTS.items()}
    assert story.view.state is CaseState.CASE_TO_ANSWER
    assert [one.commitment for one in story.view.allegations.all] == [2, 10]
    assert sum(spent.values(), Spent()).within(ROAD), spent
    assert spent["screener"].within(SCREENER), spent
    deciders = decided(browser, town, story)
    assert (story.view.state, deciders.within(DECIDERS)) == (CaseState.PANEL_FORMING, True), deciders
