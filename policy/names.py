"""Compares names of people and employers despite spelling variants, mistakes and disguises."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from policy.look_alikes import LOOK_ALIKES
from policy.spelling import (
    NEAR,
    Word,
    exactly,
    join_words,
    likeness,
    nearness,
    trigrams,
    words_of,
)
from policy.titles import AFTER_NAMES, PARTICLES, TITLES
from policy.tokens import unspaced_text, visible

LONE_LETTERS = re.compile(r"(?<![\w.’'-])[aeiouyàéвиксуояі](?![\w.’'-])", re.IGNORECASE)
"""Words of one letter: "Ms Farrow. I wrote" does not name I. Farrow."""
INITIALS = re.compile(r"(?<![\w.@-])(?!(?:II|III|IV|MD|BA|MA|JD|QC|KC|RN)\b)[A-Z]{2,3}(?=\s+\w)")
"""Initials without dots, before another word: JL Miller."""
TELLS_NOBODY_APART = PARTICLES.union(TITLES)
LATIN = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
PLAIN_LETTERS = LOOK_ALIKES | {ord(letter): becomes for letter, becomes in LATIN.items()}
NEAR_EMPLOYER = 0.75
LONGEST_NAME, LONGEST_RUN_TOGETHER = 12, 6
"""In words. A longer text is no name, but may hold one; in a name of more than six words, no two are run together."""
LEGAL_FORMS = frozenset(
    {"ag", "bv", "co", "company", "corp", "corporation", "gmbh", "group", "inc", "kg", "limited", "llc"}
)
LEGAL_FORMS |= {"llp", "ltd", "nv", "plc", "sa", "sarl", "se", "spa", "the"}
"""Words of a firm's name that do not distinguish it from other firms."""

type Words = tuple[Word, ...]


@dataclass(frozen=True)
class Name:
    """A name, normalised once for many comparisons."""

    text: str

    @cached_property
    def words(self) -> Words:
        """The words of the name without titles before and letters after it. Not empty if the text has a word.

        An address is no name.
        """
        return without_titles(words_of(self._written))

    @cached_property
    def readings(self) -> tuple[Words, ...]:
        """The words, and the words with two neighbours run together: Xiao Ming, Xiao-Ming and Xiaoming are one name.

        Initials that were written as one word are separated too: MJ Lopez is M. J. Lopez.
        """
        words, text = self.words, self._written
        if len(words) > LONGEST_RUN_TOGETHER:
            return (words,)
        readings = [words]
        readings += [(*words[:at], join_words(words[at : at + 2]), *words[at + 2 :]) for at in range(len(words) - 1)]
        if INITIALS.search(text) and not text.isupper():
            apart = INITIALS.sub(lambda found: " ".join(found.group()), text)
            readings.append(without_titles(words_of(apart)))
        return tuple(readings)

    @cached_property
    def mentionable(self) -> tuple[Words, ...]:
        """The words that a text must hold to mention the name: all of them, or exactly the first and the last."""
        found = [reading[:1] + without_particles(reading[1:]) for reading in self.readings]
        ends = [(exactly(reading[0]), exactly(reading[-1])) for reading in found if reading[1:-1]]
        return (*found, *ends)

    @cached_property
    def run_together(self) -> Words:
        """The name without spaces, in its order and with the last word first: AnnaSmith, SmithAnna."""
        return (join_words(self.words), join_words((*self.words[-1:], *self.words[:-1])))

    @cached_property
    def unspaced(self) -> str:
        """The name if its script puts no space between words; otherwise empty."""
        whole = unspaced_text(self.text)
        return whole if whole[1:] and " " not in whole else ""

    def matches(self, other: "Name") -> bool:
        """Whether two names may be one person's, despite script, order, initials, a middle name more or less, or typing slips.

        Equal names match, even of one word. Otherwise one word is never enough: half a register shares a surname.
        """
        if max(len(self.words), len(other.words)) > LONGEST_NAME:
            return False
        pairs = {(self.words, reading) for reading in other.readings}
        pairs |= {(reading, other.words) for reading in self.readings}
        return any(_all_found(*sorted(pair, key=len)) for pair in pairs) or self._equals(other)

    @property
    def _written(self) -> str:
        return " ".join(piece for piece in self.text.split() if "@" not in piece)

    def _equals(self, other: "Name") -> bool:
        match self.words, other.words:
            case [one], [same]:
                return _is_equal(one, same, shortest=1)
        pairs = [(one, same) for one in self.run_together for same in other.run_together]
        return any(_is_equal(one, same, shortest=4) for one, same in pairs if not one.consonants_only)


