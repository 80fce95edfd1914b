"""Guards of holds on clocks, and of legal holds."""

from collections.abc import Collection

from casework.record.clocks import HOLDABLE, ClockRun
from casework.vocabulary import ClockName
from casework.workflow.guard import Asked, guard


@guard("Name the clocks that are to wait.")
def clocks_are_named(clocks: Collection[ClockName]) -> bool:
    """Whether any clock is named."""
    return bool(clocks)


@guard("At least one of these clocks may not be held.")
def clocks_may_be_held(case: Asked, clocks: Collection[ClockName]) -> bool:
    """Whether each clock named runs now and is one that a hold may stop."""
    return set(clocks) <= holdable_now(case.view.clocks)


def holdable_now(runs: Collection[ClockRun]) -> frozenset[ClockName]:
    """Return the clocks that a hold could keep waiting from now on."""
    return frozenset(run.name for run in runs if run.running and not run.waiting and run.name in HOLDABLE)


@guard("There is no hold.")
def hold_is_in_force(case: Asked) -> bool:
    """Whether any clock is on hold."""
    return bool(case.view.holding.clocks)


@guard("The file is under a legal hold.")
def no_legal_hold(case: Asked) -> bool:
    """Whether the file is under no legal hold."""
    return not case.view.holding.legal


@guard("The time for keeping this file is not over.", until=ClockName.RETENTION)
def keeping_time_is_over(case: Asked) -> bool:
    """Whether the file has been kept as long as the rules on keeping say."""
    return case.view.over(ClockName.RETENTION)


@guard("Somebody asked for their data, and has no answer yet.")
def no_data_request_is_open(case: Asked) -> bool:
    """Whether no request for data waits."""
    return not case.view.open(ClockName.DATA_REQUEST)


@guard("There is no legal hold.")
def legal_hold_is_in_force(case: Asked) -> bool:
    """Whether the file is under a legal hold."""
    return case.view.holding.legal
