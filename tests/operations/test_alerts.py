"""The pulse is served as figures, and every alert that ships asks for figures that exist."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import connection
from django.utils import timezone
from prometheus_client import CollectorRegistry
from promql_parser import Expr, VectorSelector, parse, walk

from operations.pulse import pulse_rows
from operations.pulse.exported import DATABASE_UP, OF_PARTS, PulseFigures, single_figures
from operations.pulse.parts import Part
from tests.operations.nobody_there import no_mail_server
from tests.operations.test_pulse import judged

ROOT = Path(__file__).resolve().parents[2]
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
__all__ = ["no_mail_server"]
SINGLE = single_figures(judged()).keys()


def sampled() -> Mapping[str, float]:
    registry = CollectorRegistry()
    registry.register(PulseFigures())
    return {sample.name: sample.value for metric in registry.collect() for sample in metric.samples}


def test_every_figure_is_served_and_without_a_database_that_it_is_away(committed: None) -> None:
    for part in (Part.BACKUP, Part.NIGHTLY):
        pulse_rows.note_success(part, timezone.now() - HOUR)
    found = sampled()
    assert set(found) == {DATABASE_UP, *OF_PARTS, *SINGLE}
    assert (found[DATABASE_UP], round(found["oathbound_backup_age_seconds"], -2)) == (1, 3600)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE operations_pulse RENAME TO away")
    try:
        assert sampled() == {DATABASE_UP: 0}
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE away RENAME TO operations_pulse")


def rules() -> list[dict[str, Any]]:
    said = yaml.safe_load((ROOT / "operations" / "prometheus-rules.yml").read_text(encoding="utf-8"))
    return [rule for group in said["groups"] for rule in group["rules"]]


def figures_of(expression: Expr) -> set[str]:
    """Return which figures an expression asks for."""
    found: set[str] = set()

    def visit(node: Expr) -> None:
        if isinstance(node, VectorSelector) and node.name:
            found.add(node.name)

    walk(expression, visit)
    return found


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: str(rule["alert"]))
def test_every_alert_is_a_sound_expression_of_figures_that_exist(rule: dict[str, Any]) -> None:
    asked = figures_of(parse(rule["expr"]))
    known = {DATABASE_UP, *OF_PARTS, *SINGLE, "oathbound_tasks_total", "oathbound_requests_total"}
    assert asked
    assert asked <= known
    assert set(rule) <= {"alert", "expr", "for", "labels", "annotations"}
    assert rule["annotations"]["summary"].endswith(".")
