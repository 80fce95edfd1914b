"""Guards of interim measures."""

from casework.vocabulary import ClockName, InterimState, Seat
from casework.workflow.guard import Asked, answer_guard, guard

ENDING = (ClockName.INTERIM_URGENT, ClockName.INTERIM_REVIEW, ClockName.INTERIM_CAP)


threat_is_reasoned = answer_guard("threat_is_reasoned", "Write what threat there is and why it cannot wait.")


@guard("An interim measure has been proposed or is in force already.")
def no_interim_stands(case: Asked) -> bool:
    return not case.view.interim.stands


@guard("No interim measure has been proposed.")
def interim_is_proposed(case: Asked) -> bool:
    return case.view.interim.state is InterimState.PROPOSED


@guard("There is no interim measure to answer, or you have answered it.")
def interim_is_unanswered(case: Asked) -> bool:
    """Whether a measure was proposed, or imposed without a hearing, and the respondent has not been heard on it yet."""
    return case.view.interim.stands and not case.view.interim.heard


@guard("Three people must be seated to decide on an interim measure.")
def three_interim_members_are_seated(case: Asked) -> bool:
    people = case.view.people
    return len(people.holding(Seat.INTERIM_MEMBER) - people.barred) in case.view.rules.bodies["interim"].sizes


@guard("You proposed this measure, so the others of the interim panel decide on it.")
def others_proposed_it(case: Asked) -> bool:
    """Whether the actor is not the person who proposed the measure: a screener can sit on the interim panel too."""
    return case.view.interim.proposed_by != case.acting.person


least_restrictive_measure = answer_guard("least_restrictive_measure", "Write why a lighter measure would not do.")


@guard("The respondent has not been heard yet.")
def respondent_was_heard(case: Asked) -> bool:
    """Whether the respondent answered, or was served with the proposal and did not answer in time."""
    return case.view.interim.heard or case.view.over(ClockName.INTERIM_SHOW_CAUSE)


@guard("The respondent’s time to answer is running, and no urgency is recorded.")
def respondent_was_heard_or_urgent(case: Asked, urgent: bool) -> bool:
    return urgent or respondent_was_heard(case)


@guard("No interim measure is in force.")
def interim_is_in_force(case: Asked) -> bool:
    return case.view.interim.state is InterimState.IN_FORCE


@guard("There is no interim measure to end.")
def interim_stands(case: Asked) -> bool:
    return case.view.interim.stands


@guard("An interim measure may not last longer than 365 days.")
def cap_is_not_reached(case: Asked) -> bool:
    return not case.view.over(ClockName.INTERIM_CAP)


@guard("The interim measure is still within its time.")
def interim_time_is_over(case: Asked) -> bool:
    return any(case.view.over(name) for name in ENDING)
