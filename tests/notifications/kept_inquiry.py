"""The inquiry of these tests, for files all of whose tests begin with its people: they are made once in a process."""

from typing import Any

import pytest

from tests.casework.answer_cast import Inquiry
from tests.scenario_fixtures import begun_by, here

__all__ = ["here"]
begun = begun_by(Inquiry)


@pytest.fixture
def inquiry(here: tuple[Inquiry, Any]) -> Inquiry:
    """The people, and nothing done yet."""
    return here[0]
