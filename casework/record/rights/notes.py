"""Who writes and reads notes and tasks of a case, by seat. Seats that are not here have none."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from casework.record.rights import RIGHTS, rights_of
from casework.record.state import CaseView
from casework.record.state.people import APPEAL_PANEL, PANEL
from casework.vocabulary import CaseState, Reading, Seat
from casework.vocabulary.notes import NoteLevel

FINDING = frozenset({*PANEL, *APPEAL_PANEL, Seat.BOARD_MEMBER})
"""People in these seats read no notes, whatever other seat they hold: what they may know was served on the member."""
DECIDING = frozenset({Seat.DECIDER, Seat.REVIEWER, Seat.CONSENT_APPROVER, Seat.INTERIM_MEMBER})
"""People in these seats decide about the member. They read no note of the team, whatever other seat they hold:
nobody may argue to them where the member cannot answer.
"""
WORKING = frozenset({Seat.INTAKE, Seat.SCREENER, Seat.INVESTIGATOR})
"""The seats that work on a case before it is judged. They are its team while they may read the report itself."""
NOTES = (
    Seat.SCREENER,
    Seat.REVIEWER,
    Seat.INVESTIGATOR,
    Seat.DECIDER,
    Seat.INTAKE,
    Seat.CONSENT_APPROVER,
    Seat.INTERIM_MEMBER,
    Seat.MONITOR,
    Seat.PROTECTION_OFFICER,
)
"""The seats with notes, in the order in which somebody with several seats writes in one of them."""


@dataclass(frozen=True, kw_only=True)
class NoteRights:
    """What a person writes and reads in a case now.

    `seats` are those in which they have notes. `working`: those that work on the case, if they decide nothing about the
    member. `team`: those of the latter that read and write notes of the team. All are in the order of the table.
    `decides`: they decide about the member.
    """

    seats: tuple[Seat, ...] = ()
    working: tuple[Seat, ...] = ()
    team: tuple[Seat, ...] = ()
    decides: bool = False

    @property
    def levels(self) -> tuple[NoteLevel, ...]:
        """The levels at which they write, from the fewest readers to the most."""
        own = (NoteLevel.MINE, NoteLevel.SEAT) if self.seats else ()
        return (*own, NoteLevel.TEAM) if self.team else own

    def seat_for(self, level: NoteLevel) -> Seat:
        """Return the seat in which they write at one of their levels."""
        return (self.team if level is NoteLevel.TEAM else self.seats)[0]

    def reads(self, level: NoteLevel, seat: Seat) -> bool:
        """Whether they read what another person writes at a level in a seat."""
        return bool(self.team) if level is NoteLevel.TEAM else level is NoteLevel.SEAT and seat in self.seats


NOTHING = NoteRights()


def is_asked_for_progress(seat: Seat, state: CaseState | None) -> bool:
    """Whether a seat is in the team of a case at a stage, so that intake can ask it for progress."""
    return seat in WORKING and state is not None and Reading.READ_COMPLAINT in RIGHTS.get((seat, state), ())


def note_rights(view: CaseView, person: UUID, seats: Collection[Seat]) -> NoteRights:
    """Return what a person in these seats writes and reads now.

    Nothing for a barred person or one in `FINDING`, nor once the file is destroyed: a note would make a new key.
    """
    if view.holding.erased_on is not None or person in view.people.barred or FINDING & set(seats):
        return NOTHING
    rights = {seat: rights_of(seat, view, person) for seat in NOTES if seat in seats}
    shown = tuple(seat for seat, some in rights.items() if Reading.SEE_CASE in some)
    decides = bool(DECIDING & set(seats))
    working = () if decides else tuple(seat for seat in shown if seat in WORKING)
    team = tuple(seat for seat in working if Reading.READ_COMPLAINT in rights[seat])
    return NoteRights(seats=shown, working=working, team=team, decides=decides)
