"""The queue reads no name of a seat whose holder it never names."""

from casework.queries.queue.details import UNNAMED
from casework.record.turns import seats_of_duty
from casework.record.turns.alongside import LEADING
from casework.vocabulary import CaseState, ClockName


def test_no_party_and_no_board_member_leads_a_case_or_has_a_duty_that_a_row_names() -> None:
    on_duty = {seat for clock in ClockName for state in CaseState for seat in seats_of_duty(clock, state)}
    assert on_duty
    assert (on_duty | {seat for _states, seats in LEADING for seat in seats}).isdisjoint(UNNAMED)
