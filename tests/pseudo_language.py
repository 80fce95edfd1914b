"""A language that nobody speaks: every letter has an accent, a sentence is 40 % longer, and it is read from right to left.

A word without accents on a page is one that `makemessages` does not find, or a word that somebody typed.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from gettext import NullTranslations
from html.parser import HTMLParser

from django.test import override_settings
from django.utils import translation
from django.utils.translation import trans_real

CODE = "ar"
"""The code under which it stands: one that Django knows to be read from right to left."""
ACCENTS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "áƀçđéƒĝĥíĵķłɱñóƥʠřšťúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶŁṀÑÓƤɊŘŠŤÚṼŴẊÝŽ"
)
KEPT = re.compile(r"%\(\w+\)[sd]|%[sd]|%%|%?\{\w*\}|<[^>]+>|&#?\w+;")
"""What no translator may change: places for values, tags, and characters by name."""
LONGER = 0.4
UNREAD = frozenset({"script", "style"})
SAID = frozenset({"alt", "aria-label", "placeholder", "title"})
"""Attributes whose words are shown or read aloud."""
WORD = re.compile(r"[A-Za-z]{2,}")
NO_WORDS = re.compile(r"\b(?:[0-9a-f]{64}|R-[A-Z0-9-]+|[\w.-]+@[\w.-]+)\b")
"""Digests, references and addresses."""


def accented(text: str) -> str:
    """Return a text in the language. An empty one, and one without letters, stays."""
    parts = zip([*KEPT.split(text)], [*KEPT.findall(text), ""], strict=True)
    said = "".join(words.translate(ACCENTS) + kept for words, kept in parts)
    return f"{said}{' ·' * round(len(text) * LONGER / 2)}" if said != text else text


class Spoken(NullTranslations):
    """Translates every message into the language."""

    def gettext(self, message: str) -> str:
        """Return a message in the language."""
        return accented(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return one or many in the language."""
        return accented(msgid1 if n == 1 else msgid2)

    def to_language(self) -> str:
        """Return the code of the language."""
        return CODE


@contextmanager
def spoken() -> Iterator[None]:
    """Let the installation speak the language, and no other."""
    only = override_settings(LANGUAGE_CODE=CODE, LANGUAGES=[(CODE, "Nobody’s")])
    # The settings come first: a change of them forgets every translation, before the test and after it.
    with only, translation.override(CODE):
        vars(trans_real)["_translations"][CODE] = Spoken()
        translation.activate(CODE)
        yield


class Words(HTMLParser):
    """Collects the words of a page that have no accent."""

    found: list[str]
    open: list[str]

    def __init__(self, known: Iterable[str]) -> None:
        super().__init__()
        texts = sorted((re.escape(text) for text in known if text), key=len, reverse=True)
        self.known = re.compile(rf"(?<!\w)(?:{'|'.join(texts) or '(?!)'})(?!\w)")
        self.found, self.open = [], []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD:
            self.open.append(tag)
        shown = {name: value or "" for name, value in attrs}
        button = tag == "input" and shown.get("type") in ("submit", "button")
        for name, value in shown.items():
            if name in SAID or (button and name == "value"):
                self.handle_data(value)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self.open:
            self.found += WORD.findall(self.known.sub("", NO_WORDS.sub("", data)))


def words_left(page: str, *known: str) -> list[str]:
    """Return the words of a page that were not translated, without the texts that are `known`."""
    reading = Words(known)
    reading.feed(page)
    return reading.found
