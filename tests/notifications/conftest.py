"""A case on its way, by real steps."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.notifications.road import BEGAN, Road


@pytest.fixture
def road(db: None) -> Iterator[Road]:
    with time_machine.travel(BEGAN, tick=False) as clock:
        yield Road(clock)
