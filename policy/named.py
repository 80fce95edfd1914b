"""Reads a line that should name people, and finds which of the compared people it names, for certain or perhaps."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from uuid import UUID

from policy.names import Name, Passage, Words, without_titles
from policy.office_names import offices_named, without_office
from policy.spelling import Word, is_one_slip, is_same, join_words, words_of
from policy.titles import AFTER_A_NAME, LEADING_UP, MAYBE_TITLES, PARTICLES, TITLES
from policy.tokens import visible, word_set

LONGEST_LINE = 10_000
"""Characters. What lies beyond is not read."""
MOST_PARTS, MOST_WORDS = 200, 40
SLIP_FROM = 5
BEFORE_A_NAME = LEADING_UP.union(PARTICLES, TITLES, MAYBE_TITLES)
PARTS = re.compile(r"[,;/&+()\[\]\n\r\t|]|(?<=\s)(?:and|or|und|oder|et|ou|y|e|или|и|from|at|in|with|aus)(?=\s)")
PIECES = re.compile(r"[\s<>,;:()\[\]\"]+")
ROLE_MAILBOXES = word_set(
    "admin administrator board chair chairman complaint complaints contact desk ethics hello help info "
    "mail me office post postmaster privacy secretary secretariat service staff support team webmaster"
)
"""Beginnings of addresses that are many people's."""


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Somebody in office or in a seat. `offices`: the offices and the seats held, by their values.

    `folded`: the name, where it was folded already for other comparisons.
    """

    person: UUID
    name: str
    email: str = ""
    offices: frozenset[str] = frozenset()
    folded: Name | None = None

    @cached_property
    def folded_name(self) -> Name:
        """The name, folded once for all that it is compared with."""
        return self.folded or Name(self.name)

    @cached_property
    def bare(self) -> Words:
        """The words that alone may mean the person: every given name and surname, and hyphenated ones run together."""
        words = self.folded_name.words
        single = tuple(word for word in words if not word.is_in(PARTICLES) and not word.initial)
        pairs = (join_words(pair) for pair in pairwise(words)) if words[2:] else ()
        return (*single, *pairs)

    @cached_property
    def mailbox(self) -> str:
        """The part of the address before the @, without dots."""
        return _mailbox(self.email)

    @cached_property
    def short_mailboxes(self) -> frozenset[str]:
        """The usual forms of an address from a name: iintake, intakei, inesi, inesintake, intakeines."""
        if len(self.folded_name.words) < 2:
            return frozenset()
        given, family = self.folded_name.words[0].main, self.folded_name.words[-1].main
        made = (given + family, family + given, given[:1] + family, family + given[:1], given + family[:1])
        return frozenset(each for each in made if len(each) > 3)


@dataclass(frozen=True, kw_only=True)
class LineReading:
    """Whom a line names: `firm` by a full name, `provisional` by less. Nobody is in both."""

    firm: frozenset[UUID] = frozenset()
    provisional: frozenset[UUID] = frozenset()

    @property
    def people(self) -> frozenset[UUID]:
        return self.firm.union(self.provisional)


def read_line(line: str, holders: Sequence[Holder]) -> LineReading:
    """Return those of `holders` whom a line names. It is for fields that name people.

    A full name is firm, however it is spelt. A bare surname or first name, a mail address and the name of an office
    are provisional. Do not use it for a narrative: there a bare name says too little.
    """
    text = visible(line[:LONGEST_LINE])
    addresses = [piece.strip(".'“”‘’") for piece in PIECES.split(text) if "@" in piece]
    for address in addresses:
        text = text.replace(address, " ")
    firm = _by_full_name(text, holders)
    parts = [text, *_parts(text)]
    if firm and _is_surname_first(parts):
        parts = [text]
    loose = {person for address in addresses[:MOST_PARTS] for person in _by_address(address, holders)}
    loose |= _by_office(parts, holders) | _by_bare_name(parts, holders)
    return LineReading(firm=frozenset(firm), provisional=frozenset(loose - firm))


def _by_full_name(text: str, holders: Sequence[Holder]) -> set[UUID]:
    """Return the people whose full name a text is, lists or holds. "Anna Jones and Peter Smith" does not name Anna Smith."""
    parts, passage = _parts(text), Passage(text)
    whole = [text] if not parts or (text.count(",") == 1 and not parts[2:]) else []
    names = [Name(part) for part in (*whole, *parts)]
    return {
        one.person
        for one in holders
        if passage.mentions(one.folded_name) or any(one.folded_name.matches(name) for name in names)
    }


def _by_address(address: str, holders: Sequence[Holder]) -> set[UUID]:
    local = address.partition("@")[0].partition("+")[0]
    box, words = _mailbox(address), " ".join(re.split(r"[._\-\d]+", local)).strip()
    offices, name, bare = offices_named(words), Name(words), words_of(words)
    own = box and box not in ROLE_MAILBOXES
    return {
        one.person
        for one in holders
        if one.email.casefold() == address.casefold()
        or (own and box in {one.mailbox, *one.short_mailboxes})
        or one.folded_name.matches(name)
        or not offices.isdisjoint(one.offices)
        or (own and not bare[1:] and any(_is_called(word, one) for word in bare))
    }


def _by_office(parts: Sequence[str], holders: Sequence[Holder]) -> set[UUID]:
    named = frozenset(office for part in parts for office in offices_named(part))
    return {one.person for one in holders if not named.isdisjoint(one.offices)}


def _by_bare_name(parts: Sequence[str], holders: Sequence[Holder]) -> set[UUID]:
    """Return the people whom a part names by a single word, apart from titles and words that lead up to it."""
    words = [word for word in map(_bare_word, parts) if word is not None]
    called = [{one.person for one in holders if _is_called(word, one)} for word in words]
    if _is_surname_first(parts) and not all(called):
        return set()
    return {person for people in called for person in people}


def _parts(text: str) -> list[str]:
    """Return what a line lists."""
    return [part for part in PARTS.split(text)[:MOST_PARTS] if part.strip()]


def _is_surname_first(parts: Sequence[str]) -> bool:
    """Whether a line is one word, a comma and one word: one name with the surname first, or two first names."""
    match [part.split() for part in parts]:
        case [_, [_], [_]]:
            return parts[0].count(",") == 1
    return False


def _bare_word(part: str) -> Word | None:
    """Return the single word by which a part of a line names somebody; None if it has none or more than one."""
    for text in dict.fromkeys((part, without_office(part))):
        words = _name_words(text)
        if words and all(word.syllables for word in words):
            return join_words(words)
        match words:
            case (only,):
                return only
    return None


def _name_words(part: str) -> Words:
    """Return a part of a line without the words around a name; its last word stays."""
    words = without_titles(words_of(part)[:MOST_WORDS])
    return without_titles(words, before=BEFORE_A_NAME, after=AFTER_A_NAME)


def _is_called(word: Word, holder: Holder) -> bool:
    """Whether a word is one of a person's names, or the part of their address before the @."""
    if len(word.main) < 2:
        return False
    return word.main == holder.mailbox or any(
        is_same(word, other) or (len(word.main) >= SLIP_FROM <= len(other.main) and _slips(word, other))
        for other in holder.bare
    )


def _slips(word: Word, other: Word) -> bool:
    spelt_out = not (word.exact or other.exact or word.consonants_only or other.consonants_only)
    return spelt_out and is_one_slip(word.main, other.main)


def _mailbox(address: str) -> str:
    local = address.casefold().partition("@")[0].partition("+")[0]
    return re.sub(r"[._\-]", "", local)
