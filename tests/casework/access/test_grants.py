"""Rows are made equal to what the record gives: what is missing comes, what is too much goes, what is right stays."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db.models import F
from pytest_django import DjangoAssertNumQueries

from casework import access
from casework.models import Case, CaseGrant, Clock, Seating, Turn
from casework.vocabulary import Seat, Verb
from ledger.clock import now
from tests.casework.desk_cast import MONDAY, Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Iterator[Desk]:
    with time_machine.travel(MONDAY, tick=False):
        yield Desk()


@pytest.fixture
def case(desk: Desk) -> Case:
    return access.case_behind(desk.screening().pk, now())


def grants(case: Case) -> set[tuple[int, object, int, bool]]:
    return set(CaseGrant.objects.filter(content_object=case).values_list("pk", "user", "permission", "listed"))


def seats(case: Case) -> set[tuple[object, object, str]]:
    return set(Seating.objects.filter(case=case).values_list("user", "person", "seat"))


def clocks(case: Case) -> set[tuple[int, str, object, object]]:
    return set(Clock.objects.filter(case=case).values_list("pk", "name", "due", "look_at"))


def test_rights_that_are_as_they_should_be_keep_their_rows_and_two_statements_say_so(
    case: Case, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    before = grants(case), seats(case)
    with django_assert_num_queries(2):
        access.reconcile(case)
    assert (grants(case), seats(case)) == before


def test_a_right_too_many_goes_and_a_right_too_few_comes(case: Case) -> None:
    before = {row[1:] for row in grants(case)}
    taken = CaseGrant.objects.filter(content_object=case)[0]
    taken.delete()
    abate = Permission.objects.get(content_type__app_label="casework", codename=Verb.ABATE_CASE.value)
    CaseGrant.objects.create(content_object=case, user=taken.user, permission=abate)
    assert {row[1:] for row in grants(case)} != before
    access.reconcile(case)
    assert {row[1:] for row in grants(case)} == before


def test_a_grant_that_lists_would_not_find_is_put_right(case: Case) -> None:
    before = grants(case)
    assert {listed for *_, listed in before} == {True, False}
    CaseGrant.objects.filter(content_object=case).update(listed=~F("listed"))
    access.reconcile(case)
    assert grants(case) == before


def test_a_seat_too_many_goes_and_one_under_another_name_is_put_right(case: Case) -> None:
    before = seats(case)
    row = Seating.objects.filter(case=case, seat=Seat.SCREENER)[0]
    Seating.objects.filter(pk=row.pk).update(person=uuid4())
    Seating.objects.create(case=case, user=row.user, person=row.person, seat=Seat.DECIDER)
    access.reconcile(case)
    assert seats(case) == before


def test_no_other_case_is_touched(desk: Desk, case: Case) -> None:
    other = desk.swept()
    before = grants(other), seats(other), clocks(other)
    CaseGrant.objects.filter(content_object=case).delete()
    case.view = replace(case.view, people=replace(case.view.people, seats=frozenset()), clocks=())
    access.reconcile(case)
    assert (grants(other), seats(other), clocks(other)) == before
    assert (seats(case), clocks(case)) == (set(), set())


def test_a_clock_is_looked_at_again_only_if_its_due_time_changed(
    case: Case, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    before = clocks(case)
    assert before
    Clock.objects.filter(case=case).update(look_at=None)
    with django_assert_num_queries(2):
        access.reconcile(case)
    assert {row[3] for row in clocks(case)} == {None}
    Clock.objects.filter(case=case).update(due=now() - timedelta(days=9))
    Clock.objects.create(case=case, name="feedback", subject=uuid4())
    access.reconcile(case)
    assert clocks(case) == before


def test_the_first_rows_of_a_case_are_those_that_its_events_give(desk: Desk) -> None:
    case = access.case_behind(desk.file().pk, now())
    before = grants(case), seats(case), clocks(case), set(Turn.objects.filter(case=case).values_list())
    assert all(before[:3])
    access.reconcile(case)
    assert (grants(case), seats(case), clocks(case), set(Turn.objects.filter(case=case).values_list())) == before
