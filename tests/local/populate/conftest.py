"""An empty installation that may be filled."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture
def demonstration(committed: None, settings: Settings, tmp_path: Path) -> None:
    """An empty installation that is a demonstration."""
    settings.DEMO = True
    settings.CLOCK_OFFSET_FILE = str(tmp_path / "clock")
