"""Steps of a case: a respondent whose health asks for more time."""

from casework.procedure.health import guards
from casework.record import events
from casework.record.clocks import LIVES_IN
from casework.vocabulary import CaseState, ClockName, Verb
from casework.workflow.guard import check_guard
from casework.workflow.step import CaseMachine, step

FRAIL = [state for state in CaseState if state in LIVES_IN[ClockName.HEALTH_REVIEW]]


@step(Verb.FLAG_HEALTH, FRAIL, where=[guards.no_health_note_stands, guards.no_pause_lapsed])
def flag_health(case: CaseMachine, *, note_written: bool) -> events.HealthFlagged:
    """Let the respondent's clocks wait; the case does not continue without an answer."""
    check_guard(guards.health_note_is_given, note_written)
    return events.HealthFlagged()


@step(Verb.REVIEW_HEALTH, FRAIL, where=[guards.health_flag_is_in_force])
def review_health(case: CaseMachine) -> events.HealthReviewed:
    """Review the reason, of which the adviser has seen evidence, and let the clocks keep waiting."""
    return events.HealthReviewed()


@step(
    Verb.CLEAR_HEALTH,
    FRAIL,
    where=[guards.health_flag_is_in_force, guards.clock_waits_for_the_pause],
    on_lapse=(ClockName.HEALTH_PAUSE,),
)
def clear_health(case: CaseMachine) -> events.HealthCleared:
    """Let the respondent's clocks continue; the days of waiting do not count."""
    return events.HealthCleared()
