"""A demonstration's clock goes forward by a command; no other clock moves."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from ledger.clock import now


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
