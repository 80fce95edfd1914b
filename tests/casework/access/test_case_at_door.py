"""Reading a case again takes one statement, and gives the same as reading each part of it by itself."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine

from accounts.models import Appointment
from accounts.offices import Office, appoint
from casework import access
from casework.access import Actor
from casework.models import Case, CaseGrant, Opening
from casework.procedure.reading.papers import open_papers
from casework.procedure.screening.actions import frame_allegation
from casework.queries.people.case_people import people_named
from casework.verbs import VERBS
from casework.vocabulary import NotSeen, Reading, Seat
from ledger.clock import now
from ledger.models import Entry
from tests.casework.desk_cast import MONDAY, SINCE, Desk, desk_on, period


@pytest.fixture
def desk(db: None) -> Iterator[Desk]:
    made, traveller = desk_on()
    access.forget_folds()
    yield made
    traveller.stop()


def shown(case: Case, by: Actor) -> Case:
    return access.case_shown(by, case.reference, Reading.SEE_CASE)


def frame(desk: Desk, case: Case, commitment: int) -> None:
    day = date(2026, 1, 12)
    by = desk.screeners(case)[0]
    frame_allegation(reference=case.reference, by=by, commitment=commitment, act="Gave it away.", **period(day, day))


def test_a_case_shown_again_takes_one_statement(desk: Desk, django_assert_num_queries: Any) -> None:
    case, _ = desk.framed()
    by = desk.screeners(case)[0]
    first = shown(case, by)
    with django_assert_num_queries(1):
        again = shown(case, by)
    assert (again.rights, again.seats, again.acting) == (first.rights, first.seats, first.acting)
    with django_assert_num_queries(0):
        assert {person for _seat, _name, person in people_named(again)} == set(again.names)


def test_a_new_entry_is_folded_onto_the_cached_view(desk: Desk) -> None:
    case, _ = desk.framed()
    by = desk.screeners(case)[0]
    before = len(shown(case, by).record)
    frame(desk, case, 3)
    warm = shown(case, by)
    access.forget_folds()
    cold = shown(case, by)
    assert (len(warm.record), warm.record, warm.view.allegations) == (before + 1, cold.record, cold.view.allegations)


def test_the_oaths_and_the_seats_are_those_that_the_machine_reads(desk: Desk) -> None:
    case, _ = desk.framed()
    one, machine = shown(case, desk.screeners(case)[0]), access.case_behind(case.pk, now())
    assert (one.view.sworn, one.view.elsewhere) == (machine.view.sworn, machine.view.elsewhere)
    assert one.view.sworn != ()


def test_an_office_counts_until_its_last_day(desk: Desk) -> None:
    appoint(user=desk["dee"], office=Office.INTAKE, since=SINCE, until=MONDAY.date())
    case, by = desk.screening(), desk.by("dee")
    assert Seat.INTAKE in shown(case, by).seats
    with time_machine.travel(MONDAY + timedelta(days=1), tick=False), pytest.raises(NotSeen):
        shown(case, by)


def test_an_office_that_somebody_wrote_into_the_table_counts_for_nothing(desk: Desk) -> None:
    case = desk.screening()
    Appointment.objects.filter(user=desk["ines"]).update(order=7)
    with pytest.raises(NotSeen):
        shown(case, desk.by("ines"))


def test_nobody_learns_of_a_case_without_a_right_there(desk: Desk, django_assert_num_queries: Any) -> None:
    case = desk.screening()
    for reference in (case.reference, "OB-2222-2222", "OB-\0"):
        with django_assert_num_queries(1), pytest.raises(NotSeen):
            access.case_shown(desk.by("ola"), reference, Reading.SEE_CASE)


def test_names_are_read_only_for_people_who_may_read_them(desk: Desk) -> None:
    case, _ = desk.framed()
    by = desk.screeners(case)[0]
    assert set(shown(case, by).names) == {desk.person(name) for name in names_of(desk, case)}
    CaseGrant.objects.filter(user=by.user, permission__codename=Reading.READ_PEOPLE.value).delete()
    assert dict(shown(case, by).names) == {}


def names_of(desk: Desk, case: Case) -> list[str]:
    """Return the first names of the officers in the seats of a case."""
    seated: set[UUID] = set(case.seatings.exclude(seat=Seat.COMPLAINANT.value).values_list("user", flat=True))
    return [name for name, user in desk.people.items() if user.pk in seated and name != "rex"]


def test_an_opening_is_noted_once_in_a_quarter_of_an_hour(desk: Desk, django_assert_num_queries: Any) -> None:
    case, _ = desk.framed()
    by = desk.screeners(case)[0]
    counts: list[int] = []
    for minutes in (0, 14, 15):
        with time_machine.travel(MONDAY + timedelta(hours=1, minutes=minutes), tick=False):
            open_papers(reference=case.reference, by=by, verbs=VERBS)
            counts.append(Entry.objects.filter(type="content.opened").count() - sum(counts[:1]))
    compartments = Opening.objects.filter(case=case, user=by.user, file=None).count()
    assert counts == [compartments, 0, compartments]
    with (
        time_machine.travel(MONDAY + timedelta(hours=1, minutes=29), tick=False),
        django_assert_num_queries(4),  # the case, its texts, and the two ends of the transaction
    ):
        open_papers(reference=case.reference, by=by, verbs=VERBS)


def test_a_look_without_a_text_is_noted_once_and_then_takes_one_statement(
    desk: Desk, django_assert_num_queries: Any
) -> None:
    case, _ = desk.framed()
    by = desk.screeners(case)[0]
    # A page before, so that this process knows the rules and the Code, whatever test ran first.
    open_papers(reference=case.reference, by=desk.screeners(case)[0], verbs=VERBS, shown=lambda _page: ())
    access.forget_folds()
    for minutes, statements in ((0, 3), (14, 1), (15, 2)):  # the fold is kept by then
        with (
            time_machine.travel(MONDAY + timedelta(hours=1, minutes=minutes), tick=False),
            django_assert_num_queries(statements),
        ):
            open_papers(reference=case.reference, by=by, verbs=VERBS, shown=lambda _page: ())
    looks = Opening.objects.filter(case=case, user=by.user, kept="")
    assert [one.at for one in looks] == [MONDAY + timedelta(hours=1, minutes=15)]
