"""Who may take a seat: separation of duties, here and in linked cases."""

from collections.abc import Mapping
from uuid import UUID

from casework.record.state.case import CaseView
from casework.record.state.people import PANEL
from casework.vocabulary import Seat
from policy.separation import may_also_sit

FULL: Mapping[Seat, int] = {
    Seat.SCREENER: 2,
    Seat.REVIEWER: 2,
    Seat.INVESTIGATOR: 1,
    Seat.DECIDER: 3,
    Seat.CUSTODIAN: 2,
    Seat.PROTECTION_OFFICER: 1,
    Seat.REGISTRAR: 1,
    Seat.DPO: 1,
    Seat.AUDITOR: 1,
    Seat.CONSENT_APPROVER: 1,
    Seat.INTERIM_MEMBER: 3,
    Seat.MONITOR: 2,
}
"""How many people sit in a seat that is given one by one, where the rulebook says nothing else; see `places`."""


def free_to_sit(view: CaseView, person: UUID, seat: Seat) -> bool:
    """Whether separation of duties leaves a seat open to a person (procedure, section 7)."""
    linked = {held for who, held in view.elsewhere if who == person}
    return (
        (person, seat) not in view.people.spent
        and may_also_sit(view.people.acted_as(person) - {seat}, seat)
        and may_also_sit(linked - {seat}, seat, linked=True)
    )


def may_judge(view: CaseView, person: UUID, seat: Seat) -> bool:
    """Whether a person's acts and other seats, here and in linked cases, leave a seat of the panel open to them.

    Nobody of a panel that was discharged, or dissolved after its findings, sits again. Being named before bars nothing.
    """
    people, elsewhere = view.people, view.elsewhere
    acted = {held for who, held in people.acts if who == person} | (people.seats_of(person) - set(PANEL))
    linked = {held for who, held in elsewhere if who == person}
    return (
        not any((person, of_panel) in people.spent for of_panel in PANEL)
        and may_also_sit(acted - {seat}, seat)
        and may_also_sit(linked - {seat}, seat, linked=True)
    )


def seated_panel(view: CaseView) -> frozenset[UUID]:
    """Return who of the panel sits now and is not barred."""
    people = view.people
    return frozenset(person for person, seat in people.seats if seat in PANEL) - people.barred


def challenged_members(view: CaseView) -> frozenset[UUID]:
    """Return who still sits and was challenged, the challenge not ruled on; who has left needs no ruling."""
    return view.panel.challenged & seated_panel(view)
