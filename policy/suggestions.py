"""Suggests commitments to a reporter from the words of the report. It counts keywords of the Code, and decides nothing."""

import re
from dataclasses import dataclass
from functools import cache

from policy.editions import CodeText

MOST, MOST_WORDS = 3, 4
"""How many commitments are suggested, and how many words are shown as the reason for one."""
UNSURE, ENOUGH = "?", 2
"""The end of a keyword that often means something else, and how many different words then make a reason."""


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A commitment that may fit, and the words of the report that point to it, as they were typed, in their order."""

    number: int
    title: str
    words: tuple[str, ...]


def suggestions(code: CodeText, text: str) -> tuple[Suggestion, ...]:
    """Return up to three commitments, first the one to which most different keywords point, then by number.

    Two different words point to each, or one that hardly means anything else.
    """
    found = []
    for commitment in code.commitments:
        words: dict[str, str] = {}
        for match in _pattern(commitment.keywords).finditer(text):
            words.setdefault(match[0].casefold().removesuffix("s"), match[0])
        clear = tuple(each for each in commitment.keywords if not each.endswith(UNSURE))
        if len(words) >= ENOUGH or _pattern(clear).search(text):
            found.append((len(words), commitment, tuple(words.values())[:MOST_WORDS]))
    ordered = sorted(found, key=lambda one: (-one[0], one[1].number))[:MOST]
    return tuple(Suggestion(number=each.number, title=each.title, words=words) for _count, each, words in ordered)


@cache
def _pattern(keywords: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of the keywords as whole words, the longest first; nothing if there are none."""
    longest_first = sorted((each.removesuffix(UNSURE) for each in keywords), key=lambda one: (-len(one), one))
    choices = "|".join(re.escape(each).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for each in longest_first)
    return re.compile(rf"\b(?:{choices or '(?!)'})\b", re.IGNORECASE)
