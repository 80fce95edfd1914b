"""A compiled queryset gives the rows that the queryset gives, for the values of each evaluation."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import CharField, Count, DateTimeField, F, Q
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from accounts.compiled import Compiled, Framed, Given, IsOneOf
from accounts.models import Pseudonym, User

pytestmark = pytest.mark.django_db
CALLED = Compiled(lambda: User.objects.filter(name=Given("name", CharField())).order_by("email"))
KEYS = Compiled(lambda: User.objects.filter(IsOneOf("id", "keys")).order_by("email").values_list("email", flat=True))
NAMES = Compiled(
    lambda: (
        Pseudonym.objects.filter(IsOneOf("user_id", "keys"))
        .select_related("user")
        .annotate(called=F("user__name"))
        .order_by("scope")
    )
)
BY_NAME = Compiled(lambda: User.objects.values("name").annotate(number=Count("pk")).order_by("name"))
EITHER = Compiled(
    lambda: (
        User.objects.filter(Q(name=Given("name", CharField())) | Q(email=Given("name", CharField())))
        .exclude(name__startswith="100%")
        .order_by("email")
    )
)
MOMENT = Compiled(lambda: User.objects.annotate(at=Given("now", DateTimeField()) + timedelta(days=1)).values_list("at"))

FRAMED = Framed(
    "SELECT u.name, %(word)s::text, k.email FROM ({rows}) AS k JOIN accounts_user AS u ON u.email = k.email "
    "WHERE u.id = ANY(%(keys)s) ORDER BY k.email DESC",
    lambda: User.objects.filter(IsOneOf("id", "keys")).exclude(name__startswith="100%").values("email"),
)


@pytest.fixture
def people() -> list[User]:
    made = (("ada@example.org", "Ada"), ("ben@example.org", "Ada"), ("cleo@example.org", "Cleo"))
    return [User.objects.create_person(email=email, name=name) for email, name in made]


def test_each_evaluation_gets_its_own_rows(
    people: list[User], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ada, ben, cleo = people
    with django_assert_num_queries(5):
        assert CALLED.rows(name="Ada") == [ada, ben]
        assert CALLED.rows(name="Cleo") == [cleo]
        assert CALLED.count(name="Nobody") == 0
        assert KEYS.rows(keys=[cleo.pk, ada.pk, uuid4()]) == ["ada@example.org", "cleo@example.org"]
        assert KEYS.rows(keys=[]) == []


def test_a_statement_around_a_queryset_has_the_same_values(
    people: list[User], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ada, _, cleo = people
    with django_assert_num_queries(2):
        assert FRAMED.rows(keys=[ada.pk, cleo.pk], word="%s") == [
            ("Cleo", "%s", "cleo@example.org"),
            ("Ada", "%s", "ada@example.org"),
        ]
        assert FRAMED.rows(keys=[], word="") == []


def test_rows_have_the_form_that_the_queryset_gives_them(
    people: list[User], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    names = [Pseudonym.objects.create(user=people[2], scope=scope) for scope in ("a", "b")]
    with django_assert_num_queries(3):
        found = NAMES.rows(keys=[people[2].pk])
        assert [(row, row.user, row.called) for row in found] == [(name, people[2], "Cleo") for name in names]
        assert BY_NAME.rows() == [{"name": "Ada", "number": 2}, {"name": "Cleo", "number": 1}]
        assert MOMENT.rows(now=datetime(2026, 1, 1, tzinfo=UTC))[0] == (datetime(2026, 1, 2, tzinfo=UTC),)


def test_only_what_is_given_travels_beside_a_statement_each_value_once(people: list[User]) -> None:
    User.objects.create_person(email="percy@example.org", name="100% Ada")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = [EITHER.rows(name=name) for name in ("Ada", "cleo@example.org", "100% Ada")]
    assert found == [people[:2], people[2:], []]
    (said, *_) = {one["sql"] for one in asked.captured_queries}
    assert (said.count("$1"), "$2" in said, "'100" in said) == (2, False, True)
