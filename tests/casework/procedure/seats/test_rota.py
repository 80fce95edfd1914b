"""The rota orders people by workload, counting only what the person who picks may know."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from accounts.models import Absence, User
from accounts.pseudonyms import people_behind
from casework.procedure.plain_step import do
from casework.queries.people.rota import Candidate, next_on_rota, stand_ins_in_place
from casework.queries.people.workload import workload
from casework.vocabulary import Seat, Verb
from tests.casework.desk_cast import MONDAY, Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Iterator[Desk]:
    with time_machine.travel(MONDAY, tick=False):
        yield Desk()


def test_the_rota_takes_those_with_the_fewest_cases_first(desk: Desk) -> None:
    first = desk.screening()
    seated = first.view.people.holding(Seat.SCREENER)
    others = {desk.person(name) for name in ("sol", "sam", "sky")} - seated
    second = desk.swept()
    assert next_on_rota(second.view, Seat.SCREENER, desk.person("ines"))[0] in others


def test_a_case_hidden_from_the_picker_changes_no_order_of_the_rota(
    desk: Desk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    second, picker = desk.swept(), desk.person("ines")
    before = next_on_rota(second.view, Seat.SCREENER, picker, 3)
    first = desk.screening()
    seen = next_on_rota(second.view, Seat.SCREENER, picker, 3)
    do(Verb.DECLARE_CONFLICT, reference=first.reference, by=desk.by("ines"))
    with django_assert_num_queries(2):
        hidden = next_on_rota(second.view, Seat.SCREENER, picker, 3)
    assert (hidden, next_on_rota(second.view, Seat.SCREENER, desk.person("ivo"), 3)) == (before, seen)
    assert seen != before


def test_who_is_away_comes_last_and_is_still_taken_where_nobody_else_is(
    desk: Desk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case, picker = desk.swept(), desk.person("ines")
    before = next_on_rota(case.view, Seat.SCREENER, picker, 3)
    for person in before[:2]:
        away = people_behind([person])[person]
        Absence.objects.create(user=away, since=MONDAY.date(), until=MONDAY.date() + timedelta(days=6))
    with django_assert_num_queries(2):
        assert next_on_rota(case.view, Seat.SCREENER, picker, 3) == (before[2], *before[:2])
    Absence.objects.update(since=MONDAY.date() + timedelta(days=1))
    assert next_on_rota(case.view, Seat.SCREENER, picker, 3) == before


def test_what_is_more_than_full_is_counted_as_full(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    seated = desk.screening().view.people.holding(Seat.SCREENER)
    other = desk.swept()
    users = [user.pk for user in people_behind(seated).values()]
    for _ in range(2):
        desk.screening()
    counted = workload(other.view, [Seat.SCREENER], users, desk.person("ines"))
    monkeypatch.setattr("casework.queries.people.workload.FULL", 1)
    full = workload(other.view, [Seat.SCREENER], users, desk.person("ines"))
    assert max(count for count, _ in counted.values()) > 1
    assert {count for count, _ in full.values()} == {1}


def test_a_stand_in_takes_the_place_of_their_person_only_if_both_may_sit() -> None:
    def one(name: str, *, free: bool = True, stand_in: str = "") -> Candidate:
        key = uuid5(NAMESPACE_URL, name)
        to = uuid5(NAMESPACE_URL, stand_in) if stand_in else None
        user = User(pk=key, name=name)
        return Candidate(person=key, user=user, free=free, alternate=False, away=bool(stand_in), stand_in=to)

    def names(*ordered: Candidate) -> list[str]:
        return [each.user.name for each in stand_ins_in_place(ordered)]

    away, barred, sam, sky = one("sol", stand_in="sky"), one("sol", free=False, stand_in="sky"), one("sam"), one("sky")
    assert names(away, sam, sky) == ["sky", "sam", "sol"]
    assert names(barred, sam, sky) == ["sam", "sky", "sol"]
