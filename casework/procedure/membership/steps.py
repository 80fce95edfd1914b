"""Steps of a case: the respondent's standing as a member. Leaving the Society does not end a case."""

from datetime import date

from casework.procedure.membership import guards
from casework.procedure.screening.guards import respondent_is_known
from casework.record import events
from casework.vocabulary import CaseState as S
from casework.vocabulary import Membership, Verb
from casework.workflow.guard import check_guard
from casework.workflow.step import OPEN, CaseMachine, step


@step(Verb.RECORD_STANDING, list(S), where=[respondent_is_known])
def record_standing(case: CaseMachine, *, standing: Membership, since: date) -> events.StandingRecorded:
    """Record that the respondent's standing has changed; only conditions and terms wait for a member who has left."""
    check_guard(guards.standing_has_changed, case, standing, since)
    return events.StandingRecorded(standing=standing, since=since)


@step(Verb.DEFER_RESIGNATION, OPEN, where=[respondent_is_known, guards.no_resignation_waits])
def defer_resignation(case: CaseMachine, *, received_on: date) -> events.ResignationDeferred:
    """Let a resignation wait for the end of the case; every clock continues."""
    check_guard(guards.resignation_was_received, case, received_on)
    return events.ResignationDeferred(received_on=received_on)


@step(Verb.ACCEPT_RESIGNATION, S.CLOSED, where=[guards.resignation_waits])
def accept_resignation(case: CaseMachine) -> events.ResignationAccepted:
    """Let the waiting resignation take effect, now that the case is over."""
    return events.ResignationAccepted()
