"""A Monday, with everybody a decision of the board needs."""

from typing import Any

import pytest

from tests.begun import begun_by, case, here
from tests.casework.board_cast import Table

__all__ = ["case", "here"]
begun = begun_by(Table)


@pytest.fixture
def table(here: tuple[Table, Any]) -> Table:
    return here[0]
