"""How the words of a name are spelt: script, case, accents, look-alikes and romanisation are folded away."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from anyascii import anyascii

from policy.look_alikes import CONSONANTS, DIGITS, LOOK_ALIKES
from policy.short_forms import share_a_name
from policy.titles import HONORIFIC_SUFFIXES, listed

MOST_CHARACTERS = 200_000
"""What lies beyond is not compared. The forms of the report end long before."""

NEAR = 0.6
LETTERS = re.compile(r"[^a-z0-9]+")
APOSTROPHES = re.compile("['’‘ʼʹʻ`´ˈ׳״\"]")
UNSPACED = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]+"
)
WRITTEN_WITHOUT_VOWELS = re.compile("[\u0590-\u08ff\u0900-\u0eff\ufb1d-\ufdff\ufe70-\ufeff]")
ABBREVIATED = re.compile(r"\b(ph|г|dott|mag)[-.]\s?(d|жа|жи|же|ну|на|н|ssa|a)\b\.?")
HEBREW = re.compile("[\u0590-\u05ff]")
OTHER_ALPHABETS = re.compile("[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u13a0-\u13ff\uab70-\uabbf]")
ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
)
INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5")
COMPOUND_SURNAMES = listed(
    "欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 司徒 夏侯 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 东方 東方 西门 西門 "
    "南宫 南宮 端木 独孤 獨孤"
)

SMOOTH = tuple(
    (re.compile(pattern), becomes)
    for pattern, becomes in (
        ("[jy]", "i"),
        ("ae|aa", "a"),
        ("oe", "o"),
        ("ue", "u"),
        ("kh", "h"),
        ("th", "t"),
        ("ph", "f"),
        ("ck|c(?!h)|q", "k"),
        ("ks", "x"),
        ("w", "v"),
        (r"(.)\1+", r"\1"),
    )
)
"""Ways to spell one sound. Both sides of a comparison go through them, so it matters little that they are crude."""


@dataclass(frozen=True, eq=False)
class Word:
    """One word of a name. `main` is its spelling in a to z; `others` are spellings that it may also stand for."""

    main: str
    others: tuple[str, ...] = ()
    initial: bool = False
    consonants_only: bool = False
    syllables: bool = False

    @cached_property
    def keys(self) -> frozenset[str]:
        """Spellings without what differs between one way to write the same name and another."""
        return frozenset(smooth(each) for each in (self.main, *self.others))

    @cached_property
    def consonants(self) -> frozenset[str]:
        """What is left of the word where vowels are not written; with an Arabic article also what is left without it."""
        spellings = [self.main, *self.others]
        if self.main[:2] in {"al", "el"} and len(self.main) > 5:
            spellings.append(self.main[2:])
        found = {consonants_of(each) for each in spellings}
        return frozenset(found | {each[1:] for each in found if each[0:1] in {"y", "w"} and len(each) > 2})

    @cached_property
    def trigrams(self) -> frozenset[str]:
        """Three letters at a time, with the word's edges."""
        return trigrams(self.main)


def smooth(spelling: str) -> str:
    """Return the key of a spelling: Müller, Mueller and Muller have one, and so have Sergey, Sergei and Sergej."""
    for pattern, becomes in SMOOTH:
        spelling = pattern.sub(becomes, spelling)
    return spelling


def consonants_of(spelling: str) -> str:
    """Return the consonants of a word in a to z, in the classes that Arabic and Hebrew letters are put into."""
    classed = spelling
    for pattern, becomes in CONSONANTS:
        classed = pattern.sub(becomes, classed)
    heard = re.sub("[aeiou]", "", classed[:1]) + re.sub("[aeiouyw]", "", classed[1:])
    return re.sub(r"(.)\1+", r"\1", heard)


def nearness(one: Word, other: Word) -> float:
    """Return how near two words are, from 0 to 1. Short forms and the scripts of one name are near."""
    if one.initial or other.initial:
        return NEAR if {key[:1] for key in one.keys} & {key[:1] for key in other.keys} else 0.0
    if is_same(one, other):
        return 1.0
    if one.consonants_only or other.consonants_only:
        return 0.0
    shortest = min(len(one.main), len(other.main))
    if one.syllables or other.syllables:
        return 0.9 if shortest > 5 and is_one_slip(one.main, other.main) else 0.0
    if is_one_slip(one.main, other.main):
        return 0.9
    if 3 * shortest < max(len(one.main), len(other.main)):
        return 0.0
    shared = len(one.trigrams & other.trigrams)
    return 2 * shared / (len(one.trigrams) + len(other.trigrams))


