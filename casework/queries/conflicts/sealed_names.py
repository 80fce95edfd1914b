"""The names that nobody is shown: opened inside one step, compared, and forgotten."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Self

from casework.models import Case
from casework.queries.wording.spellings import plain_form, spellings_of, squeezed
from casework.recording import open_texts, open_texts_together
from casework.vocabulary import CaseCompartment
from ledger.canonical import Values
from policy.names import TELLS_NOBODY_APART, Name, Passage, plain
from policy.ordinary_names import ORDINARY, without_ordinary_words
from policy.spelling import words_of
from policy.titles import AFTER_NAMES
from policy.tokens import visible_text
from vault.compartments import CannotOpen

SHORTEST, LONG, DIGITS = 3, 6, 6
SPELT, ADDRESS = 5, 10
"""So many letters make a spelling, or an address without its signs, that no other words have by chance."""
_NUMBERS = re.compile(r"\d(?:[\W_]{0,5}\d){5,}")
_SPELT_OUT = re.compile(r"\b(?:at|dot)\b")


class CannotCheck(Exception):
    """The sealed names of a case cannot be opened here."""


@dataclass(frozen=True, kw_only=True, repr=False)
class SealedNames:
    """A reporter's name, its parts, addresses and telephone digits. Has no text form, so that no log can hold it.

    `spelt` has the spellings of the longer parts, `joined` the whole name without spaces.
    """

    names: tuple[str, ...] = ()
    parts: frozenset[str] = frozenset()
    spelt: frozenset[str] = frozenset()
    joined: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    digits: frozenset[str] = frozenset()

    @classmethod
    def of(cls, identity: Values, notify: str, *, known: Iterable[str]) -> Self:
        """Return what to look for. Titles and parts of names in `known` (the respondent's) betray nobody, and are left out."""
        name, phone = str(identity.get("name") or ""), str(identity.get("phone") or "")
        innocent = TELLS_NOBODY_APART.union(AFTER_NAMES, *(plain(each).split() for each in known))
        words, digits = plain(name).split(), _digits_of(phone)
        telling = [word for word in words_of(name) if not {word.token, word.main} & (innocent | ORDINARY)]
        return cls(
            names=(name,) if name else (),
            parts=frozenset(word for word in words if len(word) >= SHORTEST) - innocent,
            spelt=frozenset(key for word in telling for key in word.keys if len(key) >= SPELT),
            joined=frozenset(each for each in _run_together(words) if len(each) >= LONG),
            addresses=frozenset(plain_form(str(each)).strip() for each in (identity.get("email"), notify) if each),
            digits=frozenset({digits[-DIGITS:]} if len(digits) >= DIGITS else ()),
        )

    def __or__(self, other: "SealedNames") -> "SealedNames":
        """Return what to look for where a reporter said it twice. Both stay secret."""
        return SealedNames(
            names=tuple(dict.fromkeys((*self.names, *other.names))),
            parts=self.parts | other.parts,
            spelt=self.spelt | other.spelt,
            joined=self.joined | other.joined,
            addresses=self.addresses | other.addresses,
            digits=self.digits | other.digits,
        )

    def without(self, shown: "SealedNames") -> "SealedNames":
        """Return what is left to look for once a reporter has said the rest openly."""
        open_names = [Name(name) for name in shown.names]
        return replace(
            self,
            names=tuple(name for name in self.names if not any(Name(name).matches(one) for one in open_names)),
            parts=self.parts - shown.parts,
            spelt=self.spelt - shown.spelt,
            joined=self.joined - shown.joined,
            addresses=self.addresses - shown.addresses,
            digits=self.digits - shown.digits,
        )

    def stand_in(self, text: str) -> bool:
        """Whether any of this is in a text as somebody typed it.

        The whole name counts misspelt, in another order or script, with initials or short forms, and run together. A part
        of three letters or more counts as a whole word, of six letters within a longer word too, and in each spelling and
        script. A part that is an ordinary English word counts only where it is a name (see `without_ordinary_words`).
        Addresses count with spaces and accents, and with "at" and "dot"; telephone numbers by their last six digits.

        It misses a part alone that is misspelt, has under three letters, or is an ordinary word that begins a sentence or
        has no capital; an address or number with other words in between; and what says who it is without a name.
        """
        ordinary = frozenset(word for name in self.names for word in plain(name).split()) & ORDINARY
        said = without_ordinary_words(visible_text(text), self.names, ordinary)
        return any(self._are_said(each, ordinary) for each in spellings_of(plain_form(said)))

    def _are_said(self, text: str, ordinary: frozenset[str]) -> bool:
        words, passage = plain(text).split(), Passage(text)
        whole = self.parts | self.joined
        within = {part for part in whole - ordinary if len(part) >= LONG}
        return (
            any(passage.mentions(Name(name)) for name in self.names)
            or any(word in whole or any(part in word for part in within) for word in words)
            or any(not self.spelt.isdisjoint(word.keys) for word in (passage.words if self.spelt else ()))
            or self._have_address(text)
            or any(digits in _digits_of(number) for number in _NUMBERS.findall(text) for digits in self.digits)
        )

    def _have_address(self, text: str) -> bool:
        if any(address in text for address in self.addresses):
            return True
        sought = [one for address in self.addresses if len(one := _address_of(address)) >= ADDRESS]
        written = _address_of(text) if sought else ""
        return any(one in written for one in sought)


def sealed_names_of(case: Case) -> SealedNames:
    """Return all that a reporter said of themselves, at any time. CannotCheck when the compartment does not open here."""
    return reduce(or_, _as_said(case), SealedNames())


def kept_sealed(case: Case) -> tuple[SealedNames, ...]:
    """Return what a reporter said of themselves and not openly, for each time they said it: with the report first.

    Empty where they were open from the beginning, or the file was destroyed; then it makes no query, else one. CannotCheck
    as above.
    """
    sealed = case.view.filing.sealed_entries
    if not sealed or case.view.holding.erased_on is not None:
        return ()
    said = _as_said(case)
    return said if len(said) == len(sealed) else tuple(one.without(said[-1]) for one in said[:-1])


def _as_said(case: Case) -> tuple[SealedNames, ...]:
    filed, entries = case.view.filing.entry, case.view.filing.identity_entries
    if filed is None:
        return ()
    wanted = {
        CaseCompartment.IDENTITY: [(entry, "identity") for entry in entries],
        CaseCompartment.NOTIFY: [(filed, "notify")],
    }
    known = [case.respondent.name] if case.respondent else []
    try:
        found = open_texts_together(case, wanted)
        said, notify = [found[entry, "identity"] for entry in entries], found[filed, "notify"] or ""
    except (CannotOpen, KeyError) as error:
        raise CannotCheck from error
    return tuple(SealedNames.of(one, "" if place else notify, known=known) for place, one in enumerate(said))


def complaint_of(case: Case) -> tuple[str, ...]:
    """Return the words of the complaint. CannotCheck when they do not open here."""
    filed = case.view.filing.entry
    if filed is None:
        return ()
    try:
        return (open_texts(case, CaseCompartment.CASE, [(filed, "narrative")])[filed, "narrative"],)
    except (CannotOpen, KeyError) as error:
        raise CannotCheck from error


def _run_together(words: list[str]) -> Iterable[str]:
    """Yield a name of several words without spaces, in its order and with the last word first."""
    if words[1:]:
        yield "".join(words)
        yield "".join([words[-1], *words[:-1]])


def _address_of(text: str) -> str:
    return squeezed(_SPELT_OUT.sub("", text))


def _digits_of(text: str) -> str:
    """Return the digits of a text, of whatever script, as 0 to 9."""
    return "".join(str(unicodedata.decimal(each)) for each in text if each.isdecimal())
