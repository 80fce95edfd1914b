"""A Monday, with everybody a decision of the board needs."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.casework.board_cast import Table
from tests.casework.desk_cast import MONDAY


@pytest.fixture
def table(db: None) -> Iterator[Table]:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield Table(clock)
