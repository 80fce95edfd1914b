"""The invariants: twenty, each with its sentence, each able to fail, none failing where nothing is wrong."""

import pytest

from casework.queries.invariants import INVARIANTS, breaches_of
from tests.casework.law.broken import BROKEN, Broken
from tests.casework.law.broken_cases import found, found_on_a_line
from tests.casework.law.broken_decisions import lawful
from tests.casework.panel_road import LETTERS


def test_there_are_twenty_in_their_order_each_with_a_name_and_a_sentence() -> None:
    assert [one.number for one in INVARIANTS] == list(range(1, 21))
    assert len({one.name for one in INVARIANTS} - {""}) == len({one.sentence for one in INVARIANTS} - {""}) == 20


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: f"{min(broken[1])}: {broken[0].__name__}")
def test_a_history_that_breaks_an_invariant_is_reported(broken: Broken) -> None:
    tell, wanted = broken
    assert {breach.invariant for breach in breaches_of(tell())} == wanted


def test_every_invariant_is_broken_by_some_history() -> None:
    assert set().union(*(wanted for _, wanted in BROKEN)) == {one.number for one in INVARIANTS}


def test_a_lawful_history_breaks_nothing() -> None:
    histories = (lawful(), found(evidence=(LETTERS,), bundled=15), found_on_a_line(lines=(1,), days=8))
    assert [breach for history in histories for breach in breaches_of(history)] == []
