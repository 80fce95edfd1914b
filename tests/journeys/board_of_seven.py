"""The board of seven by telephone, one of them not free and one silent: the pack, the ballot in one sitting, the decision."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from tests.journeys.decision import BOARD, LEVEL, NO, free, reads, sends_decision
from tests.journeys.findings_signed import COURSE, MINORITY, VIEWS
from tests.journeys.road import Road
from tests.journeys.somebody import Somebody, Typed
from tests.journeys.test_keyboard_and_script import PICKED, enters, gives, reach, types
from tests.journeys.town import until

NOT_FREE, SILENT, BY_KEYS = "beth", "boris", "bella"
VOTERS = tuple(first for first in BOARD if first not in (NOT_FREE, SILENT))
SCREENS = 6
TOOK_PART = "5 of the 6 people who could vote took part. 4 votes were needed for this."
SENTENCE = "You are suspended for ninety days, and complete a course."
BOARD_REASONS = "The board follows the panel."


def pack_read(road: Road) -> None:
    """The papers go out; six of seven are free, one is not and sees the case no more; a voter reads all screens."""
    town = road.town
    minute = {"Minute for the board": "The panel recommends a suspension of ninety days and a course."}
    road.two("bea", "ada", "Send the board pack", minute)
    reads(town["rex"], "The papers that the board reads")
    free(road, *(first for first in BOARD if first != NOT_FREE))
    tied = town[NOT_FREE]
    tied.writes(road.case, "Declare whether you are free", {"Your answer": "Not free"}, at="board")
    assert tied.opens(f"/board/cases/{road.case}/") == 404
    town.wait(12)
    bo = town["bo"]
    bo.finds(road.case, at="board")
    read = [bo.page.locator("main").text_content() or ""]
    while bo.page.locator(".ob-pack__way a.govuk-button", has_text="→").count():
        bo.goes_by(bo.page.locator(".ob-pack__way a.govuk-button", has_text="→"))
        read.append(bo.page.locator("main").text_content() or "")
    whole = "\n".join(read)
    assert (len(read), "Warning:" in whole) == (SCREENS, False)
    assert [
        words for words in (MINORITY, VIEWS, COURSE, "the member had each of these first") if words not in whole
    ] == []


def voted_in_one_sitting(road: Road) -> None:
    """Five of six vote, each in one act; the ballot closes at its time, and the decision is written and served."""
    town = road.town
    road.does("bea", "Open the ballot", {"Last day to vote": town.today + timedelta(days=2)})
    vote: Mapping[str, Typed] = {
        "Send the case back to the panel?": NO,
        "Send the case to a new panel?": NO,
        "Dismiss the case on a point of law?": NO,
        "The highest level you support": LEVEL,
        "Your reason": "On the papers.",
    }
    until(partial(road.offers, VOTERS[0], "Vote", at="board"), "the keys of the ballot")
    votes_by_keys(town[BY_KEYS], road.case)
    for first in (one for one in VOTERS if one != BY_KEYS):
        road.does(first, "Vote", vote, at="board")
    town.wait(3)
    until(partial(road.offers, "bea", "Write the decision"), "the close of the ballot")
    presided = {"Who presided over the board": "Bo Board"}
    sends_decision(road, presided | {"Reasons of the board": BOARD_REASONS, "Words of the decision": SENTENCE})
    rex = town["rex"]
    reads(rex, "Decision")
    wanted = (SENTENCE, COURSE, BOARD_REASONS, MINORITY, TOOK_PART, "The Society may appeal")
    assert [words for words in wanted if words not in rex.text] == []


def votes_by_keys(voter: Somebody, case: str) -> None:
    """Come to the vote, answer every question and send it with no pointer at all."""
    voter.finds(case, at="board")
    page = voter.page
    enters(page, "Vote")
    for answer in (NO, NO, NO, LEVEL):
        gives(page, PICKED, answer)
    reach(page, "Your reason")
    types(page, "On the papers.")
    enters(page, "Vote")
    voter.looks()
    voter.pressed()
    voter.proves("Vote")
    assert voter.told() == "Vote – done.", voter.text