def is_same(one: Word, other: Word) -> bool:
    """Whether two words are one name: spelt alike, in another script, or a short form of it."""
    if not one.keys.isdisjoint(other.keys):
        return True
    if one.consonants_only or other.consonants_only:
        short = max(len(one.main), len(other.main)) < 4
        return any(len(each) > 1 or short for each in one.consonants & other.consonants if each)
    return share_a_name(one.main, other.main) or any(
        share_a_name(mine, theirs) for mine in (one.main, *one.others) for theirs in other.others
    )


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text, in order. Hyphens part words; titles and particles are words like others."""
    known: dict[str, tuple[Word, ...]] = {}
    found: list[Word] = []
    for token in _tokens(text):
        if token not in known:
            known[token] = tuple(_words(token))
        found.extend(known[token])
    return tuple(found)


def joined(words: tuple[Word, ...]) -> Word:
    """Return neighbouring words run together: Xiao Ming is Xiaoming, Anna-Maria is Annamaria."""
    return Word(
        main="".join(word.main for word in words),
        consonants_only=any(word.consonants_only for word in words),
        syllables=any(word.syllables for word in words),
    )


def unspaced(text: str) -> str:
    """Return what a text has in scripts that put no space between words."""
    return " ".join(UNSPACED.findall(_clean(text)))


def is_one_slip(word: str, other: str) -> bool:
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


def trigrams(word: str) -> frozenset[str]:
    """Return the word three letters at a time; its edges count."""
    padded = f"  {word} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def _clean(text: str) -> str:
    """Return the text in lower case, without marks that nobody sees and without accents."""
    shown = unicodedata.normalize("NFKC", text[:MOST_CHARACTERS])
    seen = "".join("" if each in INVISIBLE or unicodedata.category(each) == "Cf" else each for each in shown)
    return ABBREVIATED.sub(r" \1\2 ", unicodedata.normalize("NFKC", seen.casefold()))


def _tokens(text: str) -> Iterator[str]:
    return (token for token in re.split(r"[\W_]+", APOSTROPHES.sub("", _without_accents(_clean(text)))) if token)


def _without_accents(text: str) -> str:
    """Return the text without accents. The vowel signs of Indian scripts and the voicing of kana stay."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", ACCENTS.sub("", unicodedata.normalize("NFD", text)))


def _words(token: str) -> Iterator[Word]:
    if token.isascii():
        yield _alphabetic(token)
        return
    at = 0
    for run in UNSPACED.finditer(token):
        if token[at : run.start()]:
            yield _alphabetic(token[at : run.start()])
        yield from _of_syllables(run.group())
        at = run.end()
    if token[at:]:
        yield _alphabetic(token[at:])


def _alphabetic(token: str) -> Word:
    others: list[str] = []
    if any(each.isdigit() for each in token) and not token.isdigit():
        others.append(_ascii(token.translate(DIGITS)))
    if not token.isascii() and OTHER_ALPHABETS.search(token):
        looks = _ascii(token.translate(LOOK_ALIKES))
        if re.search("[a-z]", token):
            return Word(main=looks or token, others=tuple(others), initial=len(token) == 1)
        others.append(looks)
    if HEBREW.search(token):
        others.append(_ascii(token).replace("kh", "q"))
    without_vowels = WRITTEN_WITHOUT_VOWELS.search(token) is not None
    if without_vowels and token.startswith("ال") and len(token) > 4:
        token = token[2:]
    main = _ascii(token) or token
    return Word(main=main, others=tuple(others), initial=len(token) == 1, consonants_only=without_vowels)


def _of_syllables(run: str) -> Iterator[Word]:
    """Yield surname and given names of a name in Chinese, Japanese or Korean script, which puts no space between them."""
    for suffix in HONORIFIC_SUFFIXES:
        run = run.removesuffix(suffix) or run
    if not 2 <= len(run) <= 4:
        yield Word(main=_ascii(run) or run, syllables=True)
        return
    surname = 2 if len(run) == 4 or (len(run) > 2 and run[:2] in COMPOUND_SURNAMES) else 1
    for part in (run[:surname], run[surname:]):
        yield Word(main=_ascii(part) or part, syllables=True)


def _ascii(token: str) -> str:
    return LETTERS.sub("", anyascii(token).lower())
