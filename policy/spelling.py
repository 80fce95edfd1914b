"""The spelling of the words of a name, without differences of script, look-alikes and romanisation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from anyascii import anyascii

from policy.look_alikes import CONSONANTS, DIGITS, LOOK_ALIKES, smooth
from policy.short_forms import names_behind
from policy.titles import COMPOUND_SURNAMES, HONORIFIC_SUFFIXES
from policy.tokens import UNSPACED, tokens

NEAR, ONE_SLIP = 0.6, 0.9
LETTERS = re.compile(r"[^a-z0-9]+")
WRITTEN_WITHOUT_VOWELS = re.compile("[\u0590-\u08ff\u0900-\u0eff\ufb1d-\ufdff\ufe70-\ufeff]")
UNSPACED_PARTS = re.compile(f"({UNSPACED.pattern})")
KANA = re.compile("[\u3040-\u30ff]")
HEBREW = re.compile("[\u0590-\u05ff]")
OTHER_ALPHABETS = re.compile("[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13ff\uab70-\uabbf]")


@dataclass(frozen=True, eq=False)
class Word:
    """One word of a name, as it was written. `main` is its spelling in a to z, `others` what it may also stand for.

    `syllables`: from a script that puts no space between words. `exact`: no other word is near but by one slip.
    """

    token: str
    main: str
    others: tuple[str, ...] = ()
    initial: bool = False
    consonants_only: bool = False
    syllables: bool = False
    exact: bool = False

    @cached_property
    def keys(self) -> frozenset[str]:
        """The spellings, without the differences between several ways to write the same name."""
        return frozenset(smooth(each) for each in (self.main, *self.others))

    @cached_property
    def first_letters(self) -> frozenset[str]:
        """The letters to which the word may be shortened as an initial."""
        return frozenset(each[:1] for each in (self.main, *self.others, *self.keys))

    @cached_property
    def behind(self) -> frozenset[str]:
        """The names of which the word may be a form."""
        return names_behind(frozenset({self.main, *self.others}), self.keys)

    @cached_property
    def consonants(self) -> frozenset[str]:
        """What is left of the word where vowels are not written; with an Arabic article also what is left without it."""
        spellings = [self.main, *self.others]
        if self.main[:2] in {"al", "el"} and len(self.main) > 5:
            spellings.append(self.main[2:])
        found = {consonants_of(each) for each in spellings}
        return frozenset(found.union(each[1:] for each in found if each[0:1] in {"y", "w"} and each[2:]))

    @cached_property
    def trigrams(self) -> frozenset[str]:
        """Three letters at a time, with the word's edges."""
        return trigrams(self.main)

    @cached_property
    def marks(self) -> frozenset[str]:
        """Two similar words share at least one of these marks, unless one of the words is an initial."""
        return self.trigrams.union(self.keys, self.behind, (f"-{each}" for each in self.consonants))

    def is_in(self, listing: frozenset[str]) -> bool:
        """Whether the word is in a list, as it was written or, where that keeps its vowels, in a to z."""
        return self.token in listing or (self.main in listing and not self.consonants_only and not self.syllables)


def consonants_of(spelling: str) -> str:
    """Return the consonants of a word in a to z, in the classes that Arabic and Hebrew letters are put into."""
    classed = spelling
    for pattern, becomes in CONSONANTS:
        classed = pattern.sub(becomes, classed)
    return re.sub(r"(.)\1+", r"\1", re.sub("[aeiou]|(?<!^)[yw]", "", classed))


def nearness(one: Word, other: Word) -> float:
    """Return how near two words are, from 0 to 1. Short forms and the scripts of one name are near."""
    if one.initial or other.initial:
        return 0.0 if one.first_letters.isdisjoint(other.first_letters) else NEAR
    if is_same(one, other):
        return 1.0
    if one.consonants_only or other.consonants_only:
        return 0.0
    if one.exact or other.exact:
        is_long = min(len(one.main), len(other.main)) > 5
        return ONE_SLIP if is_long and is_one_slip(one.main, other.main) else 0.0
    if is_one_slip(one.main, other.main):
        return ONE_SLIP
    return likeness(one.trigrams, other.trigrams)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the Dice coefficient of the trigrams of two words, from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other))


