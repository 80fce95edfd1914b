"""Steps of representation: somebody acts for the respondent, within a scope and until a day."""

from datetime import date
from uuid import UUID

from casework.procedure.representation import guards
from casework.record import events
from casework.record.clocks import LIVES_IN
from casework.vocabulary import CaseState, ClockName, Scope, Verb
from casework.workflow.guard import check_guard
from casework.workflow.step import CaseMachine, step

LASTING = sorted(LIVES_IN[ClockName.REPRESENTATION])
ANSWERING = [state for state in LASTING if state is not CaseState.CLOSED]


@step(Verb.APPOINT_REPRESENTATIVE, ANSWERING, where=[guards.nobody_represents_yet])
def appoint_representative(
    case: CaseMachine, *, person: UUID, scope: tuple[Scope, ...], until: date, free: bool
) -> events.RepresentativeAppointed:
    """Name a person to read with the respondent and act for them. `free`: they have no other part in the case."""
    check_guard(guards.scope_and_end_are_given, case, scope, until)
    check_guard(guards.representative_is_free, free)
    return events.RepresentativeAppointed(person=person, scope=scope, until=until)


@step(Verb.ACCEPT_REPRESENTATION, ANSWERING, where=[guards.representation_is_not_accepted])
def accept_representation(case: CaseMachine) -> events.RepresentationAccepted:
    """Say that no tie stands in the way, and speak for the respondent from now on."""
    return events.RepresentationAccepted()


@step(
    Verb.END_REPRESENTATION,
    LASTING,
    where=[guards.representation_is_in_force, guards.clock_waits_for_its_last_day],
    on_lapse=(ClockName.REPRESENTATION,),
)
def end_representation(case: CaseMachine) -> events.RepresentationEnded:
    """End the representation, as the respondent, as the representative, or as the clock after its last day."""
    return events.RepresentationEnded()
