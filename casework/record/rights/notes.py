"""Who writes and reads notes and tasks of a case: a row for each seat. Seats that are not here have none."""

from collections.abc import Collection, Mapping
from uuid import UUID

from casework.record.rights import rights_of
from casework.record.state import CaseView
from casework.record.state.people import APPEAL_PANEL, PANEL
from casework.vocabulary import Reading, Seat
from casework.vocabulary.notes import NoteLevel

FINDING = frozenset({*PANEL, *APPEAL_PANEL, Seat.BOARD_MEMBER})
"""Who sits here reads no note of anybody, in whatever other seat: what they may know was served on the member."""
IN_THE_TEAM = frozenset(NoteLevel)
APART = frozenset({NoteLevel.MINE, NoteLevel.SEAT})
NOTES: Mapping[Seat, frozenset[NoteLevel]] = {
    **dict.fromkeys((Seat.SCREENER, Seat.REVIEWER, Seat.INVESTIGATOR, Seat.DECIDER, Seat.INTAKE), IN_THE_TEAM),
    **dict.fromkeys((Seat.CONSENT_APPROVER, Seat.INTERIM_MEMBER, Seat.MONITOR, Seat.PROTECTION_OFFICER), APART),
}
"""The levels of each seat, in the order in which somebody with several seats writes in one of them."""


def note_seats(view: CaseView, person: UUID, seats: Collection[Seat]) -> tuple[Seat, ...]:
    """Return those of a person's seats in which they write and read notes now.

    None for a person who finds or is barred, and none after the file was destroyed: a note would make a fresh key.
    """
    if view.holding.erased_on is not None or person in view.people.barred or FINDING & set(seats):
        return ()
    return tuple(seat for seat in NOTES if seat in seats and Reading.SEE_CASE in rights_of(seat, view, person))


def note_levels(seats: Collection[Seat]) -> tuple[NoteLevel, ...]:
    """Return the levels that these seats give, from the fewest readers to the most."""
    return tuple(level for level in NoteLevel if any(level in NOTES[seat] for seat in seats))