def is_same(one: Word, other: Word) -> bool:
    """Whether two words are one name: spelt alike, in another script, or a short form of it."""
    if not one.keys.isdisjoint(other.keys):
        return True
    if one.consonants_only or other.consonants_only:
        short = max(len(one.main), len(other.main)) < 4
        return any(each[1:] or short for each in one.consonants & other.consonants if each)
    return not one.behind.isdisjoint(other.behind)


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text, in order. Hyphens part words; titles and particles are words like others."""
    known: dict[str, tuple[Word, ...]] = {}
    found: list[Word] = []
    for token in tokens(text):
        if token not in known:
            known[token] = tuple(_words(token))
        found.extend(known[token])
    return tuple(found)


def join_words(words: tuple[Word, ...]) -> Word:
    """Return neighbouring words run together: Xiao Ming is Xiaoming, Anna-Maria is Annamaria."""
    return Word(
        token="".join(word.token for word in words),
        main="".join(word.main for word in words),
        consonants_only=any(word.consonants_only for word in words),
        exact=True,
    )


def exactly(word: Word) -> Word:
    """Return a word that is similar only to its own spellings, and, if it is long, to words with one slip."""
    return replace(word, exact=True)


def is_one_slip(word: str, other: str) -> bool:
    """Whether two words differ by one letter more or less; from four letters on also one changed or two swapped."""
    short, long = sorted((word, other), key=len)
    at = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    match len(long) - len(short):
        case 0:
            swapped = short[:at] + short[at : at + 2][::-1] + short[at + 2 :]
            return len(short) > 3 and (short[at + 1 :] == long[at + 1 :] or swapped == long)
        case 1:
            return len(short) > 2 and short[at:] == long[at + 1 :]
    return False


def trigrams(word: str) -> frozenset[str]:
    """Return the word three letters at a time; its edges count."""
    padded = f"  {word} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def _words(token: str) -> Iterator[Word]:
    for part in filter(None, UNSPACED_PARTS.split(token)):
        if UNSPACED.match(part):
            yield from _of_syllables(part)
        else:
            yield _alphabetic(part)


def _alphabetic(token: str) -> Word:
    others: list[str] = []
    if any(each.isdigit() for each in token) and not token.isdigit():
        others.append(_ascii(token.translate(DIGITS)))
    if not token.isascii() and OTHER_ALPHABETS.search(token):
        looks = _ascii(token.translate(LOOK_ALIKES))
        if re.search("[a-z]", token):
            return Word(token=token, main=looks, others=tuple(others))
        others.append(looks)
    if HEBREW.search(token):
        others.append(_ascii(token).replace("kh", "q"))
    without_vowels = WRITTEN_WITHOUT_VOWELS.search(token) is not None
    article = without_vowels and token.startswith("ال") and len(token) > 4
    main = _ascii(token[2:] if article else token) or token
    return Word(token=token, main=main, others=tuple(others), initial=not token[1:], consonants_only=without_vowels)


def _of_syllables(run: str) -> Iterator[Word]:
    """Yield surname and given names of a name in Chinese, Japanese or Korean script, which puts no space between them."""
    for suffix in HONORIFIC_SUFFIXES:
        run = run.removesuffix(suffix) or run
    if KANA.match(run) or not 2 <= len(run) <= 4:
        yield Word(token=run, main=_ascii(run) or run, syllables=True, exact=True)
        return
    surname = 2 if run[3:] or (run[2:] and run[:2] in COMPOUND_SURNAMES) else 1
    for part in (run[:surname], run[surname:]):
        yield Word(token=part, main=_ascii(part) or part, syllables=True, exact=True)


def _ascii(token: str) -> str:
    return LETTERS.sub("", anyascii(token).lower())
