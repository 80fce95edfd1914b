"""The database itself keeps a case on the procedure's paths."""

from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction

from casework.models import Case
from casework.vocabulary import CaseState
from casework.workflow.step import STEPS
from tests.casework.desk_cast import desk_on

FENCE = import_module("casework.migrations.0002_only_steps_move_a_case")


def test_the_fence_holds_exactly_the_machines_moves() -> None:
    moves: set[tuple[str, str]] = set()
    for step in STEPS.values():
        targets = getattr(step.to, "allowed_states", [step.to])
        moves |= {(str(source), str(target)) for source in step.sources for target in targets if source and target}
    assert {(a, b) for a, targets in FENCE.PAIRS.items() for b in targets.split()} == moves
    assert set(FENCE.PAIRS) == {state.value for state in CaseState}


def test_no_statement_moves_a_case_where_no_step_leads(db: None) -> None:
    desk, traveller = desk_on()
    case = desk.swept()
    traveller.stop()
    refused = pytest.raises(IntegrityError, match="no step leads there")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE casework_case SET state = 'monitoring' WHERE id = %s", [case.id])
    assert Case.objects.get(pk=case.id).state == CaseState.SUBMITTED
