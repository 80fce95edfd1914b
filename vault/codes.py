"""Receipt codes: 128 random bits, the reporter's only credential, written as twelve words or forty digits.

Everything a code opens is derived from it by HKDF-SHA-256, under another label each. There is no slow hash to queue
for, and with 128 bits nothing to try out.
"""

import hashlib
import re
import secrets
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Self

from vault.keys import derive

WORDS = tuple(Path(__file__).with_name("words.txt").read_text(encoding="ascii").split())
WORDS_IN_CODE = 12
DIGITS_IN_CODE = 40
_SECRET_BYTES = 16
_CHECKSUM_BITS = 4
_BITS_A_WORD = 11
_POSITION = {word: position for position, word in enumerate(WORDS)}


class NotACode(ValueError):
    """A text that is no receipt code: wrong count, unknown word, or a checksum that does not hold."""


@dataclass(frozen=True)
class Code:
    """A receipt code. It never shows itself: ask for its words or digits."""

    secret: bytes = field(repr=False)

    @property
    def words(self) -> tuple[str, ...]:
        """Twelve words of the list; the last four bits are a checksum."""
        number = self._number
        return tuple(WORDS[number >> _BITS_A_WORD * place & 2047] for place in reversed(range(WORDS_IN_CODE)))

    @property
    def digits(self) -> str:
        plain = f"{self._number:0{DIGITS_IN_CODE}d}"
        return " ".join(plain[start : start + 4] for start in range(0, DIGITS_IN_CODE, 4))

    @cached_property
    def lookup_id(self) -> bytes:
        """32 bytes to find the reporter's row by; they tell nothing about the code."""
        return derive(self.secret, b"ethics-code/lookup/v1")

    @classmethod
    def of_number(cls, number: int) -> Self:
        """The code of a number of 132 bits; raises NotACode when it is larger or its checksum does not hold."""
        if number >> (_SECRET_BYTES * 8 + _CHECKSUM_BITS):
            raise NotACode("not a receipt code")
        code = cls((number >> _CHECKSUM_BITS).to_bytes(_SECRET_BYTES))
        if code._number != number:
            raise NotACode("the checksum does not hold")
        return code

    @property
    def _number(self) -> int:
        checksum = hashlib.sha256(b"ethics-code/check/v1" + self.secret).digest()[0] >> 8 - _CHECKSUM_BITS
        return int.from_bytes(self.secret) << _CHECKSUM_BITS | checksum


def new_code() -> Code:
    return Code(secrets.token_bytes(_SECRET_BYTES))


def parse(text: str) -> Code:
    """The code that somebody typed: twelve words or forty digits, whatever the case, spaces and signs between them.

    A word with one wrong, missing or extra letter is mended when exactly one word of the list is that near; the code
    that comes out is the only one tried. Raises NotACode.
    """
    words = typed_words(text)
    if len(words) == 1 and words[0].isascii() and words[0].isdigit():
        if len(words[0]) != DIGITS_IN_CODE:
            raise NotACode(f"a receipt code has {DIGITS_IN_CODE} digits")
        return Code.of_number(int(words[0]))
    if len(words) != WORDS_IN_CODE:
        raise NotACode(f"a receipt code has {WORDS_IN_CODE} words")
    number = 0
    for word in words:
        mended = _mend(word)
        if mended is None:
            raise NotACode("a word that is not in the list")
        number = number << _BITS_A_WORD | _POSITION[mended]
    return Code.of_number(number)


def typed_words(text: str) -> list[str]:
    """The words that `parse` reads in a text, without the numbers before them; digits alone are one word."""
    plain = re.sub(r"[\W_]+", " ", text.lower()).strip()
    digits = plain.replace(" ", "")
    if digits.isascii() and digits.isdigit():
        return [digits]
    return [_without_number(word) for word in plain.split() if not word.isdecimal()]


def unknown_words(words: Iterable[str]) -> list[str]:
    """The words that no code has, not even with one letter mended. The list is public, so this tells nothing of a code."""
    return [word for word in words if _mend(word) is None]


def mended_words(text: str, code: Code) -> list[tuple[str, str]]:
    """The words of a text in which a letter was mended to get this code: each as it was typed, and as it was read."""
    return [(typed, read) for typed, read in zip(typed_words(text), code.words, strict=False) if typed not in _POSITION]


def _without_number(word: str) -> str:
    """The word of the list that stands directly after its number in a numbered note, as in "12zebra"; else the same text."""
    rest = re.sub(r"^(?:1[0-2]|[1-9])(?=\D)", "", word)
    return rest if rest in _POSITION else word


def _mend(word: str) -> str | None:
    """The word of the list that somebody typed, or the only one that is one edit away."""
    if word in _POSITION:
        return word
    near = {candidate for candidate in _one_edit_away(word) if candidate in _POSITION}
    return near.pop() if len(near) == 1 else None


def _one_edit_away(word: str) -> Iterator[str]:
    # No word of the list has more than seven letters, so longer ones have nothing near and cost nothing.
    if len(word) > 8:
        return
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        for letter in string.ascii_lowercase:
            yield before + letter + after
            yield before + letter + after[1:]
        yield before + after[1:]
