"""Guards of the public register."""

from datetime import date
from uuid import UUID

from casework.record.state import CaseView
from casework.vocabulary import ClockName, ConditionState, SanctionState, Seat
from casework.workflow.guard import Asked, answer_guard, guard
from policy.sanctions import display_ends


@guard("A sanction at this level is not published.")
def level_is_public(case: Asked) -> bool:
    current = case.view.sanctions.current
    return current is not None and current.level >= case.view.rules.public_from


@guard("The adviser and the data protection officer must both approve the text.")
def text_is_approved_by_both(case: Asked) -> bool:
    return case.view.publication.approved_by >= {Seat.ADVISER, Seat.DPO}


@guard("You have approved this text already. The other of the two has to approve it.")
def text_not_approved_by_this_seat(case: Asked) -> bool:
    return not case.acting.seats & case.view.publication.approved_by


@guard("An appeal or a late application is pending.")
def no_appeal_or_late_application_is_pending(case: Asked) -> bool:
    return not case.view.appeal.live and not case.view.appeal.late_pending


@guard("The entry in the register is still shown.")
def entry_is_not_live(case: Asked) -> bool:
    return not case.view.publication.live


nobody_else_is_identifiable = answer_guard(
    "nobody_else_is_identifiable", "A reader could recognise someone else from this text."
)


@guard("Give the date on which the entry ends. It has to lie ahead.")
def expiry_is_set(case: Asked, expires_on: date | None) -> bool:
    """Whether the entry ends on a future day; the entry of an expulsion may stay until readmission."""
    current = case.view.sanctions.current
    lasting = current is not None and current.state is SanctionState.ACTIVE and current.level >= 7
    return lasting if expires_on is None else expires_on > case.view.today


@guard("The rulebook does not let a sanction of this level be shown for so long. Choose an earlier day.")
def entry_ends_as_the_rulebook_says(case: Asked, expires_on: date | None) -> bool:
    longest = longest_display(case.view)
    return expires_on is None or longest is None or expires_on <= longest


def longest_display(view: CaseView) -> date | None:
    """Return the last day on which the rulebook shows the sanction if it is entered today; None if there is no such day.

    Conditions and terms count until they are due or over. An overdue condition counts as one that may stay unmet.
    """
    current = view.sanctions.current
    if current is None:
        return None
    term = _end_of(view, ClockName.TERM, current.id) if current.term_days else view.today
    due = [_end_of(view, ClockName.CONDITION, one.id) for one in current.conditions]
    unmet = any(one.state is ConditionState.OVERDUE for one in current.conditions)
    last = max(due, default=term)
    return display_ends(
        view.rules.ladder[current.level],
        published=view.today,
        conditions_met=last,
        term_ended=term,
        unmet_on=view.today if unmet else None,
    )


def _end_of(view: CaseView, name: ClockName, subject: UUID) -> date:
    """Return the day on which a condition or a term is due or was over; today if its clock has no such day."""
    run = view.clock(name, subject)
    moment = run and (run.due if run.running else run.stopped)
    return view.day_of(moment) if moment else view.today


@guard("There is no entry in the register.")
def entry_is_live(case: Asked) -> bool:
    return case.view.publication.live


correction_is_needed = answer_guard(
    "correction_is_needed", "Write the words as they should read, and what is wrong in the entry now."
)


withdrawal_ground_is_given = answer_guard("withdrawal_ground_is_given", "Say why the entry is withdrawn.")


@guard("The entry is still within its time.", until=ClockName.DISPLAY)
def display_time_is_over(case: Asked) -> bool:
    return case.view.over(ClockName.DISPLAY)
