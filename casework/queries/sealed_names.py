"""The names that nobody is shown: opened inside one step, compared, and forgotten."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Self
from uuid import UUID

from casework.models import Case
from casework.recording import open_texts
from casework.vocabulary import CaseCompartment
from ledger.canonical import Values
from policy.names import is_mentioned, plain
from vault.compartments import CannotOpen

SHORTEST, LONG, DIGITS = 3, 6, 6


class CannotCheck(Exception):
    """The sealed names of a case cannot be opened here."""


@dataclass(frozen=True, kw_only=True, repr=False)
class SealedNames:
    """A reporter's name, its parts, addresses and telephone digits. Has no text form, so that no log can hold it."""

    names: tuple[str, ...] = ()
    parts: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    digits: frozenset[str] = frozenset()

    @classmethod
    def of(cls, identity: Values, notify: str, *, known: Iterable[str]) -> Self:
        """Return what to look for. Parts of the names in `known` (the respondent's) are left out: they betray nobody."""
        name, phone = str(identity.get("name") or ""), str(identity.get("phone") or "")
        innocent = {word for each in known for word in plain(each).split()}
        addresses = {str(each).strip().casefold() for each in (identity.get("email"), notify) if each}
        digits = re.sub(r"\D", "", phone)
        return cls(
            names=(name,) if name else (),
            parts=frozenset(word for word in plain(name).split() if len(word) >= SHORTEST) - innocent,
            addresses=frozenset(addresses),
            digits=frozenset({digits[-DIGITS:]} if len(digits) >= DIGITS else ()),
        )

    def __or__(self, other: "SealedNames") -> "SealedNames":
        """Return what to look for where a reporter said it twice. Both stay secret."""
        return SealedNames(
            names=tuple(dict.fromkeys((*self.names, *other.names))),
            parts=self.parts | other.parts,
            addresses=self.addresses | other.addresses,
            digits=self.digits | other.digits,
        )

    def stand_in(self, text: str) -> bool:
        """Whether any of this is in a text, even misspelt, run together, or with spaces between its digits."""
        words = plain(text).split()
        numbers = {re.sub(r"\D", "", run) for run in re.findall(r"\d[\d\s().+/-]{3,}\d", text)}
        return (
            any(is_mentioned(name, text) for name in self.names)
            or any(word == part or (len(part) >= LONG and part in word) for word in words for part in self.parts)
            or any(address in text for address in self.addresses)
            or any(digits in number for number in numbers for digits in self.digits)
        )


def sealed_names_of(case: Case) -> SealedNames:
    """Return all that a reporter said of themselves, at any time. CannotCheck when the compartment does not open here."""
    entry = case.view.filing.entry
    if entry is None:
        return SealedNames()
    known = [case.respondent.name] if case.respondent else []
    said = [_open(case, CaseCompartment.IDENTITY, "identity", each) for each in case.view.filing.identity_entries]
    notify = _open(case, CaseCompartment.NOTIFY, "notify") or ""
    return reduce(or_, (SealedNames.of(identity, notify, known=known) for identity in said))


def complaint_of(case: Case) -> tuple[str, ...]:
    """Return the words of the complaint. CannotCheck when they do not open here."""
    return (_open(case, CaseCompartment.CASE, "narrative"),) if case.view.filing.entry else ()


def _open(case: Case, kept: CaseCompartment, field: str, entry: UUID | None = None) -> Any:
    entry = entry or case.view.filing.entry
    assert entry is not None
    try:
        return open_texts(case, kept, [(entry, field)])[entry, field]
    except (CannotOpen, KeyError) as error:
        raise CannotCheck from error
