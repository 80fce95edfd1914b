"""The people of an inquiry, on a Monday at ten."""

from typing import Any

import pytest

from tests.casework.answer_cast import Inquiry
from tests.scenario_fixtures import begun_by, case, here

__all__ = ["case", "here"]
begun = begun_by(Inquiry)


@pytest.fixture
def inquiry(here: tuple[Inquiry, Any]) -> Inquiry:
    return here[0]
