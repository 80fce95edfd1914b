"""The people of a case by name, and those of them whose turn it is."""

from collections.abc import Iterable, Mapping, Set
from uuid import UUID

from accounts.pseudonyms import people_behind
from casework.models import Case
from casework.queries.people.whose_turn import WhoseTurn, has_signed
from casework.record.rights.hidden_letters import hides_approver
from casework.record.state.people import PARTIES
from casework.vocabulary import CaseState, Seat
from casework.workflow.turns import holding_up


def next_by_name(case: Case, turn: WhoseTurn, people: Iterable[tuple[Seat, str, UUID]]) -> tuple[str, ...]:
    """Return the names of the other people whose turn it is, out of `people`.

    Only viewers who may sign learn who has not signed yet, because the others do not know what was put forward. Other people
    who have voted are not left out: that would reveal who has voted.
    """
    if any(one.step.value not in case.rights for one in holding_up(case.view)):
        return ()
    viewer = case.acting.person
    others = ((name, person) for seat, name, person in people if seat is turn.others and person != viewer)
    return tuple(name for name, person in others if not has_signed(case, person))


def people_named(case: Case) -> tuple[tuple[Seat, str, UUID], ...]:
    """Return the holder of each seat: the seat, the name and the pseudonym. One query, or none if the door read the names.

    The parties and a blind reader are left out, after the ballot the board members, and an approver from those who may not
    know that there was an offer.
    """
    shown = seats_shown(case)
    names = _names(case, {person for _, person in shown})
    return tuple(sorted((seat, names[person], person) for seat, person in shown if person in names))


def seats_shown(case: Case) -> list[tuple[Seat, UUID]]:
    """Return each seat with its holder, as the list of people shows them to those who may read it. No query."""
    state = case.view.state
    unnamed = PARTIES | {Seat.BLIND_READER} | (set() if state is CaseState.BOARD_DECISION else {Seat.BOARD_MEMBER})
    if hides_approver(case.view, case.seats):
        unnamed |= {Seat.CONSENT_APPROVER}
    return [(seat, person) for person, seat in case.view.people.seats if seat not in unnamed]


def _names(case: Case, people: Set[UUID]) -> Mapping[UUID, str]:
    if case.names.keys() >= people:
        return case.names
    return {person: user.name for person, user in people_behind(people).items()}
