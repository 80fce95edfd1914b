"""The people of a case by name, and which of them have signed what it waits for."""

from collections.abc import Iterable, Mapping, Set
from uuid import UUID

from accounts.pseudonyms import people_behind
from casework.models import Case
from casework.record.rights import Holder
from casework.record.state.people import PARTIES
from casework.vocabulary import CaseState, Seat
from casework.workflow.turns import holding_up, turns_due


def has_signed(case: Case, person: UUID) -> bool:
    """Whether a person has signed what holds the case up, and somebody else has to sign it too."""
    return any(person in {signer for signer, _ in one.signers} for one in holding_up(case.view))


def is_left_to_others(case: Case) -> bool:
    """Whether the case waits for others in the viewer's own seat, as the viewer has signed or voted already. No query."""
    view, person, seat = case.view, case.acting.person, case.waiting_on
    if seat not in case.seats or has_signed(case, person):
        return seat in case.seats
    people = {person, *view.people.holding(Seat(seat))}
    able = {turn.person for turn in turns_due(view, [Holder(person=one, seat=Seat(seat)) for one in people])}
    return bool(able) and person not in able


def next_by_name(case: Case, people: Iterable[tuple[Seat, str, UUID]]) -> tuple[str, ...]:
    """Return the names of those of these people whose turn it is.

    Who has not signed yet is named only to those who may sign: the others do not know what was put forward. Viewers who have
    done their part are left out. Others who have are not: who has voted stays with them.
    """
    if any(one.step.value not in case.rights for one in holding_up(case.view)):
        return ()
    done = {case.acting.person} if is_left_to_others(case) else set()
    next_ones = ((name, person) for seat, name, person in people if seat == case.waiting_on)
    return tuple(name for name, person in next_ones if person not in done and not has_signed(case, person))


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
