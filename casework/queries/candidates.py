"""The people who can be chosen for a seat."""

from uuid import UUID

from accounts.offices import lay_holders, standing
from accounts.vocabulary import Office
from casework.record.state import CaseView
from casework.record.state.eligibility import free_to_sit
from casework.vocabulary import Seat


def candidates(office: Office, seat: Seat, view: CaseView) -> list[tuple[str, str]]:
    """Return the holders of an office as choices (pseudonym, name); who cannot take the seat is left out, whatever the reason.

    One query.
    """
    return [(str(person), user.name) for user, person, _ in standing([office], view.today) if free(person, seat, view)]


def lay_people(office: Office, view: CaseView) -> frozenset[UUID]:
    return lay_holders(office, view.today)


def free(person: UUID, seat: Seat, view: CaseView) -> bool:
    """Whether a person may take a seat: no conflict, and nothing done here or in a linked case that bars it."""
    return person not in view.people.barred and free_to_sit(view, person, seat)
