"""Names as people write them to be found, or not to be found: run together, spaced out, hyphenated."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from policy.tokens import visible_text

MOST_WORDS = 40
"""A name is spread over at most so many words: letters with spaces between them count as words."""
LONG = 5
"""A name of so many letters is found within a longer word too, such as an address of mail."""
_HYPHENS = re.compile("[\u00ad\u2010-\u2015\u2212-]\\s*")
_SPACED = re.compile(r"\b\w(?:[\s._*·-]{1,3}\w\b){2,}")
_OWNED = re.compile(r"['’]s\b")


def plain_form(text: str) -> str:
    """Return a text in lower case as people read it: compatibility forms folded, invisible characters and "’s" removed."""
    return _OWNED.sub("", visible_text(text).casefold())


def squeezed(text: str) -> str:
    """Return the letters and digits of a text, folded: what is equal under it is one spelling."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(each for each in folded if each.isalnum())


def spellings_of(text: str) -> tuple[str, ...]:
    """Return a text as it stands, without hyphens, and with the words that are spaced letter by letter run together."""
    joined = _HYPHENS.sub("", text)
    closed = _SPACED.sub(lambda found: re.sub(r"\W|_", "", found[0]) + " ", text)
    return tuple(dict.fromkeys((text, joined, closed)))


def runs_spelling(wanted: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the first and last index of each run of words that spells a squeezed name, with whatever signs around it."""
    read = [squeezed(_OWNED.sub("", word)) for word in words]
    for first, begun in enumerate(read):
        if len(wanted) >= LONG and wanted in begun:
            yield first, first
            continue
        so_far = ""
        for last in range(first, min(first + MOST_WORDS, len(read))):
            so_far += read[last]
            if so_far == wanted and begun and read[last]:
                yield first, last
            if not begun or len(so_far) >= len(wanted) or not wanted.startswith(so_far):
                break
