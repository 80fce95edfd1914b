"""The people whom a reporter wants kept away from the report: whom each line fits, and whom to ask about the rest."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accounts.offices import Office, holders_by_name, names_in_office
from casework.record.state import CaseView
from casework.vocabulary import ClockName, Seat
from ledger.canonical import Values
from policy.named import Holder, LineReading, read_line
from policy.names import Passage, plain
from policy.office_names import offices_named
from policy.queries import rules_in_force
from policy.rules import Rules

SEEING = tuple(office for office in Office if office is not Office.ADMINISTRATOR)
"""The offices whose holders could come to see a case."""
FROM_OUTSIDE = ((Office.INTAKE, True), (Office.REVIEWER, True), (Office.PROTECTION_OFFICER, False))
"""The people to ask, in this order: the outside alternates of intake and review, then the protection officers."""

NOBODY = UUID(int=0)


@dataclass(frozen=True, kw_only=True)
class OfficeHolder:
    """A person in office, as a list shows them: pseudonym, name, the offices held or to come."""

    person: UUID
    user: UUID
    name: str
    offices: tuple[Office, ...]

    @property
    def tick(self) -> str:
        """The value of the person's box in the form of a report."""
        return f"person:{self.user.hex}"


@dataclass(frozen=True, kw_only=True)
class OfficesListed:
    """The people in office, by name. `named`: the form of a report names them; otherwise it lists the offices alone."""

    holders: tuple[OfficeHolder, ...]
    named: bool


@dataclass(frozen=True, kw_only=True)
class Unread:
    """A line that holds a report back unless it fits somebody in office. `is_reported`: it seems to mean a person reported."""

    line: str
    is_reported: bool


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """A reporter's wishes: the lines, each with the people it fits, and the people who are ticked.

    `accused` has the places of the lines that name the person complained of, who never sees the report anyway.
    """

    lines: tuple[str, ...] = ()
    readings: tuple[LineReading, ...] = ()
    accused: frozenset[int] = frozenset()
    ticked: frozenset[UUID] = frozenset()

    @property
    def firm(self) -> frozenset[UUID]:
        """The people denied for good: by name, or by a tick."""
        return self.ticked.union(*(reading.firm for reading in self.readings))

    @property
    def provisional(self) -> frozenset[UUID]:
        """The people denied until somebody has ruled."""
        return frozenset[UUID]().union(*(reading.provisional for reading in self.readings))

    @property
    def unread(self) -> tuple[int, ...]:
        places = (place for place, reading in enumerate(self.readings) if not reading.people)
        return tuple(place for place in places if place not in self.accused)


def wishes_in(typed: Values, holders: Sequence[Holder], users: Mapping[UUID, UUID]) -> Wishes:
    """Return the people among `holders` whom the reporter wants kept away. Only the machine reads this.

    `typed` are the texts of the report; `users` are the holders' accounts by pseudonym.
    """
    lines, ticks = tuple(typed["keep_away"]), frozenset(typed["keep_away_from"])
    complained_of = [Holder(person=NOBODY, name=typed["accused"]["name"])]
    return Wishes(
        lines=lines,
        readings=tuple(read_line(line, holders) for line in lines),
        accused=frozenset(place for place, line in enumerate(lines) if read_line(line, complained_of).firm),
        ticked=frozenset(one.person for one in holders if ticks & _boxes_of(one, users[one.person])),
    )


def unread_lines(lines: Sequence[str], reported: Sequence[str], listed: OfficesListed) -> list[Unread]:
    """Return the lines of an unsent report that may hold it back, judged by what its form shows and by nothing else.

    A list that names nobody in office clears no line. The sweep reads lines better, but takes too long for a page of anybody.
    """
    names = [frozenset(plain(one.name).split()) for one in listed.holders if listed.named]
    held = {office.value for one in listed.holders for office in one.offices if listed.named}
    return [
        Unread(line=line, is_reported=is_reported(line, reported))
        for line in lines
        if not _is_everybody_reported(line, reported) and not _fits(line, names, held)
    ]


def _is_everybody_reported(line: str, reported: Sequence[str]) -> bool:
    """Whether a line names each person reported in full: there is a case for each of them, and no other case is held back."""
    return bool(reported) and all(read_line(line, [Holder(person=NOBODY, name=name)]).firm for name in reported)


def _fits(line: str, names: Sequence[frozenset[str]], held: Collection[str]) -> bool:
    words = frozenset(plain(line).split())
    return not offices_named(line).isdisjoint(held) or any(words <= name or name <= words for name in names)


def is_reported(sought: str, reported: Sequence[str]) -> bool:
    """Whether a name that was typed is, or is close to, one that the reporter gave of the people reported."""
    words = plain(sought).split()
    return any(
        words
        and (all(word in plain(name) for word in words) or read_line(sought, [Holder(person=NOBODY, name=name)]).people)
        for name in reported
    )


def people_meant(texts: Sequence[str], holders: Sequence[Holder]) -> frozenset[UUID]:
    """Return the people among `holders` whom a reporter may mean in words about who must not see the report."""
    passages = [Passage(text) for text in texts]
    named = {one.person for one in holders if any(text.mentions(one.folded_name) for text in passages)}
    return frozenset(named).union(*(read_line(text, holders).people for text in texts))


def people_to_ask(view: CaseView, denied: Collection[UUID], meant: Collection[UUID] = ()) -> tuple[UUID, ...]:
    """Return the people who have to say whom those lines mean that fit nobody. Three queries.

    A person who was asked and is still free stays asked. The next person from outside is asked if there is nobody, or if
    the time to answer is over. `denied` are the people to whom the sweep denies the case now. Somebody who is `meant` by what
    the reporter added is asked only if there is nobody else.
    """
    free = [person for person in _from_outside(view) if person not in view.people.barred and person not in denied]
    free = [person for person in free if person not in meant] or free
    asked = view.people.holding(Seat.OUTSIDE_ALTERNATE)
    still = [person for person in free if person in asked]
    if still and not view.over(ClockName.KEEP_AWAY):
        return tuple(still)
    return (*still, *[person for person in free if person not in asked][:1])


def offices_listed(on: date) -> OfficesListed:
    """Return who could come to see a report on a day, for its form. DoesNotExist before the first rulebook."""
    return listed_under(rules_in_force(on), office_holders(on))


def listed_under(rules: Rules, holders: tuple[OfficeHolder, ...]) -> OfficesListed:
    return OfficesListed(holders=holders, named=bool(rules.limits["report_names_holders"]))


def office_holders(on: date) -> tuple[OfficeHolder, ...]:
    """Return the people who could come to see a case on a day, by name. One query."""
    held: dict[tuple[UUID, UUID, str], set[Office]] = {}
    for user, name, person, office in names_in_office(SEEING, on):
        held.setdefault((person, user, name), set()).add(office)
    found = [
        OfficeHolder(person=person, user=user, name=name, offices=tuple(sorted(offices, key=SEEING.index)))
        for (person, user, name), offices in held.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.user)))


def tick_for_office(office: Office) -> str:
    return f"office:{office.value}"


def _boxes_of(holder: Holder, user: UUID) -> frozenset[str]:
    return frozenset({f"person:{user.hex}", *(f"office:{office}" for office in holder.offices)})


def _from_outside(view: CaseView) -> list[UUID]:
    found = [
        person
        for office, only_alternates in FROM_OUTSIDE
        for person, one in holders_by_name(office, view.today)
        if one.alternate or not only_alternates
    ]
    return list(dict.fromkeys(found))
