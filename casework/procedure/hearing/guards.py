"""Guards of the hearing: its day, its notice, the bundle, the people present."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from casework.record.rights.served import lines_in_time
from casework.record.state import CaseView, hearing_notice
from casework.record.state.eligibility import seated_panel
from casework.vocabulary import AppealState, CaseState, ClockName, Questioner, Seat
from casework.workflow.guard import Asked, answer_guard, guard


@guard("The bundle holds something that may not be in it. The places are marked.")
def bundle_holds_no_history_or_offer(case: Asked, evidence: Collection[UUID]) -> bool:
    """Whether all of it are copies for the respondent, which passed the outgoing check: no earlier case, no offer."""
    return bool(evidence) and set(evidence) <= case.view.evidence.copy_keys


@guard("The hearing has already been opened.")
def hearing_is_not_open(case: Asked) -> bool:
    return not case.view.hearing.open


@guard("Open the hearing first.")
def hearing_is_open(case: Asked) -> bool:
    return case.view.hearing.open


@guard("The hearing is not due yet.")
def hearing_date_is_reached(case: Asked) -> bool:
    """Whether the day that is set has come. It counts also once it has passed: what happened on it can be entered later.

    A hearing that is opened later is still that of this day, because no other day had its notice. The form asks the chair
    to confirm that it began on that day; if nobody met then, another day needs an adjournment.
    """
    day = case.view.hearing.on
    return day is not None and case.view.today >= day


def called_and_noticed(day: date | None, last: date | None) -> str:
    """Say for which day both sides are called, and when the days of notice end."""
    if day is None:
        return "No day is set."
    called = f"Both sides are called for {day.day} {day:%B %Y}"
    return f"{called}; the days of notice end on {last.day} {last:%B %Y}." if last else f"{called}."


def day_and_notice(view: CaseView) -> str:
    return called_and_noticed(view.hearing.on, hearing_notice.last_day_of_notice(view))


@guard(
    "It is not proven that the notice of this day came in time. Prove its service, or adjourn the hearing.",
    unlocked=day_and_notice,
)
def hearing_notice_was_in_time(case: Asked) -> bool:
    """Whether the notice came in time for the day that is set. That it comes in time for a later day does not help."""
    return hearing_notice.notice_was_in_time(case.view)


@guard("The bundle was not served 14 days before.")
def bundle_was_served_14_days(case: Asked) -> bool:
    return bool(case.view.hearing.in_time(case.view))


@guard("Every member of the panel must be present.")
def every_panel_member_is_present(case: Asked, present: Collection[UUID]) -> bool:
    return seated_panel(case.view) <= set(present)


@guard("The respondent is not here. Record the absence checklist first.")
def respondent_is_present_or_absence_recorded(case: Asked, there: bool) -> bool:
    return there or case.view.hearing.absence_considered


@guard("A member missed part of the hearing.")
def panel_attended_throughout(case: Asked) -> bool:
    """Whether a sitting was recorded, and all who sit on the panel attended every recorded sitting."""
    stayed = case.view.hearing.throughout
    return stayed is not None and seated_panel(case.view) <= stayed


@guard("The respondent has not been offered the last word.")
def last_word_was_offered_or_absence_recorded(case: Asked, offered: bool) -> bool:
    return offered or case.view.hearing.absence_considered


@guard("A new allegation needs 14 days before the hearing. Adjourn first.", within=ClockName.NEW_CHARGES)
def charge_is_14_days_before_hearing(case: Asked) -> bool:
    """Whether the last day for new charges has not passed. A reopened hearing takes no new charges."""
    return case.view.open(ClockName.NEW_CHARGES)


@guard("A hearing is adjourned for a side, or because the panel needs it.")
def adjournment_has_a_side(asked_by: Seat) -> bool:
    return asked_by in ADJOURNING


adjournment_reason_is_given = answer_guard("adjournment_reason_is_given", "Write the reason for the new date.")


@guard("This side has had two adjournments already. The hearing goes on, or the panel itself needs another day.")
def fewer_than_two_adjournments_for_that_side(case: Asked, asked_by: Seat) -> bool:
    """Whether a side has an adjournment left. The panel itself may ask for one too; it is no side."""
    had = case.view.hearing.adjourned.count(asked_by)
    return asked_by is Seat.PANEL_CHAIR or had < case.view.rules.limits["adjournments_per_side"]


@guard("Answer every question on the absence checklist, with your reasons.")
def absence_checklist_is_complete(answers: Collection[bool | None], reasons_written: bool) -> bool:
    return None not in answers and reasons_written


@guard("You found that an adjournment would help. Adjourn the hearing instead.")
def adjournment_would_not_help(would_help: bool | None) -> bool:
    return not would_help


ADJOURNING = (Seat.RESPONDENT, Seat.INVESTIGATOR, Seat.PANEL_CHAIR)
"""The seats that ask for an adjournment: either side, or the panel for itself."""


@guard("The minute has no such line.")
def line_is_in_the_minute(case: Asked, line: UUID) -> bool:
    return line in {one.entry for one in case.view.hearing.minute}


minute_is_written = answer_guard("minute_is_written", "Write who spoke and what was said.")


@guard("A line counts for one side or for neither, and takes no less than no time.")
def time_is_of_a_side(side: Seat | None, minutes: int) -> bool:
    return side in (None, Seat.RESPONDENT, Seat.INVESTIGATOR) and minutes >= 0


@guard("The hearing has not been held yet, or you have said already whether you had the last word.")
def last_word_can_be_confirmed(case: Asked) -> bool:
    """Whether the hearing is open or has just closed, and the respondent has not said whether they had the last word."""
    hearing, deliberates = case.view.hearing, case.view.state is CaseState.DELIBERATION
    return (hearing.open or (deliberates and hearing.throughout is not None)) and hearing.last_word is None


@guard("Say why you did not have the last word.")
def why_there_was_none_is_written(had: bool, written: bool) -> bool:
    return had or written


@guard("There is no last word to write now.", within=ClockName.LAST_WORD)
def last_word_may_be_written(case: Asked) -> bool:
    return case.view.open(ClockName.LAST_WORD)


last_word_is_written = answer_guard("last_word_is_written", "Write what you want to say last.")


@guard("The respondent had no last word at the hearing, and may still write it.", until=ClockName.LAST_WORD)
def last_word_was_given(case: Asked) -> bool:
    """Whether no last word is awaited: it was had, written, or the days for it are over. Nobody can hold the case with it."""
    return not case.view.open(ClockName.LAST_WORD)


@guard("The findings are saved and cannot be changed.")
def findings_are_not_saved(case: Asked) -> bool:
    return not case.view.deliberation.saved


@guard(
    "Nobody of a side puts questions in person to a reporter or to somebody vulnerable. Choose the chair, or the chair and "
    "who speaks for a side."
)
def questions_are_put_for_them(protected: bool, questioner: Questioner) -> bool:
    return not protected or questioner is not Questioner.SIDES


call_is_written = answer_guard("call_is_written", "Write who is called, and what they are asked about.")


@guard("A witness is called to an appeal once it has a day, and before it is heard.")
def a_hearing_lies_ahead(case: Asked) -> bool:
    """Whether there is a hearing to which a witness can come. A hearing before the panel has a day from the start."""
    view = case.view
    heard = bool(view.appeal.in_state(AppealState.HEARD))
    return view.state is not CaseState.APPEAL or (view.appeal_hearing.on is not None and not heard)


@guard("The minute has no lines.")
def minute_has_lines(case: Asked) -> bool:
    return bool(case.view.hearing.minute)


@guard("The minute was given to both sides already.")
def minute_is_not_given(case: Asked) -> bool:
    return not case.view.hearing.minute_given


@guard("The minute of the hearing has not been given to both sides.")
def minute_was_given(case: Asked) -> bool:
    """Whether both sides have the minute as it is now. True for a minute without lines: there is nothing to give."""
    return case.view.hearing.minute_given or not case.view.hearing.minute


@guard("You have approved the minute already.")
def minute_is_not_approved_by_this_person(case: Asked) -> bool:
    return case.acting.person not in case.view.hearing.minute_approved


@guard("You can read a line once the member has had it for three business days. Read every line before you approve.")
def every_line_is_open_to_the_panel(case: Asked) -> bool:
    return len(lines_in_time(case.view)) == len(case.view.hearing.minute)


@guard("Those who sat may still read and approve the minute.", until=ClockName.MINUTE_APPROVAL)
def minute_is_approved(case: Asked) -> bool:
    """Whether everybody on the panel has approved the minute, or the time for it is over. Silence delays nothing."""
    view = case.view
    return seated_panel(view) <= view.hearing.minute_approved or not view.open(ClockName.MINUTE_APPROVAL)
