"""A reason that waits for a day names it, and says nothing false about a time that has not begun, is paused or was ended."""

from dataclasses import replace
from datetime import date

from casework.vocabulary import CaseState, ClockName, Verb
from casework.workflow.guard import REASONS, UNTIL
from tests.casework.pure import CLOCK, PureCase
from tests.casework.pure_answer import RESPONDENT, answered, noticed, past, served, shared

SEVERAL = {"clock_has_lapsed", "every_term_is_over", "interim_time_is_over", "sanction_is_active"}
"""Guards that wait for one of several clocks; each has a line of its own, with its day, on the same page."""


def changed(case: PureCase, name: ClockName, **changes: object) -> PureCase:
    """The same case with the latest run of a clock changed."""
    run = case.view.clock(name)
    assert run is not None
    other = replace(run, **changes)  # type: ignore[arg-type]
    case.view = replace(case.view, clocks=tuple(other if one is run else one for one in case.view.clocks))
    return case


def lapsing(case: PureCase) -> list[str]:
    """What stands against the end of the time to answer."""
    return case.reasons(Verb.RESPONSE_LAPSES, by=CLOCK)


def test_a_time_that_runs_is_named_with_its_last_day() -> None:
    assert lapsing(served()) == ["The time to answer is still running. The last day is 1 April 2026."]


def test_a_time_that_begins_with_a_letter_is_not_said_to_run_before_it_was_served() -> None:
    assert lapsing(noticed()) == ["The time for “Time to answer” begins when the letter about it is served."]


def test_a_time_that_never_began_is_not_said_to_run() -> None:
    case = served()
    case.view = replace(case.view, clocks=())
    assert lapsing(case) == ["The time for “Time to answer” has not begun."]


def test_a_paused_time_has_no_last_day_yet() -> None:
    case = changed(served(), ClockName.RESPONSE, waiting_since=date(2026, 3, 20), due=None)
    assert lapsing(case) == ["The time for “Time to answer” is paused, so its last day is not known."]


def test_a_time_that_another_step_ended_is_not_said_to_run() -> None:
    case = served()
    ended = f"The time for “Time to answer” ended early, on {case.now.day} {case.now:%B %Y}"
    assert lapsing(changed(case, ClockName.RESPONSE, stopped=case.now)) == [f"{ended}."]
    moved = changed(case, ClockName.RESPONSE, stopped=case.now, moved_to=CaseState.RESPONSE_REVIEW)
    assert lapsing(moved) == [f"{ended}, when the case moved on to “{CaseState.RESPONSE_REVIEW.label}”."]


def test_a_run_that_a_move_of_the_case_stops_keeps_to_which_stage() -> None:
    run = answered().view.clock(ClockName.RESPONSE)
    assert run is not None
    assert (run.running, run.moved_to) == (False, CaseState.RESPONSE_REVIEW)


def test_a_time_that_has_ended_is_named_with_the_day_it_ended_on() -> None:
    case = shared()
    past(case, ClockName.REPORT_COMMENTS)
    asked = case.reasons(Verb.COMMENT_ON_REPORT, by=RESPONDENT)
    assert asked[0].endswith("The time to comment on the draft report is not running. The last day was 16 March 2026.")


def test_no_reason_says_that_a_time_runs_without_naming_its_day() -> None:
    running = {name for name, reason in REASONS.items() if "still running" in reason or "within its time" in reason}
    assert running - set(UNTIL) == SEVERAL
