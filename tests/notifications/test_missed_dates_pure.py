"""What Today says of a date that others missed: it offers to ask them only if they are in the team."""

from casework.record.rights.notes import is_asked_for_progress
from casework.vocabulary import CaseState, ClockName, Seat
from notifications.today.late import missed_date


def test_a_missed_date_of_people_outside_the_team_offers_nobody_to_ask() -> None:
    line = missed_date(ClockName.CONDITION_GRACE, Seat.INTAKE, CaseState.MONITORING)
    said = (str(line.words), line.why, line.step, line.asks)
    assert said == ("Missed: Condition, with grace", "Not done by: Monitor.", None, False)
    assert line.in_full == (
        "Not done by: Monitor. You are told because you hand out work."
        " They were told too. They are not in your team, so you cannot ask them."
    )


def test_a_missed_date_of_the_team_offers_to_ask_them() -> None:
    line = missed_date(ClockName.INVESTIGATION, Seat.INTAKE, CaseState.INVESTIGATION)
    assert (line.words, line.asks) == (f"Ask for progress: {ClockName.INVESTIGATION.label}", True)


def test_deciders_and_monitors_are_never_asked_for_progress() -> None:
    asked = {seat for seat in Seat for state in CaseState if is_asked_for_progress(seat, state)}
    assert asked == {Seat.INTAKE, Seat.SCREENER, Seat.INVESTIGATOR}
