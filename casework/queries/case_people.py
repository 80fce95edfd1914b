"""The people of a case by name, and which of them have signed what it waits for."""

from uuid import UUID

from accounts.pseudonyms import people_behind
from casework.models import Case
from casework.record.state.people import PARTIES
from casework.vocabulary import CaseState, Seat, Verb


def has_signed(case: Case, person: UUID) -> bool:
    """Whether a person has signed the step that the case expects next, and somebody else has to sign it too."""
    waiting = case.view.proposals.of(Verb(case.expected_step)) if case.expected_step else None
    return waiting is not None and person in {signer for signer, _ in waiting.signers}


def people_named(case: Case) -> tuple[tuple[Seat, str, UUID], ...]:
    """Return the holder of each seat: the seat, the name and the pseudonym. One query.

    The parties, a blind reader and those who voted before are left out.
    """
    state = case.view.state
    unnamed = PARTIES | {Seat.BLIND_READER} | (set() if state is CaseState.BOARD_DECISION else {Seat.BOARD_MEMBER})
    shown = [(seat, person) for person, seat in case.view.people.seats if seat not in unnamed]
    names = {person: user.name for person, user in people_behind({person for _, person in shown}).items()}
    return tuple(sorted((seat, names[person], person) for seat, person in shown if person in names))
