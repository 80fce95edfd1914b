"""A Monday, with everybody a decision of the board needs."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from accounts.models import User
from accounts.offices import appoint
from accounts.vocabulary import Office
from tests.casework.answer_cast import Inquiry
from tests.casework.board_cast import Table
from tests.casework.desk_cast import MONDAY, SINCE
from tests.scenario_fixtures import begun_by, case, here

__all__ = ["case", "here"]
OTHERS = (
    ("vic", "Vic Reva", Office.REVIEWER, False),
    ("ott", "Ott Brenner", Office.REVIEWER, True),
    ("prue", "Prue Calder", Office.PROTECTION_OFFICER, False),
)


begun = begun_by(Table)


@pytest.fixture
def table(here: tuple[Table, Any]) -> Table:
    return here[0]


@pytest.fixture
def inquiry(db: None) -> Iterator[Inquiry]:
    """The desk with three deciders, two reviewers, an outside alternate, and a protection officer."""
    with time_machine.travel(MONDAY, tick=False) as clock:
        cast = Inquiry(clock)
        for key, name, office, outside in OTHERS:
            cast.people[key] = User.objects.create_person(email=f"{key}@society.example", name=name)
            appoint(user=cast.people[key], office=office, since=SINCE, alternate=outside)
        yield cast
