"""The one clock, and a demonstration's way of setting it forward."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from pytest_django import Settings

from ledger import clock

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def demonstration(settings: Settings, tmp_path: Path) -> Path:
    """A demonstration whose clock nobody has moved."""
    settings.DEMO, settings.CLOCK_OFFSET_FILE = True, tmp_path / "offset"
    return tmp_path / "offset"


@time_machine.travel(NOON, tick=False)
def test_a_demonstrations_clock_goes_forward_by_what_was_asked_in_all(demonstration: Path) -> None:
    assert clock.now() == NOON
    assert clock.advance(timedelta(days=31)) == NOON + timedelta(days=31)
    assert clock.advance(timedelta(seconds=0.5)) == NOON + timedelta(days=31, seconds=0.5)
    assert clock.now() == NOON + timedelta(days=31, seconds=0.5)
    assert [path.name for path in demonstration.parent.iterdir()] == ["offset"]


@time_machine.travel(NOON, tick=False)
def test_elsewhere_the_file_counts_for_nothing(demonstration: Path, settings: Settings) -> None:
    clock.advance(timedelta(days=31))
    settings.DEMO = False
    assert clock.now() == NOON
    with pytest.raises(clock.ClockRefused):
        clock.advance(timedelta(days=1))


def test_the_clock_never_goes_back(demonstration: Path) -> None:
    with pytest.raises(clock.ClockRefused):
        clock.advance(timedelta(seconds=-1))
    assert not demonstration.exists()


def test_a_demonstration_without_a_file_has_real_time_only(settings: Settings) -> None:
    settings.DEMO, settings.CLOCK_OFFSET_FILE = True, None
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    with pytest.raises(clock.ClockRefused):
        clock.advance(timedelta(days=1))