@dataclass(frozen=True)
class Passage:
    """A text, normalised once for many searches."""

    text: str

    @cached_property
    def words(self) -> Words:
        """The words of the text in order. A letter that is a word in a sentence counts as an initial only with a dot."""
        return words_of(LONE_LETTERS.sub(" 0 ", visible(self.text)))

    @cached_property
    def runs(self) -> tuple["_Run", ...]:
        """The words in order, with and without particles, so that Al-Hashimi is also Hashimi."""
        return tuple(_Run(words) for words in dict.fromkeys((self.words, without_particles(self.words))))

    @cached_property
    def unspaced(self) -> str:
        """The parts of the text in scripts that put no space between words."""
        return unspaced_text(self.text)

    def mentions(self, name: Name) -> bool:
        """Whether the words of a name, or similar words, are next to one another in the text. One word is never enough.

        A name that is written without spaces, as in Chinese, counts as two or more words.
        """
        if name.unspaced and name.unspaced in self.unspaced:
            return True
        return any(run.holds(reading) for reading in name.mentionable for run in self.runs)


class _Run:
    """Consecutive words and their positions."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.places: dict[Word, list[int]] = {}
        for at, word in enumerate(words):
            self.places.setdefault(word, []).append(at)
        self.initials = {word for word in self.places if word.initial}
        self.marked: dict[str, set[Word]] = {}
        for word in self.places:
            for mark in word.marks:
                self.marked.setdefault(mark, set()).add(word)

    def holds(self, wanted: Words) -> bool:
        """Whether these words, or similar words, are next to one another here."""
        length, places = len(wanted), []
        for word in wanted if wanted[1:] else ():
            near = self._near(word)
            if not near:
                return False
            places.append(near)
        starts = {at - back for at in min(places, key=len, default=[]) for back in range(length)}
        return any(_all_found(wanted, self.words[at : at + length]) for at in starts)

    def _near(self, word: Word) -> list[int]:
        others = (
            self.places.keys() if word.initial else self.initials.union(*(self.marked.get(m, ()) for m in word.marks))
        )
        return [at for other in others if nearness(word, other) >= NEAR for at in self.places[other]]


def plain(name: str) -> str:
    """Return the name in lower case and single spaces: NFKC, no accents, look-alikes of other scripts folded."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    bare = "".join(each for each in folded if not unicodedata.combining(each)).translate(PLAIN_LETTERS)
    return re.sub(r"[\W_]+", " ", bare.replace("'", "").replace("’", "")).strip()


def is_mentioned(name: str, text: str) -> bool:
    """Whether the words of `name`, or similar words, are next to one another in `text`."""
    return Passage(text).mentions(Name(name))


def employers_match(a: str, b: str) -> bool:
    """Whether two names may be one employer's: the legal form and the order of words do not count."""
    return are_near_employers(employer_trigrams(a), employer_trigrams(b))


def employer_trigrams(name: str) -> frozenset[str]:
    """Return the trigrams of an employer's name without legal forms; empty if no other word is left."""
    words = sorted(word for word in plain(name).split() if word not in LEGAL_FORMS)
    return trigrams(" ".join(words)) if words else frozenset()


def are_near_employers(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the trigrams of two names may be one employer's."""
    return bool(one) and bool(other) and likeness(one, other) >= NEAR_EMPLOYER


def without_titles(words: Words, before: frozenset[str] = TITLES, after: frozenset[str] = AFTER_NAMES) -> Words:
    """Return a name's words without titles before and letters after it; at least one word stays."""
    while words[1:] and words[0].is_in(before):
        words = words[1:]
    while words[1:] and words[-1].is_in(after):
        words = words[:-1]
    return words


def without_particles(words: Words) -> Words:
    """Return words without those that are parts of surnames only: van, de la, Al-."""
    return tuple(word for word in words if not word.is_in(PARTICLES))


def _is_equal(one: Word, other: Word, *, shortest: int) -> bool:
    """Whether two whole words are equal. If vowels are missing, it takes at least three consonants to be certain."""
    if one.consonants_only or other.consonants_only:
        alike = one.consonants & other.consonants
        return any(len(each) >= max(3, shortest) for each in alike) or one.token == other.token
    return len(one.main) >= shortest and not one.keys.isdisjoint(other.keys)


def _all_found(short: Words, long: Words) -> bool:
    """Whether each word of `short` matches its own word of `long`: at least two distinguishing words, one of them in full."""
    if not short[1:] or len(short) > len(long):
        return False
    left, telling, whole = list(long), 0, False
    for word in sorted(short, key=lambda each: len(each.main), reverse=True):
        near, partner = max((nearness(word, other), at) for at, other in enumerate(left))
        if near < NEAR:
            return False
        if not word.is_in(TELLS_NOBODY_APART):
            telling += 1
            whole = whole or not (word.initial or left[partner].initial)
        del left[partner]
    return telling > 1 and whole
