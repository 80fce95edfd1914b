"""Guards of joining, withdrawing, ending and reopening."""

from uuid import UUID

from casework.record.state import CaseView
from casework.vocabulary import ClockName, ClosingCode, Seat
from casework.workflow.guard import Asked, answer_guard, guard
from policy.separation import may_also_sit

same_respondent_and_facts = answer_guard(
    "same_respondent_and_facts", "Only complaints about the same member and the same events can be joined."
)


@guard("The other case has gone too far for this. Link the cases instead.")
def other_case_is_not_charged(charged: bool) -> bool:
    return not charged


@guard("Someone would then hold two roles that cannot be combined. Replace that person first.")
def nobody_would_hold_two_seats(clash: bool) -> bool:
    return not clash


@guard("This case was not closed by joining it to another.")
def closed_by_merging(case: Asked) -> bool:
    """Whether the case is closed because its complaint was merged into another case, and was not reopened since."""
    return case.view.joining.into is not None and case.view.closing_code is ClosingCode.DUPLICATE


@guard("Nobody has asked to withdraw.")
def withdrawal_is_asked(case: Asked) -> bool:
    return bool(reporters_withdrawing(case.view))


@guard("You have not asked to withdraw.")
def withdrawal_is_yours(case: Asked) -> bool:
    return case.acting.person in reporters_withdrawing(case.view)


@guard("You have asked to withdraw already.")
def withdrawal_is_not_asked(case: Asked) -> bool:
    asked = reporters_withdrawing(case.view) | case.view.joining.withdrawn
    return case.acting.person not in asked


@guard("This case has been decided.")
def case_is_undecided(case: Asked) -> bool:
    return case.view.board.decision is None


@guard("The Society goes on with this case itself.")
def case_is_not_adopted(case: Asked) -> bool:
    return not case.view.joining.adopted


@guard("This reporter has not asked to withdraw.")
def withdrawal_of_this_reporter_waits(case: Asked, reporter: UUID) -> bool:
    return reporter in reporters_withdrawing(case.view)


@guard("This is the only complaint. Decide on the whole case.")
def another_complaint_lives(case: Asked) -> bool:
    return len(live_reporters(case)) > 1


@guard("Fourteen days must pass after a request to withdraw.", until=ClockName.WITHDRAWAL_WAIT)
def withdrawal_wait_is_over(case: Asked) -> bool:
    """Whether the waiting time has passed for at least one reporter who asked to withdraw."""
    return any(case.view.over(ClockName.WITHDRAWAL_WAIT, reporter) for reporter in reporters_withdrawing(case.view))


@guard("Speak with the reporter in safety first and record that you did.")
def coercion_is_checked(case: Asked) -> bool:
    """Whether somebody spoke in safety about pressure with each reporter who waits to withdraw, after they asked."""
    return reporters_withdrawing(case.view) <= case.view.joining.spoken


@guard("Another complaint in this case goes on.")
def no_other_live_complaint(case: Asked) -> bool:
    return len(live_reporters(case)) <= 1


# The sentence is the same for a case that does not exist.
other_case_is_found = answer_guard(
    "other_case_is_found", "No case that you can link fits, or several do. Type the whole reference."
)


@guard("These cases are linked already, or are one and the same.")
def link_is_new(case: Asked, other: UUID) -> bool:
    return other != case.view.case and other not in case.view.joining.linked


@guard("This case is linked to no other.")
def a_case_is_linked(case: Asked) -> bool:
    return bool(case.view.joining.linked)


@guard("The cases are not linked.")
def link_is_in_force(case: Asked, other: UUID) -> bool:
    return other in case.view.joining.linked


death_is_proven = answer_guard("death_is_proven", "Attach the proof.")


@guard("More than two years have passed since the case was closed.")
def within_two_years_unless_fraud(case: Asked, endless: bool) -> bool:
    return endless or case.view.open(ClockName.REOPEN)


@guard("The deciders had found a case to answer. The case goes back to a new panel.")
def closed_before_charge(case: Asked) -> bool:
    return not case.view.joining.charged


@guard("The deciders had not found a case to answer. The case goes back to screening.")
def closed_after_charge(case: Asked) -> bool:
    return case.view.joining.charged and case.view.closing_code is not ClosingCode.DUPLICATE


def live_reporters(case: Asked) -> frozenset[UUID]:
    return case.view.people.holding(Seat.COMPLAINANT) - case.view.joining.withdrawn


def reporters_withdrawing(view: CaseView) -> frozenset[UUID]:
    """Return the reporters whose request to withdraw waits for an answer."""
    waits = (run for run in view.clocks if run.name is ClockName.WITHDRAWAL_WAIT and run.running)
    return frozenset(run.subject for run in waits if run.subject is not None)


def seats_clash(one: CaseView, other: CaseView) -> bool:
    """Whether somebody would sit in seats that may not be combined across linked cases."""
    return any(
        person == who and not may_also_sit([held], seat, linked=True)
        for person, seat in one.people.acts | one.people.seats
        for who, held in other.people.acts | other.people.seats
    )
