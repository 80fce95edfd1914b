"""Cutting a text into words: in lower case, without accents and without marks that nobody sees."""

import re
import unicodedata
from collections.abc import Iterator

MOST_CHARACTERS = 200_000
"""What lies beyond is not compared. The forms of the report end long before."""

APOSTROPHES = re.compile("['’‘ʼʹʻ`´ˈ׳״\"]")
UNSPACED = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]+"
)
ABBREVIATED = re.compile(
    r"\b(?:(ph)[-.]\s?(d)|(dott)[-.]\s?(ssa)|([гд])-(жа|жи|же|жу|жой|н|на|ну|ном|р|ра|ру|ром))\b\.?"
)
"""Titles of two parts: Ph.D., dott.ssa, г-жа, д-р."""
DEGREES = re.compile(
    r"\b([Dd][Rr])\.?[\s-]*(?:(?:h\.?\s?c\b|(?i:med|phil|rer|nat|jur|iur|theol|oec|pol|soc|techn|dent|vet|habil|mult)\.)"
    r"\.?[\s-]*)+(?=\w)"
)
"""What a doctor is of: Dr. med., Dr. h. c., Dr. rer. nat. Without its dot Phil is a name, and H. C. are initials."""
ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
)
SELECTORS = (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x180B, 0x180C, 0x180D, 0x180F)
"""Signs that choose how the letter before them is drawn, and are not drawn themselves."""
CONTROLS = dict.fromkeys({*range(0x20), *range(0x7F, 0xA0)}.difference(map(ord, "\t\n\v\f\r")))
"""Control characters that a page does not draw; those that separate words are not among them."""
INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5").union(map(chr, (*SELECTORS, *CONTROLS)))


def tokens(text: str) -> Iterator[str]:
    """Yield the words of a text in their own script. Hyphens and dots part words; apostrophes do not."""
    return (token for token in re.split(r"[\W_]+", APOSTROPHES.sub("", _without_accents(_clean(text)))) if token)


def unspaced_text(text: str) -> str:
    """Return what a text has in scripts that put no space between words."""
    return " ".join(UNSPACED.findall(_clean(text)))


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(tokens(text))


def visible(text: str) -> str:
    """Return the beginning of a text as `visible_text` returns it."""
    return visible_text(text[:MOST_CHARACTERS])


def visible_text(text: str) -> str:
    """Return a text without characters that nobody sees, and each other one in its plain form (NFKC)."""
    shown = unicodedata.normalize("NFKC", text)
    if shown.isascii():
        return shown.translate(CONTROLS)
    return "".join(each for each in shown if not _is_invisible(each))


def _clean(text: str) -> str:
    seen = DEGREES.sub(r"\1 ", visible(text))
    return ABBREVIATED.sub(
        lambda found: "".join(filter(None, found.groups())), unicodedata.normalize("NFKC", seen.casefold())
    )


def _is_invisible(character: str) -> bool:
    return character in INVISIBLE or unicodedata.category(character) == "Cf"


def _without_accents(text: str) -> str:
    """Return the text without accents. The vowel signs of Indian scripts and the voicing of kana stay."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", ACCENTS.sub("", unicodedata.normalize("NFD", text)))
