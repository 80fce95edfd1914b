"""A case costs what is new in it: the fold goes on where it was left, and only from the very entry it was left at."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from casework import access
from casework.access import fold_cache
from casework.models import Case
from casework.procedure.plain_step import do
from casework.procedure.screening.actions import frame_allegation
from casework.vocabulary import Verb
from ledger.clock import now
from tests.casework.desk_cast import Desk, desk_on, period

TRIAGE: dict[str, Any] = dict.fromkeys(("imminent_harm", "power_imbalance", "dishonesty", "harassment"), False)


@pytest.fixture
def desk(db: None) -> Iterator[Desk]:
    made, traveller = desk_on()
    access.forget_folds()
    yield made
    traveller.stop()


def rows_read(case: Case) -> int:
    """Return how many entries a reading of the case fetches."""
    asked: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        access.case_behind(case.pk, now())
    ((entries, values),) = [one for one in asked if "FROM ledger_entry" in one[0]]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({entries}) AS fetched", values)
        return int(cursor.fetchone()[0])


def test_a_case_read_again_fetches_its_last_entry_alone(desk: Desk) -> None:
    case = desk.screening()
    access.forget_folds()
    whole = len(access.recorded_in(case.stream))
    assert rows_read(case) == 5
    assert rows_read(case) == 1
    assert whole == 5


def test_what_is_known_is_the_same_as_folded_from_the_beginning(desk: Desk) -> None:
    case, _ = desk.framed()
    day = date(2026, 1, 12)
    for commitment in (3, 4, 5):
        by = desk.screeners(case)[0]
        frame_allegation(
            reference=case.reference, by=by, commitment=commitment, act="Gave it away.", **period(day, day)
        )
        warm = access.case_behind(case.pk, now())
        access.forget_folds()
        cold = access.case_behind(case.pk, now())
        assert (warm.view, warm.record) == (cold.view, cold.record)


def test_a_step_that_was_taken_back_with_its_transaction_is_not_known_afterwards(desk: Desk) -> None:
    case = desk.screening()
    before = access.case_behind(case.pk, now()).view
    begun = transaction.savepoint_create()
    by = desk.screeners(case)[0]
    do(Verb.TRIAGE_CASE, reference=case.reference, by=by, severity=1, notes="calm", **TRIAGE)
    during = access.case_behind(case.pk, now()).view
    transaction.savepoint_rollback(begun)
    after = access.case_behind(case.pk, now()).view
    assert (during.screening.triaged, after) == (True, before)
    do(Verb.TRIAGE_CASE, reference=case.reference, by=by, severity=4, notes="calm", **TRIAGE)
    assert access.case_behind(case.pk, now()).view.screening.severity == 4


def test_a_process_remembers_only_so_many_cases(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fold_cache, "MOST", 2)
    cases = [desk.file() for _ in range(3)]
    for case in cases:
        access.case_behind(case.pk, now())
    assert len(fold_cache._remembered) == 2
