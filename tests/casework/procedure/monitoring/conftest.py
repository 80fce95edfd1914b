"""A Monday, with everybody a decision of the board needs."""

from typing import Any

import pytest

from tests.casework.board_cast import Table
from tests.scenario_fixtures import begun_by, case, here

__all__ = ["case", "here"]
begun = begun_by(Table)


@pytest.fixture
def table(here: tuple[Table, Any]) -> Table:
    return here[0]
