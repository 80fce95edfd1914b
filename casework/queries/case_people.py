"""The people of a case by name, and which of them have signed what it waits for."""

from collections.abc import Iterable, Mapping, Set
from uuid import UUID

from accounts.pseudonyms import people_behind
from casework.models import Case
from casework.record.state.people import PARTIES
from casework.vocabulary import CaseState, Seat
from casework.workflow.turns import holding_up


def has_signed(case: Case, person: UUID) -> bool:
    """Whether a person has signed what holds the case up, and somebody else has to sign it too."""
    return any(person in {signer for signer, _ in one.signers} for one in holding_up(case.view))


def next_by_name(case: Case, people: Iterable[tuple[Seat, str, UUID]]) -> tuple[str, ...]:
    """Return the names of those of these people whose turn it is.

    Who has not signed yet is named only to those who may sign: the others do not know what was put forward.
    """
    if any(one.step.value not in case.rights for one in holding_up(case.view)):
        return ()
    return tuple(name for seat, name, person in people if seat == case.waiting_on and not has_signed(case, person))


def people_named(case: Case) -> tuple[tuple[Seat, str, UUID], ...]:
    """Return the holder of each seat: the seat, the name and the pseudonym. One query, or none if the door read the names.

    The parties, a blind reader and those who voted before are left out.
    """
    state = case.view.state
    unnamed = PARTIES | {Seat.BLIND_READER} | (set() if state is CaseState.BOARD_DECISION else {Seat.BOARD_MEMBER})
    shown = [(seat, person) for person, seat in case.view.people.seats if seat not in unnamed]
    names = _names(case, {person for _, person in shown})
    return tuple(sorted((seat, names[person], person) for seat, person in shown if person in names))


def _names(case: Case, people: Set[UUID]) -> Mapping[UUID, str]:
    if case.names.keys() >= people:
        return case.names
    return {person: user.name for person, user in people_behind(people).items()}
