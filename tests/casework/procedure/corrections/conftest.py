"""The board's people, and the officers who look after what follows a case."""

import pytest
import time_machine

from accounts.vocabulary import Office
from tests.casework.board_cast import Table
from tests.scenario_fixtures import begun_by, here

__all__ = ["here"]


def with_officers(clock: time_machine.Traveller) -> Table:
    """The table with a second reviewer, and those for protection, data and papers."""
    table = Table(clock)
    table.appointed("vic", "Vic Reva", Office.REVIEWER)
    table.appointed("prue", "Prue Held", Office.PROTECTION_OFFICER)
    table.appointed("dia", "Dia Held", Office.DPO)
    table.appointed("cora", "Cora Held", Office.CUSTODIAN)
    return table


begun = begun_by(with_officers)


@pytest.fixture
def table(here: tuple[Table, None]) -> Table:
    return here[0]
