"""The officers of a case who write and read notes in it, and the tasks of each other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from casework import access
from casework.models import Case
from casework.record.rights import RIGHTS, Holder
from casework.record.rights.notes import NoteRights, note_rights
from casework.vocabulary import NoRight, NotSeen, Seat, Verb
from casework.vocabulary.notes import NoteLevel

LEAVING = frozenset({Verb.DECLARE_CONFLICT, Verb.RECUSE_OFFICER})
"""Steps that a task cannot name."""


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Somebody who writes notes in a case: their account, what they write and read there, and the steps of their seats."""

    user: UUID
    name: str
    rights: NoteRights
    steps: frozenset[Verb] = frozenset()

    @property
    def seats(self) -> tuple[Seat, ...]:
        """The seats in which they have notes, in the order of the table."""
        return self.rights.seats


def own_note_rights(case: Case) -> NoteRights:
    """Return what the viewer of a case writes and reads there. NoRight if nothing; NotSeen of a destroyed file."""
    if case.view.holding.erased_on is not None:
        raise NotSeen
    rights = _rights_of_viewer(case)
    if not rights.seats:
        raise NoRight
    return rights


def has_notes(case: Case) -> bool:
    return bool(_rights_of_viewer(case).seats)


def can_ask(case: Case) -> bool:
    """Whether the viewer of a case can ask others in it for progress. No query."""
    return bool(_rights_of_viewer(case).working)


def is_in_team(case: Case) -> bool:
    """Whether the viewer of a case reads the notes of its team, and has tasks in it. No query."""
    return bool(_rights_of_viewer(case).team)


def _rights_of_viewer(case: Case) -> NoteRights:
    return note_rights(case.view, case.acting.person, case.seats)


def colleagues(case: Case) -> Mapping[UUID, Colleague]:
    """Return by account everybody who writes notes in a case, by name. Two queries."""
    found = []
    for person, (user, held) in access.holders_of(case).items():
        rights = note_rights(case.view, person, {one.seat for one in held})
        if rights.seats:
            found.append(Colleague(user=user.pk, name=user.name, rights=rights, steps=_steps_of(case, held)))
    return {one.user: one for one in sorted(found, key=lambda one: (one.name, str(one.user)))}


def _steps_of(case: Case, held: Iterable[Holder]) -> frozenset[Verb]:
    """Return the steps that these seats may always take at this stage. A conditional step would reveal its condition."""
    rights = (RIGHTS.get((one.seat, case.view.state), ()) for one in held if case.view.state)
    return frozenset(one for some in rights for one in some if isinstance(one, Verb)) - LEAVING


def team_among(people: Mapping[UUID, Colleague]) -> Mapping[UUID, Colleague]:
    """Return which of these people are in the team, who read its notes and can have tasks."""
    return {user: one for user, one in people.items() if one.rights.team}


def team_of(case: Case) -> Mapping[UUID, Colleague]:
    """Return by account the team of a case. Two queries."""
    return team_among(colleagues(case))


def readers(people: Iterable[Colleague], level: NoteLevel, seat: Seat, own: UUID) -> tuple[Colleague, ...]:
    """Return who, besides the writer, reads what is written at a level in a seat."""
    return tuple(one for one in people if one.user != own and one.rights.reads(level, seat))
