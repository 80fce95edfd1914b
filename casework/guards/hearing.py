"""Guards of the hearing: its day, its notice, the bundle, who is there."""

from collections.abc import Collection
from uuid import UUID

from casework.facts.panel import seated
from casework.guards.base import Asked, guard
from casework.vocabulary import ClockName


@guard("The bundle holds something that may not be in it. The places are marked.")
def bundle_holds_no_history_or_offer(case: Asked, evidence: Collection[UUID]) -> bool:
    """Whether it is all copies made for the respondent, which passed the outgoing check: no earlier case, no offer."""
    return bool(evidence) and set(evidence) <= case.facts.evidence.given


@guard("The hearing has already been opened.")
def hearing_is_not_open(case: Asked) -> bool:
    """Whether the hearing was not opened yet."""
    return not case.facts.hearing.open


@guard("Open the hearing first.")
def hearing_is_open(case: Asked) -> bool:
    """Whether the hearing was opened."""
    return case.facts.hearing.open


@guard("The hearing is not due yet.")
def hearing_date_is_reached(case: Asked) -> bool:
    """Whether the day of the hearing has come."""
    day = case.facts.hearing.on
    return day is not None and case.facts.today >= day


@guard("The notice of hearing was not served 30 days before.")
def hearing_notice_was_served_30_days(case: Asked) -> bool:
    """Whether the whole time of notice has run since the notice arrived."""
    return case.facts.over(ClockName.HEARING_NOTICE)


@guard("The bundle was not served 14 days before.")
def bundle_was_served_14_days(case: Asked) -> bool:
    """Whether a bundle was there in time for this day."""
    return bool(case.facts.hearing.in_time(case.facts))


@guard("Every member of the panel must be present.")
def every_panel_member_is_present(case: Asked, present: Collection[UUID]) -> bool:
    """Whether all who sit on the panel are there."""
    return seated(case.facts) <= set(present)


@guard("The respondent is not here. Record the absence checklist first.")
def respondent_is_present_or_absence_recorded(case: Asked, there: bool) -> bool:
    """Whether the respondent is there, or it was considered why not."""
    return there or case.facts.hearing.absence_considered


@guard("A member missed part of the hearing.")
def panel_attended_throughout(case: Asked) -> bool:
    """Whether all who sit on the panel attended every sitting that was recorded, and one was."""
    stayed = case.facts.hearing.throughout
    return stayed is not None and seated(case.facts) <= stayed


@guard("The respondent has not been offered the last word.")
def last_word_was_offered_or_absence_recorded(case: Asked, offered: bool) -> bool:
    """Whether the respondent had the last word, or the absence was considered."""
    return offered or case.facts.hearing.absence_considered
