"""An appointment makes due the cases that it can touch and no others, and nobody comes to see one without being compared."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from django.db import connection

from accounts.models import Appointment, User
from accounts.offices import appoint, comparisons_due
from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from casework import access, tasks
from casework.access import Actor
from casework.models import Case, CaseGrant
from casework.procedure.intake.actions import sweep_conflicts
from casework.procedure.seats.actions import seat_officer
from casework.queries.reports.due_for_sweep import due_for_sweep
from casework.vocabulary import CaseState, NotNow, Seat
from ledger.clock import now
from local.demo.scenario import Story
from local.demo.story import complete
from tests.casework.web.conftest import Town, brought_to, here, town, town_begun
from tests.scenario_fixtures import upon

__all__ = ["here", "town"]

STAGES = ("submitted", "investigation", "board_decision", "appeal_window", "monitoring")
NAMED = "Ada Abel"
"""Whom no register knows and no case names."""
type Walls = Mapping[UUID, frozenset[tuple[UUID, str]]]


@upon(brought_to("monitoring"))
def of_many_cases(made: Town, closing: Story) -> None:
    """A town with a case in each of several states, each compared with everybody."""
    closing.wait(120)
    complete(closing)
    for stage in STAGES:
        made.case_in(stage)
    sweep_all()


begun = town_begun(of_many_cases)


def sweep_all() -> None:
    """Compare everybody with every case, as an appointment made it necessary before."""
    for reference in Case.objects.order_by("filed_at").values_list("reference", flat=True):
        sweep_conflicts(reference=reference, by=access.the_clock())


def walls() -> Walls:
    """Who may do what in each case."""
    found: dict[UUID, set[tuple[UUID, str]]] = {}
    for case, user, right in CaseGrant.objects.values_list("content_object", "user", "permission__codename"):
        found.setdefault(case, set()).add((user, right))
    return {case: frozenset(rights) for case, rights in found.items()}


def due() -> set[UUID]:
    """The cases that wait to be compared now."""
    references = due_for_sweep(1_000, comparisons_due(now()), now())
    return set(Case.objects.filter(reference__in=references).values_list("pk", flat=True))


def appointed(town: Town, user: User, office: Office) -> None:
    """Give somebody an office from today on, and let the minute pass in which no sweep counts."""
    appoint(user=user, office=office, since=now().date(), compare_from=now() + timedelta(minutes=1))
    town.clock.shift(timedelta(minutes=2))


def newcomer(number: int, name: str = NAMED) -> User:
    return User.objects.create_person(email=f"new{number}@society.example", name=name)


def test_a_new_appointment_makes_the_cases_whose_walls_change_due(town: Town) -> None:
    named = [Case.objects.exclude(respondent=None).first().respondent.name, "Wanda Quill", NAMED]  # type: ignore[union-attr]
    assert due() == set()
    narrowed = {}
    for number, office in enumerate(Office):
        before = walls()
        appointed(town, newcomer(number, named[number % len(named)]), office)
        waiting = due()
        sweep_all()
        after = walls()
        changed = {case for case in before.keys() | after.keys() if before.get(case) != after.get(case)}
        assert changed <= waiting, office
        narrowed[office] = len(waiting)
        tasks.sweep()
        assert (due(), Appointment.objects.filter(compare_from__isnull=False).count()) == (set(), 0)
    assert (narrowed[Office.ADMINISTRATOR], narrowed[Office.AUDITOR]) == (0, len(STAGES) + 1)
    assert narrowed[Office.SCREENER] == narrowed[Office.PANELIST] == len(STAGES)


def test_who_was_not_compared_with_a_closed_case_is_compared_when_they_are_seated(town: Town) -> None:
    case = Case.objects.get(state=CaseState.CLOSED)
    assert case.respondent is not None
    tied, free = newcomer(1, case.respondent.name), newcomer(2)
    for user in (tied, free):
        appointed(town, user, Office.PROTECTION_OFFICER)
    tasks.sweep()
    case.refresh_from_db()
    assert Appointment.objects.get(user=free).compare_from > case.swept_at  # type: ignore[operator]
    ines = Actor(user=town.people["ines"])
    seat = partial(seat_officer, reference=case.reference, by=ines, seat=Seat.PROTECTION_OFFICER, reason="x")
    with pytest.raises(NotNow, match="cannot be chosen here"):
        seat(person=pseudonym(tied))
    seat(person=pseudonym(free))
    seen = CaseGrant.objects.filter(content_object=case, user__in=[tied, free]).values_list("user", flat=True)
    assert set(seen) == {free.pk}


def test_a_case_that_is_opened_again_is_compared_before_a_newcomer_stands_in_it(town: Town) -> None:
    appointed(town, nora := newcomer(1), Office.BOARD_MEMBER)
    tasks.sweep()
    closed = Case.objects.get(state=CaseState.CLOSED)
    before = closed.swept_at
    assert Appointment.objects.get(user=nora).compare_from is not None
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE casework_case DISABLE TRIGGER USER")
        cursor.execute("UPDATE casework_case SET state = 'board_decision' WHERE id = %s", [closed.pk])
    assert due() == {closed.pk}
    tasks.sweep()
    assert Case.objects.get(pk=closed.pk).swept_at > before  # type: ignore[operator]
    assert Appointment.objects.get(user=nora).compare_from is None
