"""Guards of holds on clocks, and of legal holds."""

from collections.abc import Collection

from casework.record.clocks import HOLDABLE, RunningClock
from casework.vocabulary import ClockName
from casework.workflow.guard import Asked, guard


@guard("No clock runs that a hold could stop.")
def a_clock_can_be_held(case: Asked) -> bool:
    return bool(holdable_now(case.view.clocks))


@guard("Name the clocks that are to wait.")
def clocks_are_named(clocks: Collection[ClockName]) -> bool:
    return bool(clocks)


@guard("At least one of these clocks may not be held.")
def clocks_may_be_held(case: Asked, clocks: Collection[ClockName]) -> bool:
    return set(clocks) <= holdable_now(case.view.clocks)


def holdable_now(runs: Collection[RunningClock]) -> frozenset[ClockName]:
    """Return the clocks that a hold could stop now."""
    return frozenset(run.name for run in runs if run.running and not run.waiting and run.name in HOLDABLE)


@guard("There is no hold.")
def hold_is_in_force(case: Asked) -> bool:
    return bool(case.view.holding.clocks)


@guard("The file is under a legal hold.")
def no_legal_hold(case: Asked) -> bool:
    return not case.view.holding.legal


@guard("The time for keeping this file is not over.", until=ClockName.RETENTION)
def keeping_time_is_over(case: Asked) -> bool:
    return case.view.over(ClockName.RETENTION)


@guard("Somebody asked for their data, and has no answer yet.")
def no_data_request_is_open(case: Asked) -> bool:
    return not case.view.open(ClockName.DATA_REQUEST)


@guard("There is no legal hold.")
def legal_hold_is_in_force(case: Asked) -> bool:
    return case.view.holding.legal
