"""Offices from a day until a day, and the names their holders act under."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from accounts.codes import code_digest
from accounts.models import Appointment, User
from accounts.offices import (
    CannotHoldOffice,
    Office,
    appoint,
    end_office,
    holders,
    named_holders,
    names_in_office,
    needs_second_factor,
    offices_of,
)
from accounts.pseudonyms import people_behind, person_behind, pseudonym

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 3, 2), date(2026, 9, 30)
DAY = timedelta(days=1)


def person(name: str) -> User:
    return User.objects.create_person(email=f"{name.lower()}@example.org", name=name)


def test_an_office_is_held_on_its_first_and_last_day_and_not_beyond() -> None:
    ada = person("Ada")
    appoint(user=ada, office=Office.DPO, since=FIRST, until=LAST)
    days = (FIRST - DAY, FIRST, LAST, LAST + DAY)
    assert [offices_of(ada, day) == {Office.DPO} for day in days] == [False, True, True, False]
    assert [needs_second_factor(ada, day) for day in days] == [False, True, True, False]
    assert needs_second_factor(ada) is True


def test_an_office_without_an_end_can_be_ended() -> None:
    ada = person("Ada")
    appoint(user=ada, office=Office.DPO, since=FIRST)
    assert (end_office(user=ada, office=Office.DPO, until=LAST), offices_of(ada, LAST + DAY)) == (True, frozenset())
    assert end_office(user=ada, office=Office.DPO, until=LAST) is False


def test_a_person_may_hold_several_offices_and_none_when_inactive() -> None:
    ada = person("Ada")
    for office in (Office.DPO, Office.REGISTRAR):
        appoint(user=ada, office=office, since=FIRST)
    assert offices_of(ada, FIRST) == {Office.DPO, Office.REGISTRAR}
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert (offices_of(ada, FIRST), list(holders(Office.DPO, FIRST))) == (frozenset(), [])


def test_a_pool_lists_its_members_in_order_and_its_alternates_after_them() -> None:
    for name, alternate, order in (("Cy", True, 1), ("Bo", False, 2), ("Di", True, 0), ("Al", False, 1)):
        appoint(user=person(name), office=Office.PANELIST, since=FIRST, alternate=alternate, order=order, lay=True)
    assert [row.user.name for row in holders(Office.PANELIST, FIRST)] == ["Al", "Bo", "Di", "Cy"]


@pytest.mark.parametrize("people", [1, 3])
def test_standing_holders_come_with_their_pseudonym_in_one_query(
    people: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    found = [person(f"P{n}") for n in range(people)]
    for each in found:
        appoint(user=each, office=Office.INTAKE, since=FIRST)
        pseudonym(each, "a case")
    with django_assert_num_queries(1):
        rows = list(named_holders([Office.INTAKE, Office.AUDITOR], FIRST))
    assert {(user, name, office) for user, name, office in rows} == {(u, pseudonym(u), Office.INTAKE) for u in found}


def test_a_holder_without_a_pseudonym_is_given_one_and_not_left_out() -> None:
    ada = person("Ada")
    Appointment.objects.create(user=ada, office=Office.INTAKE, since=FIRST)
    ((user, name, _),) = named_holders([Office.INTAKE], FIRST)
    assert (user, person_behind(name)) == (ada, ada)


def test_the_names_of_holders_come_now_and_later_and_not_once_they_left(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    ada, bob, cleo = person("Ada"), person("Bob"), person("Cleo")
    appoint(user=ada, office=Office.INTAKE, since=FIRST)
    appoint(user=bob, office=Office.REVIEWER, since=FIRST + timedelta(days=9))
    appoint(user=cleo, office=Office.INTAKE, since=FIRST - timedelta(days=9), until=FIRST - timedelta(days=1))
    with django_assert_num_queries(1):
        found = set(names_in_office([Office.INTAKE, Office.REVIEWER], FIRST))
    expected = ((ada, Office.INTAKE), (bob, Office.REVIEWER))
    assert found == {(user.pk, user.name, pseudonym(user), office) for user, office in expected}


def test_only_people_hold_office() -> None:
    with pytest.raises(CannotHoldOffice):
        appoint(user=User.objects.new_reporter(code_digest=code_digest(b"x")), office=Office.DPO, since=FIRST)


@pytest.mark.parametrize(
    "wrong",
    [
        {"office": "king"},
        {"office": "dpo", "lay": True},
        {"office": "dpo", "until": FIRST - DAY},
    ],
)
def test_the_database_refuses_an_appointment_that_makes_no_sense(wrong: dict[str, object]) -> None:
    ada = person("Ada")
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(user=ada, since=FIRST, **wrong)


def test_an_office_is_held_once_at_a_time() -> None:
    ada = person("Ada")
    appoint(user=ada, office=Office.DPO, since=FIRST)
    with pytest.raises(IntegrityError), transaction.atomic():
        appoint(user=ada, office=Office.DPO, since=LAST)


def test_a_person_has_one_pseudonym_in_office_and_another_in_each_case() -> None:
    ada = person("Ada")
    names = [pseudonym(ada), pseudonym(ada, "one case"), pseudonym(ada, "another case")]
    assert (len(set(names)), [pseudonym(ada), pseudonym(ada, "one case"), pseudonym(ada, "another case")]) == (3, names)
    assert people_behind(names) == dict.fromkeys(names, ada)


def test_an_unknown_pseudonym_names_nobody() -> None:
    assert (person_behind(person("Ada").pk), people_behind([])) == (None, {})
