"""Steps of a case: measures that protect somebody while it is open."""

from dataclasses import replace

from casework.procedure.interim_measures import guards
from casework.procedure.screening.guards import respondent_is_known
from casework.record import events
from casework.record.clocks import LIVES_IN
from casework.vocabulary import CaseState, ClockName, Seat, Verb
from casework.workflow.docket import task
from casework.workflow.guard import check_guard
from casework.workflow.signatures import pair
from casework.workflow.step import CaseMachine, step

MEASURED = [state for state in CaseState if state in LIVES_IN[ClockName.INTERIM_REVIEW]]


INTERIM_MEMBERS = replace(pair(Seat.INTERIM_MEMBER, Seat.INTERIM_MEMBER), body="interim")


@step(Verb.PROPOSE_INTERIM, MEASURED, where=[respondent_is_known, guards.no_interim_stands])
def propose_interim(case: CaseMachine, *, measure_written: bool, threat_written: bool) -> events.InterimProposed:
    """Propose a measure, and ask the respondent why it should not be taken."""
    check_guard(guards.threat_is_reasoned, measure_written and threat_written)
    return events.InterimProposed()


@step(Verb.ANSWER_INTERIM, MEASURED, where=[guards.interim_is_unanswered])
def answer_interim(case: CaseMachine) -> events.InterimAnswered:
    """Say why the measure should not be taken, or should end."""
    return events.InterimAnswered()


@step(
    Verb.IMPOSE_INTERIM,
    MEASURED,
    where=[guards.interim_is_proposed, guards.others_proposed_it, guards.three_interim_members_are_seated],
    signed_by=INTERIM_MEMBERS,
    docket=task(ClockName.INTERIM_SHOW_CAUSE),
)
def impose_interim(
    case: CaseMachine, *, measure_written: bool, reasons_written: bool, lighter_written: bool, urgent: bool
) -> events.InterimImposed:
    """Impose the proposed measure or a lighter one. `urgent`: it cannot wait until the respondent is heard."""
    check_guard(guards.threat_is_reasoned, measure_written and reasons_written)
    check_guard(guards.least_restrictive_measure, lighter_written)
    check_guard(guards.respondent_was_heard_or_urgent, case, urgent)
    return events.InterimImposed(heard=guards.respondent_was_heard(case))


@step(
    Verb.REVIEW_INTERIM,
    MEASURED,
    where=[
        guards.interim_is_in_force,
        guards.others_proposed_it,
        guards.cap_is_not_reached,
        guards.respondent_was_heard,
    ],
    signed_by=INTERIM_MEMBERS,
    docket=task(ClockName.INTERIM_URGENT, ClockName.INTERIM_REVIEW),
)
def review_interim(case: CaseMachine) -> events.InterimReviewed:
    """Review the measure, and let it continue until the next review."""
    return events.InterimReviewed()


@step(Verb.LIFT_INTERIM, MEASURED, where=[guards.interim_stands, guards.others_proposed_it], signed_by=INTERIM_MEMBERS)
def lift_interim(case: CaseMachine) -> events.InterimLifted:
    """End the measure, or decide not to take it."""
    return events.InterimLifted()


@step(
    Verb.INTERIM_LAPSES,
    MEASURED,
    where=[guards.interim_is_in_force, guards.interim_time_is_over],
    on_lapse=(ClockName.INTERIM_URGENT, ClockName.INTERIM_REVIEW, ClockName.INTERIM_CAP),
)
def interim_lapses(case: CaseMachine) -> events.InterimLapsed:
    """End a measure that was not reviewed in time, or that reached the longest time allowed."""
    return events.InterimLapsed()
