"""Comparing names of people and of employers, as they are spelt, misspelt and disguised."""

import re
import unicodedata

NEAR = 0.6
NEAR_EMPLOYER = 0.75
LOOK_ALIKES = str.maketrans(
    {
        **dict(zip("аеорсухіјѕԁһкмтвн", "aeopcyxijsdhkmtbh", strict=True)),  # Cyrillic
        **dict(zip("αενορτυχικ", "aevoptuxik", strict=True)),  # Greek
        **{"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"},
    }
)
LEGAL_FORMS = frozenset(
    {"ag", "bv", "co", "company", "corp", "corporation", "gmbh", "group", "inc", "kg", "limited", "llc"}
)
LEGAL_FORMS |= {"llp", "ltd", "nv", "plc", "sa", "sarl", "se", "spa", "the"}
"""Words of a firm's name that tell no two firms apart."""


def plain(name: str) -> str:
    """Return the name in lower case and single spaces: NFKC, no accents, look-alikes of other scripts folded."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    bare = "".join(each for each in folded if not unicodedata.combining(each)).translate(LOOK_ALIKES)
    return re.sub(r"[\W_]+", " ", bare.replace("'", "").replace("’", "")).strip()


def names_match(a: str, b: str) -> bool:
    """Whether two names may be one person's: any order, initials, a middle name more or less, small misspellings.

    A single word is never enough: half a register shares a surname.
    """
    short, long = sorted((plain(a).split(), plain(b).split()), key=len)
    if len(short) < 2:
        return False
    return _all_found(short, long)


def is_mentioned(name: str, text: str) -> bool:
    """Whether the words of `name`, or words near them, stand next to one another in `text`."""
    wanted = plain(name).split()
    if len(wanted) < 2:
        return False
    words = plain(text).split()
    return any(_all_found(wanted, words[at : at + len(wanted)]) for at in range(len(words) - len(wanted) + 1))


def employers_match(a: str, b: str) -> bool:
    """Whether two names may be one employer's: the legal form and the order of words do not count."""
    first, second = (" ".join(sorted(w for w in plain(name).split() if w not in LEGAL_FORMS)) for name in (a, b))
    return bool(first) and bool(second) and (first == second or likeness(first, second) >= NEAR_EMPLOYER)


def likeness(a: str, b: str) -> float:
    """Return the Dice coefficient of the trigrams of two words, from 0 to 1."""
    first, second = _trigrams(a), _trigrams(b)
    return 2 * len(first & second) / (len(first) + len(second))


def _all_found(short: list[str], long: list[str]) -> bool:
    """Whether each word of `short` has a partner of its own in `long`, at least one of them more than an initial."""
    left, whole = list(long), 0
    for word in sorted(short, key=len, reverse=True):
        partner = max(left, key=lambda other: _nearness(word, other), default="")
        if _nearness(word, partner) < NEAR:
            return False
        whole += len(word) > 1 and len(partner) > 1
        left.remove(partner)
    return whole > 0


def _nearness(word: str, other: str) -> float:
    if not word or not other:
        return 0.0
    if word == other:
        return 1.0
    if 1 in (len(word), len(other)):
        return NEAR if word[0] == other[0] else 0.0
    if _one_slip(word, other):
        return 0.9
    return likeness(word, other)


def _one_slip(word: str, other: str) -> bool:
    """Whether two words differ by one letter more or less; from four letters on also one changed or two swapped."""
    short, long = sorted((word, other), key=len)
    if len(short) < 3 or len(long) - len(short) > 1:
        return False
    at = next((n for n, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    if len(short) != len(long):
        return short[at:] == long[at + 1 :]
    if len(short) < 4:
        return False
    swapped = short[:at] + short[at + 1 : at + 2] + short[at : at + 1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped == long


def _trigrams(word: str) -> frozenset[str]:
    padded = f"  {word} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))
