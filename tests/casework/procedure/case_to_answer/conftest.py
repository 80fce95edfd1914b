"""The people of an inquiry, on a Monday at ten."""

from typing import Any

import pytest

from tests.begun import begun_by, case, here
from tests.casework.answer_cast import Inquiry

__all__ = ["case", "here"]
begun = begun_by(Inquiry)


@pytest.fixture
def inquiry(here: tuple[Inquiry, Any]) -> Inquiry:
    return here[0]
