"""Tells a decision of the board: its letter is written, signed by the chair, and goes out once it has rested."""

from accounts.pseudonyms import people_behind
from casework.vocabulary import Verb
from local.demo.scenario import Story

V = Verb


def send_decision(story: Story, *, reasons: str, wording: str, chair: str = "") -> None:
    """From a counted ballot to the letter that the respondent finds."""
    sign_letter(story, reasons=reasons, wording=wording, chair=chair)
    story.wait(1)
    story.by("bea", V.DECIDE_CASE)


def sign_letter(story: Story, *, reasons: str, wording: str, chair: str = "") -> None:
    """Write the letter and let the chair sign it: the one named, or the first of those who voted."""
    ballot = story.view.board.counted
    assert ballot is not None
    voted = set(people_behind(ballot.voted - story.view.people.barred).values())
    chair = chair or next(first for first, user in story.people.items() if user in voted)
    story.by("bea", V.WRITE_DECISION_LETTER, reasons=reasons, wording=wording, chair=story.name(chair))
    story.by(chair, V.SIGN_DECISION_LETTER)
