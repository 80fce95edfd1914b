"""Who may take a seat: separation of duties, here and in linked cases."""

from collections.abc import Mapping
from uuid import UUID

from casework.record.state.case import CaseView
from casework.record.state.people import APPEAL_PANEL, HANDLING, PANEL
from casework.vocabulary import ClockName, Seat
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


NOT_AFTER_TAKING = frozenset({Seat.SCREENER, Seat.INVESTIGATOR})
"""The seats that are closed to the officer who took a report down for a caller: they would judge their own words."""


def free_to_sit(view: CaseView, person: UUID, seat: Seat) -> bool:
    """Whether separation of duties leaves a seat open to a person (procedure, section 7)."""
    if person == view.filing.taken_by and seat in NOT_AFTER_TAKING:
        return False
    return (person, seat) not in view.people.spent and _is_separate(view, person, seat, view.people.acted_as(person))


def may_judge(view: CaseView, person: UUID, seat: Seat) -> bool:
    """Whether a person's acts and other seats, here and in linked cases, leave a seat of the panel open to them.

    Members of a panel that was discharged, or dissolved after its findings, never sit again. A mere naming bars nothing.
    """
    people = view.people
    acted = people.acts_of.get(person, frozenset()) | (people.seats_of(person) - set(PANEL))
    barred = any((person, of_panel) in people.spent for of_panel in PANEL)
    return not barred and _is_separate(view, person, seat, acted)


def _is_separate(view: CaseView, person: UUID, seat: Seat, acted: frozenset[Seat]) -> bool:
    if looks_into_what_grew(view, person):
        return False
    linked = {held for who, held in view.elsewhere if who == person}
    return may_also_sit(acted - {seat}, seat) and may_also_sit(linked - {seat}, seat, linked=True)


def looks_into_what_grew(view: CaseView, person: UUID) -> bool:
    """Whether a case grew out of this one, and a person looks into a linked case: a seat here would deny them that case."""
    return bool(view.joining.grown) and any(who == person and held in HANDLING for who, held in view.elsewhere)


def seated_panel(view: CaseView) -> frozenset[UUID]:
    """Return the members of the panel who sit now and are not barred."""
    people = view.people
    return frozenset(person for person, seat in people.seats if seat in PANEL) - people.barred


def challenged_members(view: CaseView) -> frozenset[UUID]:
    """Return the sitting members whose challenge waits for a ruling; a member who has left needs none."""
    return view.panel.challenged & seated_panel(view)


def seated_appeal_panel(view: CaseView) -> frozenset[UUID]:
    """Return the members of the appeal panel who sit now and are not barred."""
    people = view.people
    return frozenset(person for person, seat in people.seats if seat in APPEAL_PANEL) - people.barred


def yet_to_declare(view: CaseView, sitting: frozenset[UUID]) -> frozenset[UUID]:
    """Return those of a panel who have not said whether they are free. What somebody told, and waits, is an answer."""
    return sitting - view.declarations.free - view.declarations.waiting


def silent(view: CaseView, sitting: frozenset[UUID]) -> frozenset[UUID]:
    """Return those of a panel who have not declared in their time: somebody else takes their place."""
    return yet_to_declare(view, sitting) if view.over(ClockName.DECLARATION) else frozenset()


def challenged_appeal_members(view: CaseView) -> frozenset[UUID]:
    """Return the sitting members of the appeal panel whose challenge waits for a ruling."""
    return view.appeal_hearing.challenged & seated_appeal_panel(view)
