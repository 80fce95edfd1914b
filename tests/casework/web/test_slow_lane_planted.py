"""A row in the slow lane hides a case from the lists of its officers: one that the record does not explain is named."""

from datetime import timedelta
from pathlib import Path

from casework import tasks
from casework.access import Actor
from casework.models import Case, SlowReport
from casework.procedure.intake.actions import acknowledge_complaint
from casework.queries.checks.checked_cases import differing_cases, remember_cases
from casework.queries.checks.replay import Drift, drifts
from operations.restore_record import restore
from tests.casework.web.conftest import Town
from tests.casework.web.test_floods import FLOODER, few, send
from tests.operations.lost import RING, lost_but_signed

__all__ = ["few"]


def flooded() -> tuple[Case, SlowReport]:
    """A report in the list, and one that came after it in a flood."""
    for _ in range(3):
        send(FLOODER)
    tasks.sweep()
    return Case.objects.filter(slow=None)[0], SlowReport.objects.select_related("case").get()


def test_a_row_beside_a_report_that_came_alone_is_named(town: Town) -> None:
    usual, slow = flooded()
    both = [usual.reference, slow.case.reference]
    assert list(drifts(both)) == []
    remember_cases(differing_cases())
    SlowReport.objects.create(case=usual, flood=slow.flood, until=slow.until)
    assert set(differing_cases()) == {usual.pk}
    assert list(drifts(both)) == [Drift(case=usual.reference, field="slow lane")]


def test_a_row_that_stays_longer_than_the_rulebook_says_is_named(town: Town) -> None:
    _usual, slow = flooded()
    SlowReport.objects.update(until=slow.until + timedelta(days=1))
    assert list(drifts([slow.case.reference])) == [Drift(case=slow.case.reference, field="slow lane")]


def test_a_row_beside_a_report_that_was_taken_up_is_named(town: Town) -> None:
    _usual, slow = flooded()
    acknowledge_complaint(reference=slow.case.reference, by=Actor(user=town.people["ines"]))
    assert (SlowReport.objects.count(), list(drifts([slow.case.reference]))) == (0, [])
    SlowReport.objects.create(case=slow.case, flood=slow.flood, until=slow.until)
    assert list(drifts([slow.case.reference])) == [Drift(case=slow.case.reference, field="slow lane")]


def test_a_report_taken_up_after_the_backup_is_in_no_slow_lane_after_the_restore(town: Town, tmp_path: Path) -> None:
    _usual, slow = flooded()
    with lost_but_signed(tmp_path):
        acknowledge_complaint(reference=slow.case.reference, by=Actor(user=town.people["ines"]))
    assert SlowReport.objects.count() == 1
    assert restore(tmp_path, RING).right.cases == 1
    assert (SlowReport.objects.count(), list(drifts([slow.case.reference]))) == (0, [])
