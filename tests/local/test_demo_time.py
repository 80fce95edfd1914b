"""A demonstration's clock goes forward by a command; no other clock moves."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from ledger.clock import now
from local.demo.scenario import days_from


@pytest.fixture
def demonstration(settings: Any, tmp_path: Path) -> None:
    settings.DEMO, settings.CLOCK_OFFSET_FILE = True, tmp_path / "clock"


@pytest.mark.parametrize(("by", "days"), [("+12h", 0.5), ("+31d", 31), ("+2w", 14)])
def test_the_clock_goes_forward(demonstration: None, by: str, days: float) -> None:
    call_command("demo_time", by)
    assert round((now() - datetime.now(UTC)) / timedelta(days=1), 3) == days


@pytest.mark.parametrize("by", ["31d", "-31d", "+0d", "+3y", "+31 d", "+99999d"])
def test_a_step_that_is_none_is_refused(demonstration: None, by: str) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("demo_time", "--", by)
    assert str(refusal.value) == "Say how far forward, as in +12h, +31d or +2w."


def test_a_real_clock_is_not_moved(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError) as refusal:
        call_command("demo_time", "+1d")
    assert str(refusal.value) == "Only a demonstration has a clock that can be moved."


@pytest.mark.parametrize(
    ("began", "days", "hours"),
    [
        (datetime(2026, 10, 24, 21, 30, tzinfo=UTC), 1, 25),
        (datetime(2026, 10, 24, 21, 30, tzinfo=UTC), 30, 30 * 24 + 1),
        (datetime(2026, 3, 28, 21, 30, tzinfo=UTC), 1, 24),
        (datetime(2026, 7, 1, 21, 30, tzinfo=UTC), 3, 72),
    ],
)
def test_a_wait_loses_no_day_where_summer_time_ends(began: datetime, days: int, hours: int) -> None:
    zone = ZoneInfo("Europe/Zurich")
    span = days_from(began, days, zone)
    assert span == timedelta(hours=hours)
    assert (began + span).astimezone(zone).date() == began.astimezone(zone).date() + timedelta(days=days)
