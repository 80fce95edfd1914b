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
    """Whether a person has signed the step that holds the case up, which still needs another signature."""
    return any(person in {signer for signer, _ in one.signers} for one in holding_up(case.view))


def is_left_to_others(case: Case) -> bool:
    """Whether the viewer has signed or voted, and the case now waits for others in the same seat. No query."""
    view, person, seat = case.view, case.acting.person, case.waiting_on
    if seat not in case.seats or has_signed(case, person):
        return seat in case.seats
    people = {person, *view.people.holding(Seat(seat))}
    able = {turn.person for turn in turns_due(view, [Holder(person=one, seat=Seat(seat)) for one in people])}
    return bool(able) and person not in able


def next_by_name(case: Case, people: Iterable[tuple[Seat, str, UUID]]) -> tuple[str, ...]:
    """Return the names of the people whose turn it is, out of `people`.

    Only viewers who may sign learn who has not signed yet, because the others do not know what was put forward. A viewer
    who has done their part is left out. Other people who have voted are not left out: that would reveal who has voted.
    """
    if any(one.step.value not in case.rights for one in holding_up(case.view)):
        return ()
    done = {case.acting.person} if is_left_to_others(case) else set()
    next_ones = ((name, person) for seat, name, person in people if seat == case.waiting_on)
    return tuple(name for name, person in next_ones if person not in done and not has_signed(case, person))


def people_named(case: Case) -> tuple[tuple[Seat, str, UUID], ...]:
    """Return the holder of each seat: the seat, the name and the pseudonym. One query, or none if the door read the names.

    The parties and a blind reader are left out, and after the ballot the board members.
    """
    shown = seats_shown(case)
    names = _names(case, {person for _, person in shown})
    return tuple(sorted((seat, names[person], person) for seat, person in shown if person in names))


def seats_shown(case: Case) -> list[tuple[Seat, UUID]]:
    """Return each seat with its holder, as the list of people shows them to those who may read it. No query."""
    state = case.view.state
    unnamed = PARTIES | {Seat.BLIND_READER} | (set() if state is CaseState.BOARD_DECISION else {Seat.BOARD_MEMBER})
    return [(seat, person) for person, seat in case.view.people.seats if seat not in unnamed]


def _names(case: Case, people: Set[UUID]) -> Mapping[UUID, str]:
    if case.names.keys() >= people:
        return case.names
    return {person: user.name for person, user in people_behind(people).items()}
