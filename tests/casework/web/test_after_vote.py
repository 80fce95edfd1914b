"""After the vote: a receipt that says nothing of it, then the result, what one signed oneself, and the letter."""

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from playwright.sync_api import Page

from casework.access import Actor
from casework.vocabulary import Verb
from casework.web.step_page.page import leads_to
from local.demo import story as told
from local.demo.decision import send_decision
from local.demo.scenario import Story
from local.demo.votes import votes_for
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.casework.web.test_docket import asked
from tests.casework.web.test_queue_look import Window
from tests.scenario_fixtures import begins

REASON = "The course is enough, dunlin."
COUNTED = (
    "6 of 7 took part, 5 were needed",
    "Carried:",
    "The decision is not written yet.",
    "Never opened, to anybody",
    REASON,
)
PAGES = ("board_vote", "board_result", "board_letter")


DRAFTED = (
    "Who took part. 6: Bella",
    "Who did not. Beth",
    "Not carried: Send the case back to the panel",
    "Carried: Suspension (level 6).",
    "Reasons. We follow the panel, knot.",
)


def shown(browser: Client, name: str, story: Story | None = None) -> str:
    """The words of a page, on one line."""
    page = text(browser.get(reverse(name, args=[story.case] if story else [])))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def status(town: Town, first: str, name: str, story: Story) -> int:
    return town.browser(first).get(reverse(name, args=[story.case])).status_code


@begins(brought_to("board_decision"))
def test_a_voter_has_a_receipt_then_the_result_and_keeps_reading_what_they_decided(
    page: Page, town: Town, story: Story
) -> None:
    told.open_ballot(story, "Ninety days, whimbrel.")
    ballot = story.view.board.ballot
    assert ballot is not None
    assert status(town, "bo", "board_vote", story) == 404
    story.by("bo", Verb.CAST_VOTE, **votes_for(ballot.motions, *ballot.motions[3:], words=REASON))
    leads = leads_to(Actor(user=town.people["bo"]), story.case, "board", "/", Verb.CAST_VOTE)
    assert leads == reverse("board_vote", args=[story.case])
    receipt = shown(town.browser("bo"), "board_vote", story)
    assert re.search(r"Signed on [^.]+\. Fingerprint ([0-9a-f]{4} ){16}Pack [0-9a-f]{4} [0-9a-f]{4} ", receipt)
    assert [word for word in ("dunlin", "Yes", "Suspension") if word in receipt] == []
    assert "The ballot closes on" in receipt
    window = Window(page, town.browser("bo"), reverse("board_vote", args=[story.case]))
    assert window.look() == []
    window.leave()
    assert [status(town, who, "board_vote", story) for who in ("ben", "bea", "mona")] == [404, 404, 404]
    assert [status(town, who, "board_result", story) for who in ("bo", "bea", "mona")] == [403, 403, 404]
    for first in told.BOARD[1:-1]:
        story.by(first, Verb.CAST_VOTE, **votes_for(ballot.motions, *ballot.motions[3:]))
    story.wait(3)
    assert re.search(r"Entry \d+ of this case Fingerprint", shown(town.browser("bo"), "board_vote", story))
    counted = shown(town.browser("bo"), "board_result", story)
    assert [words for words in COUNTED if words not in counted] == []
    assert "dunlin" not in shown(town.browser("bea"), "board_result", story)
    assert status(town, "beth", "board_result", story) == 403, "who did not vote has no result"
    letter_is_signed_and_taken_back(page, town, story)
    send_decision(story, reasons="We follow the panel, knot.", wording="You are suspended, knot.")
    bo = town.browser("bo")
    assert status(town, "bo", "board_chain", story) == 403
    assert bo.get(reverse("board_case", args=[story.case]))["Location"] == reverse("board_result", args=[story.case])
    assert [status(town, "beth", name, story) for name in PAGES] == [404, 404, 404]
    assert [status(town, "bea", name, story) for name in PAGES] == [404, 200, 200]
    decided = shown(bo, "board_result", story)
    assert [
        words for words in ("Decided: suspension, 90 days", "You are suspended, knot.", REASON) if words not in decided
    ] == []
    assert "You are suspended, knot." in shown(bo, "board_letter", story)
    assert reverse("board_result", args=[story.case]) in text(bo.get(reverse("docket")))
    minutes_are_drafted_corrected_and_approved(town, story)
    bo = town.browser("bo")
    paths = [reverse("docket"), *(reverse(name, args=[story.case]) for name in PAGES)]
    assert Window(page, bo, *paths).look() == []
    with CaptureQueriesContext(connection) as statements:
        bo.get(reverse("board_result", args=[story.case]))
    assert len(statements) == 9


