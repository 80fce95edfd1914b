"""Rights are a pure function of seats, state, conflicts and events; door, pages and the printed table share it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from casework.record.rights import after, appeal, board, clock, conversation, desk, inquiry, panel, parties
from casework.record.rights.blocks import Blocks, cells
from casework.record.rights.by_office import STANDING as STANDING
from casework.record.rights.by_office import states_touched as states_touched
from casework.record.rights.conditions import When as When
from casework.record.rights.originals import ORIGINALS
from casework.record.rights.reading import MATRIX
from casework.record.state import CaseView
from casework.record.state.people import PARTIES
from casework.vocabulary import CaseState, Right, Seat, Verb
from casework.vocabulary.states import EVERYWHERE

ACCUSED = frozenset({Seat.RESPONDENT, Seat.REPRESENTATIVE})
BEFORE_THE_DESK = frozenset({Seat.COMPLAINANT, Seat.CLOCK, Seat.OUTSIDE_ALTERNATE})
"""The seats that know of a report before it is open to the desk."""
FOR_ONE_QUESTION = frozenset({Seat.OUTSIDE_ALTERNATE, Seat.BLIND_READER})
"""Seats that are asked one thing, and may step aside as long as they are asked."""


@dataclass(frozen=True, kw_only=True)
class Holder:
    """A person, by pseudonym, in a seat of the case or in one that comes with their office."""

    person: UUID
    seat: Seat


STEPPING_ASIDE: Blocks[Verb] = {
    seat: (
        (
            {CaseState.BOARD_DECISION} if seat is Seat.BOARD_MEMBER else EVERYWHERE,
            {Verb.DECLARE_CONFLICT, Verb.RECUSE_OFFICER},
        ),
    )
    for seat in frozenset(Seat) - PARTIES - BEFORE_THE_DESK - FOR_ONE_QUESTION - {Seat.PUBLIC}
}
"""Everybody with an office may step aside at any time; a member of the board until it has decided."""


def _rights() -> Mapping[tuple[Seat, CaseState], frozenset[Right | When]]:
    found: dict[tuple[Seat, CaseState], frozenset[Right | When]] = {}
    acting = (table.ACTING for table in (parties, desk, inquiry, panel, board, appeal, after, clock))
    for table in (*acting, ORIGINALS, STEPPING_ASIDE, MATRIX, *conversation.TABLES):
        for cell, rights in cells(table).items():
            found[cell] = found.get(cell, frozenset()) | rights
    return dict(sorted(found.items()))


RIGHTS: Mapping[tuple[Seat, CaseState], frozenset[Right | When]] = _rights()
PLAIN: Mapping[tuple[Seat, CaseState], frozenset[Right]] = {
    cell: frozenset(right for right in rights if not isinstance(right, When)) for cell, rights in RIGHTS.items()
}
CONDITIONAL: Mapping[tuple[Seat, CaseState], tuple[When, ...]] = {
    cell: tuple(right for right in rights if isinstance(right, When)) for cell, rights in RIGHTS.items()
}


def rights_of(seat: Seat, view: CaseView, person: UUID | None = None) -> frozenset[Right]:
    """Return what a seat, held by `person`, may do and read in a case now.

    Before the report is open to the desk, only the reporter, the clock and the outside alternate have rights. The accused
    has none before they know of the case, and a representative reads nothing before they accept.
    """
    if view.state is None or not may_know_of_report(seat, view):
        return frozenset()
    if seat in ACCUSED and not view.notice.known_to_respondent:
        return frozenset()
    cell = (seat, view.state)
    rights = PLAIN.get(cell, frozenset()).union(
        when.right for when in CONDITIONAL.get(cell, ()) if when.condition(view, person)
    )
    return rights & parties.BEFORE_ACCEPTING if _must_accept(seat, view) else rights


def _must_accept(seat: Seat, view: CaseView) -> bool:
    return seat is Seat.REPRESENTATIVE and not view.representation.accepted


def may_know_of_report(seat: Seat, view: CaseView) -> bool:
    """Whether a seat may know that this report exists: a few always, all others once it is open to the desk."""
    return view.filing.open_to_desk or seat in BEFORE_THE_DESK


def ever_held(seat: Seat) -> frozenset[Verb]:
    """Return every step that a seat can take in any state, under any condition."""
    held = {
        right.right if isinstance(right, When) else right
        for cell in RIGHTS
        if cell[0] is seat
        for right in RIGHTS[cell]
    }
    return frozenset(right for right in held if isinstance(right, Verb))


def rights_due(view: CaseView, holders: Iterable[Holder]) -> Mapping[UUID, frozenset[Right]]:
    """Return each person's rights. A conflict overrides every seat; a person without rights does not appear."""
    due: dict[UUID, frozenset[Right]] = {}
    for holder in holders:
        rights = rights_of(holder.seat, view, holder.person)
        if rights and holder.person not in view.people.barred:
            due[holder.person] = due.get(holder.person, frozenset()) | rights
    return due
