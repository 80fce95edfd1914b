"""The files of the journey of evidence: what a reporter sends from a telephone, and what is covered of it."""

import math

import pytest
from playwright.sync_api import Page

from tests.casework.procedure.evidence.covered import pdf
from tests.converter.samples import heic
from tests.converter.test_silencing import at, samples
from tests.vault.by_phone import recorded

MAIL, PICTURE, CHAT, TALK = "letter.pdf", "IMG_2291.HEIC", "chat.txt", "Team meeting.wav"
ORDER = (TALK, PICTURE, MAIL, CHAT)
NAMES = ("Ottoline Wren", "Ivy Pemberton")
PAGES = (
    (
        "Dear Denise,",
        "Ottoline Wren has asked twice for the promise in writing.",
        "Mrs Ivy Pemberton called on 6 March.",
    ),
    ("PS. Ottoline Wren was told that there is no promise.", "Until Friday."),
)
WORDS = tuple(word for name in NAMES for word in name.split())
MINUTES, NAMED = 10, (60, 65)
SAID = "Rex: there is a promise. [silence] Denise: good night."


def spoken() -> bytes:
    """A recording in which something is heard for half a minute, and a name from one second to another."""
    memo, rate = bytearray(recorded(minutes=MINUTES)), 8000
    begin = len(memo) - MINUTES * 60 * rate
    for first, last, high in ((45, 75, 20), (*NAMED, 90)):
        wave = bytes(128 + round(high * math.sin(at / 2)) for at in range(rate))
        memo[begin + first * rate : begin + last * rate] = wave * (last - first)
    return bytes(memo)


FILES = {
    PICTURE: heic(),
    MAIL: pdf(PAGES, author=NAMES[0]),
    CHAT: b"[06/03/2026, 17:52] Rex: Who says that there was a promise?\n[06/03/2026, 17:53] Denise: You do.\n",
    TALK: spoken(),
}
"""The files as they are sent. The recording is so long that it comes in pieces."""
SECONDS = """one => new Promise((heard, failed) => {
  one.addEventListener("loadedmetadata", () => heard(one.duration))
  one.addEventListener("error", () => failed(one.error.message))
  one.preload = "metadata"
  one.load()
})"""
CAPTIONS = {PICTURE: "The whiteboard, Friday evening", MAIL: "The letter of March"}


def hears_the_silence(page: Page) -> None:
    """The memo plays to its end; nothing is heard while the name was said, and the rest is."""
    player = page.locator("audio")
    assert player.evaluate(SECONDS) == pytest.approx(MINUTES * 60, abs=2)
    heard = samples(page.request.get(str(player.evaluate("one => one.src"))).body())
    assert not any(heard[at(NAMED[0] * 1000) : at(NAMED[1] * 1000)])
    assert any(heard[at(50_000) : at(59_000)]) and any(heard[at(66_000) : at(74_000)])