def verbs(town: Town, first: str) -> list[str]:
    return [verb for verb, _day in asked(town, first)]


def letter_is_signed_and_taken_back(page: Page, town: Town, story: Story) -> None:
    steps = (Verb.WRITE_DECISION_LETTER, Verb.SIGN_DECISION_LETTER, Verb.WITHDRAW_DECISION_LETTER)
    write, sign, take_back = (reverse("board_step", args=[story.case, one.value]) for one in steps)
    assert verbs(town, "bea") == [Verb.WRITE_DECISION_LETTER]
    words = {"reasons": "We follow it, knot.", "wording": "You are suspnded, knot.", "chair": story.name("bo")}
    story.by("bea", Verb.WRITE_DECISION_LETTER, **words)
    assert [verbs(town, first) for first in ("bea", "bo", "ben")] == [[], [Verb.SIGN_DECISION_LETTER], []]
    assert "You are suspnded, knot." in text(town.browser("bo").get(sign))
    assert town.browser("ben").get(sign).status_code == 403
    letter = shown(town.browser("bo"), "board_letter", story)
    assert ("You are suspnded, knot." in letter, "Signed for the board by Bo Board" in letter) == (True, True)
    assert [status(town, first, "board_letter", story) for first in ("ada", "beth", "mona")] == [200, 403, 404]
    bo = town.browser("bo")
    window = Window(page, bo, sign, *(reverse(name, args=[story.case]) for name in PAGES[1:]))
    assert window.look() == []
    window.leave()
    story.by("bo", Verb.SIGN_DECISION_LETTER)
    assert "Signed. It goes out from" in shown(town.browser("bo"), "board_result", story)
    assert "You are suspnded, knot." in text(town.browser("bo").get(take_back))
    story.by("bo", Verb.WITHDRAW_DECISION_LETTER, to_correct="A letter is missing, knot.")
    assert verbs(town, "bea") == [Verb.WRITE_DECISION_LETTER]
    again = text(town.browser("bea").get(write))
    assert ("A letter is missing, knot." in again, "suspnded, knot.</textarea>" in again) == (True, True)


def minutes_are_drafted_corrected_and_approved(town: Town, story: Story) -> None:
    step = reverse("board_step", args=[story.case, Verb.WRITE_BOARD_MINUTES.value])
    draft = re.sub(r"\s+", " ", text(town.browser("bea").get(step)))
    assert [words for words in DRAFTED if words not in draft] == []
    assert asked(town, "bea") == [("write_board_minutes", None)]
    assert asked(town, "bo") == []
    story.by("bea", Verb.WRITE_BOARD_MINUTES, board_minutes="Six took part, knot.")
    assert (asked(town, "bea"), asked(town, "bo")) == ([], [("approve_board_minutes", None)])
    assert "You voted. Read the minutes" in shown(town.browser("bo"), "docket")
    story.by("bruno", Verb.APPROVE_BOARD_MINUTES)
    assert status(town, "bo", "board_result", story) == 200
    story.by("bo", Verb.CORRECT_BOARD_MINUTES, to_correct="Six of seven, knot.")
    assert (asked(town, "bea"), asked(town, "ben")) == ([("write_board_minutes", None)], [])
    assert "Six of seven, knot." in shown(town.browser("bea"), "board_result", story)
    story.by("bea", Verb.WRITE_BOARD_MINUTES, board_minutes="Six of seven took part, knot.")
    for first in told.BOARD[1:-1]:
        story.by(first, Verb.APPROVE_BOARD_MINUTES)
    waiting = shown(town.browser("ada"), "board_result", story)
    assert ("5 approved, 1 not yet" in waiting, "Six of seven took part, knot." in waiting) == (True, True)
