"""The people of an inquiry, on a Monday at ten."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.casework.answer_cast import Inquiry
from tests.casework.desk_cast import MONDAY


@pytest.fixture
def inquiry(db: None) -> Iterator[Inquiry]:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield Inquiry(clock)
