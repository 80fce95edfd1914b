"""The rows beside many cases are read at once, and each case is compared with its own."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from accounts.models import User
from casework.access import case_behind
from casework.models import Case, CaseGrant, Clock, RegisterEntry, Seating, SlowReport, Turn
from casework.queries.checks.replay import drifts_behind
from casework.queries.checks.stored_rows import read_together, rows_beside
from ledger.clock import now
from operations.beside_check import compare_rows
from operations.record_check import ALL
from tests.casework.web.conftest import Town, town_begun
from tests.scenario_fixtures import here

__all__ = ["here"]

TWELVE = 12
"""One query for each of seven tables beside the cases, one for the names of the rights, and four for cases and records."""


def play(town: Town) -> list[UUID]:
    """A new case, one in its middle, and one with a public sanction."""
    for stage, accused in (("submitted", "remy"), ("awaiting_response", "remy"), ("monitoring", "rex")):
        town.case_in(stage, accused)
    return list(Case.objects.order_by("filed_at", "id").values_list("pk", flat=True))


begun = town_begun(to=play)


@pytest.fixture
def cases(here: tuple[Town, list[UUID]]) -> list[UUID]:
    return here[1]


def test_the_rows_of_three_cases_take_as_many_queries_as_those_of_one(
    cases: list[UUID], django_assert_num_queries: Callable[[int], Any]
) -> None:
    for some in (cases[:1], cases):
        with django_assert_num_queries(TWELVE):
            read_together(some)


def test_each_case_has_the_rows_that_it_has_when_it_is_read_alone(cases: list[UUID]) -> None:
    together = rows_beside(cases)
    assert together == {key: rows_beside([key])[key] for key in cases}
    assert len({frozenset(stored.grants) for stored in together.values()}) == len(cases)
    assert {name for stored in together.values() for name, rows in vars(stored).items() if rows} >= {
        *("clocks", "seatings", "turns", "grants", "register"),
    }


GONE = {"clocks": Clock, "seatings": Seating, "turns": Turn, "grants": CaseGrant, "register.live": RegisterEntry}


@pytest.mark.parametrize("field", GONE)
def test_a_row_that_is_gone_is_named_with_its_own_case_and_no_other(cases: list[UUID], field: str) -> None:
    row: Any = GONE[field]._default_manager.latest("pk")
    key = row.content_object_id if isinstance(row, CaseGrant) else row.case_id
    row.delete()
    found = compare_rows(None, ALL).drifts
    references = dict(Case.objects.values_list("pk", "reference"))
    assert {drift.case for drift in found if drift.case in references.values()} == {references[key]}
    alone = list(drifts_behind(key))
    assert field in [drift.field for drift in alone]
    assert [drift for drift in found if drift in alone] == alone


def test_a_slow_lane_and_a_number_are_compared_with_their_own_case(cases: list[UUID]) -> None:
    first, *others = cases
    SlowReport.objects.create(case_id=first, flood="none", until=now())
    reporter = Seating.objects.get(case=first, seat="complainant").user_id
    User.objects.filter(pk=reporter).update(reference_digest=bytes(32))
    together = read_together(cases)
    assert [drift.field for drift in drifts_behind(first, together[first])] == ["slow lane", "user.reference_digest"]
    assert [drift for key in others for drift in drifts_behind(key, together[key])] == []


def test_a_right_that_no_name_is_known_for_is_named(cases: list[UUID]) -> None:
    stored = read_together(cases)
    stored[cases[0]].rows.grants.add((Seating.objects.filter(case=cases[0])[0].user_id, None, False))
    assert [drift.field for drift in drifts_behind(cases[0], stored[cases[0]])] == ["grants"]


def test_a_case_read_with_others_is_the_case_read_alone(cases: list[UUID]) -> None:
    for key, stored in read_together(cases).items():
        case, alone = stored.read.fold(now()), case_behind(key, now())
        assert (case.view, case.record) == (alone.view, alone.record)
        assert vars(case).keys() == vars(alone).keys()


def test_the_seats_of_a_linked_case_are_read_with_the_case(cases: list[UUID]) -> None:
    first, second, _third = cases
    Case.objects.filter(pk=second).update(linked=Case.objects.get(pk=first).linked)
    elsewhere = {key: stored.read.fold(now()).view.elsewhere for key, stored in read_together(cases).items()}
    assert elsewhere == {key: case_behind(key, now()).view.elsewhere for key in cases}
    assert [bool(seats) for seats in elsewhere.values()] == [True, True, False]


def test_a_seat_that_is_none_is_a_finding_of_the_linked_case_alone(cases: list[UUID]) -> None:
    first, second, third = cases
    Case.objects.filter(pk=second).update(linked=Case.objects.get(pk=first).linked)
    Seating.objects.filter(pk=Seating.objects.filter(case=second)[0].pk).update(seat="king")
    found = {key: [drift.field for drift in drifts_behind(key, each)] for key, each in read_together(cases).items()}
    assert found == {key: [drift.field for drift in drifts_behind(key)] for key in cases}
    assert found[first] == ["the record cannot be compared: ValueError"]
    assert found[third] == []
