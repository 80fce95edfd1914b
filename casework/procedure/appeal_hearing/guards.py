"""Guards of the hearing of an appeal: its day, its notice, who is there, and what is new."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from casework.procedure.hearing.guards import called_and_noticed
from casework.record.state import CaseView, appeal_notice
from casework.record.state.eligibility import seated_appeal_panel
from casework.vocabulary import ClockName, Seat
from casework.workflow.guard import Asked, answer_guard, guard
from policy.deadlines import deadline

ADJOURNING = (Seat.RESPONDENT, Seat.INVESTIGATOR, Seat.APPEAL_CHAIR)
"""The seats that ask for another day of the appeal: either side, or the panel for itself."""


@guard("The appeal has a day already. Adjourn it instead.")
def appeal_has_no_day(case: Asked) -> bool:
    return case.view.appeal_hearing.on is None


@guard("Call both sides to the hearing of the appeal first.")
def appeal_has_a_day(case: Asked) -> bool:
    return case.view.appeal_hearing.on is not None


@guard("The hearing of the appeal must be more than 21 days after the call arrives.")
def appeal_day_leaves_notice(view: CaseView, day: date) -> bool:
    """Whether a day leaves the whole period of notice, if the call arrived today."""
    return day >= first_appeal_day(view)


def first_appeal_day(view: CaseView) -> date:
    """Return the first day that leaves the whole period of notice, if the call arrived today."""
    rule, calendar = view.rules.clocks[ClockName.APPEAL_NOTICE], view.rules.calendar
    return deadline(start=view.today, days=rule.days or 0, business=rule.business, calendar=calendar) + timedelta(
        days=1
    )


@guard("The new day must leave both sides their days of notice: 14 where the first call came in time, otherwise 21.")
def new_appeal_day_leaves_notice(view: CaseView, day: date) -> bool:
    if not had_call(view):
        return appeal_day_leaves_notice(view, day)
    days = view.rules.limits["hearing_new_date_days"]
    return day > deadline(start=view.today, days=days, business=False, calendar=view.rules.calendar)


def had_call(view: CaseView) -> bool:
    """Whether the call came in time for the day that is set, or for an earlier day of the same hearing."""
    return view.appeal_hearing.noticed or appeal_notice.call_was_in_time(view)


@guard("The day of the hearing of the appeal has not come.")
def appeal_day_is_reached(case: Asked) -> bool:
    """Whether the day that is set has come. It counts also once it has passed: what is recorded is the hearing of that day.

    The form asks the chair to confirm this, because no other day had its notice.
    """
    day = case.view.appeal_hearing.on
    return day is None or case.view.today >= day


def call_was_in_time(case: Asked) -> bool:
    return appeal_notice.call_was_in_time(case.view)


def day_and_notice(view: CaseView) -> str:
    return called_and_noticed(view.appeal_hearing.on, appeal_notice.last_day_of_notice(view))


@guard(
    "It is not proven that the call for this day came in time. Prove its service, or adjourn the appeal.",
    unlocked=day_and_notice,
)
def appeal_call_was_in_time(case: Asked) -> bool:
    """Whether the call came in time for the day that is set, which is the day that is recorded. True without a day."""
    return case.view.appeal_hearing.on is None or call_was_in_time(case)


@guard("An appeal is adjourned for a side, or because the panel needs it.")
def appeal_adjournment_has_a_side(asked_by: Seat) -> bool:
    return asked_by in ADJOURNING


appeal_adjournment_reason_is_given = answer_guard(
    "appeal_adjournment_reason_is_given", "Write the reason for the new day of the appeal."
)


@guard("This side has had two adjournments of the appeal. It is heard, or the panel itself needs another day.")
def fewer_than_two_appeal_adjournments(case: Asked, asked_by: Seat) -> bool:
    """Whether a side has an adjournment left. The panel itself may ask for one too; it is no side."""
    had = case.view.appeal_hearing.adjourned.count(asked_by)
    return asked_by is Seat.APPEAL_CHAIR or had < case.view.rules.limits["adjournments_per_side"]


@guard("Every member of the appeal panel must be present.")
def every_appeal_member_is_present(case: Asked, present: Iterable[UUID]) -> bool:
    return seated_appeal_panel(case.view) <= set(present)


@guard("The respondent is not at the appeal. Record the absence checklist first.")
def respondent_is_at_the_appeal_or_absence_recorded(case: Asked, there: bool) -> bool:
    return there or case.view.appeal_hearing.absence_considered


@guard("The respondent has not been offered the last word on the appeal.")
def last_word_on_appeal_was_offered(case: Asked, offered: bool) -> bool:
    return offered or case.view.appeal_hearing.absence_considered


appeal_submission_is_written = answer_guard("appeal_submission_is_written", "Write what you say to the appeal panel.")


@guard("There is no new evidence to rule on.")
def new_evidence_waits(case: Asked) -> bool:
    return bool(case.view.appeal_hearing.waiting)


@guard("Choose new evidence that waits for a ruling.")
def this_new_evidence_waits(case: Asked, evidence: UUID) -> bool:
    return evidence in {one.id for one in case.view.appeal_hearing.waiting}


@guard("New evidence has not been ruled on yet.")
def new_evidence_is_ruled_on(case: Asked) -> bool:
    return not case.view.appeal_hearing.waiting
