"""A Monday, with everybody a decision of the board needs."""

from collections.abc import Iterator

import pytest
import time_machine

from accounts.models import User
from accounts.offices import appoint
from accounts.vocabulary import Office
from tests.casework.answer_cast import Inquiry
from tests.casework.board_cast import Table
from tests.casework.desk_cast import MONDAY, SINCE

OTHERS = (
    ("vic", "Vic Reva", Office.REVIEWER, False),
    ("ott", "Ott Brenner", Office.REVIEWER, True),
    ("prue", "Prue Calder", Office.PROTECTION_OFFICER, False),
)


@pytest.fixture
def table(db: None) -> Iterator[Table]:
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield Table(clock)


@pytest.fixture
def inquiry(db: None) -> Iterator[Inquiry]:
    """The desk with three deciders, two reviewers, an outside alternate of theirs, and whoever looks after reporters."""
    with time_machine.travel(MONDAY, tick=False) as clock:
        cast = Inquiry(clock)
        for key, name, office, outside in OTHERS:
            cast.people[key] = User.objects.create_person(email=f"{key}@society.example", name=name)
            appoint(user=cast.people[key], office=office, since=SINCE, alternate=outside)
        yield cast
