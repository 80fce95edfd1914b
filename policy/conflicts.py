"""Whether one person's ties to a party bar them from a case. Plain values in, the bases found out."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from policy.names import Name, are_near_employers, employer_trigrams, plain
from policy.periods import add_years


class Basis(StrEnum):
    """Why somebody is conflicted. MENTION alone is provisional; for DECLARED no reason is asked."""

    SAME_PERSON = "same_person"
    EMPLOYER = "employer"
    CHAPTER = "chapter"
    COMMITTEE = "committee"
    FAMILY = "family"
    SPONSOR = "sponsor"
    MENTOR = "mentor"
    EARLIER_PARTY = "earlier_party"
    EARLIER_DECISION = "earlier_decision"
    LINKED_CASE = "linked_case"
    UNWANTED = "unwanted"
    MENTION = "mention"
    DECLARED = "declared"


@dataclass(frozen=True, kw_only=True)
class Employment:
    """Work for one employer; None if the beginning or the end is not known or not reached."""

    employer: str
    since: date | None = None
    until: date | None = None

    @cached_property
    def trigrams(self) -> frozenset[str]:
        """The trigrams of the employer's name, made once for all comparisons."""
        return employer_trigrams(self.employer)


@dataclass(frozen=True, kw_only=True)
class PersonDetails:
    """What is known of somebody. `family`, `sponsors`, `mentors` are names they gave; `key` is their account's."""

    name: str = ""
    key: UUID | None = None
    number: str = ""
    email: str = ""
    employments: tuple[Employment, ...] = ()
    chapter: str = ""
    committees: frozenset[str] = frozenset()
    family: frozenset[str] = frozenset()
    sponsors: frozenset[str] = frozenset()
    mentors: frozenset[str] = frozenset()

    @cached_property
    def folded_name(self) -> Name:
        """The name, folded once for all that it is compared with."""
        return Name(self.name)

    @cached_property
    def folded_chapter(self) -> str:
        return plain(self.chapter)

    @cached_property
    def folded_committees(self) -> frozenset[str]:
        return frozenset(plain(word) for word in self.committees if plain(word))

    @cached_property
    def folded_family(self) -> tuple[Name, ...]:
        return tuple(map(Name, self.family))

    @cached_property
    def folded_sponsors(self) -> tuple[Name, ...]:
        return tuple(map(Name, self.sponsors))

    @cached_property
    def folded_mentors(self) -> tuple[Name, ...]:
        return tuple(map(Name, self.mentors))


def matches(person: PersonDetails, party: PersonDetails, on: date, *, employer_years: int = 3) -> frozenset[Basis]:
    """Return every tie between an office holder and a party on the day `on`; empty: none was found.

    `employer_years` is the rulebook's limit: an employer counts that either left no longer ago. Ties are symmetric.
    """
    found = {
        Basis.SAME_PERSON: _same_person(person, party),
        Basis.EMPLOYER: _same_employer(person, party, add_years(on, -employer_years)),
        Basis.CHAPTER: bool(person.folded_chapter) and person.folded_chapter == party.folded_chapter,
        Basis.COMMITTEE: not person.folded_committees.isdisjoint(party.folded_committees),
        Basis.FAMILY: _is_named(person.folded_family, party) or _is_named(party.folded_family, person),
        Basis.SPONSOR: _is_named(person.folded_sponsors, party) or _is_named(party.folded_sponsors, person),
        Basis.MENTOR: _is_named(person.folded_mentors, party) or _is_named(party.folded_mentors, person),
    }
    return frozenset(basis for basis, holds in found.items() if holds)


def _same_person(one: PersonDetails, other: PersonDetails) -> bool:
    return (
        (one.key is not None and one.key == other.key)
        or (bool(one.number) and one.number.strip().casefold() == other.number.strip().casefold())
        or (bool(one.email) and one.email.strip().casefold() == other.email.strip().casefold())
        or one.folded_name.matches(other.folded_name)
    )


def _same_employer(one: PersonDetails, other: PersonDetails, earliest: date) -> bool:
    recent = (
        [each for each in details.employments if each.until is None or each.until >= earliest]
        for details in (one, other)
    )
    mine, theirs = recent
    return any(are_near_employers(a.trigrams, b.trigrams) for a in mine for b in theirs)


def _is_named(names: tuple[Name, ...], person: PersonDetails) -> bool:
    return any(name.matches(person.folded_name) for name in names)
