"""Steps of the hearing of an appeal: the call, another day, an absence, what the sides bring, and the hearing itself."""

from collections.abc import Collection
from datetime import date, time
from uuid import UUID

from casework.procedure.appeal import guards as appeal
from casework.procedure.appeal_evidence.guards import grounds_are_appealed_on
from casework.procedure.appeal_evidence.steps import BEFORE_IT_IS_HEARD
from casework.procedure.appeal_hearing import guards
from casework.procedure.appeal_panel import guards as seats
from casework.procedure.appeal_panel.guards import side_of
from casework.procedure.declarations.guards import appeal_panel_has_declared
from casework.procedure.hearing.guards import absence_checklist_is_complete, adjournment_would_not_help
from casework.procedure.panel.guards import hearing_has_an_hour, hearing_is_within_a_year
from casework.procedure.requests.guards import no_objection_to_the_appeal_panel_stops_this
from casework.record import events
from casework.record.events.hearing_time import USUAL_HOUR, USUAL_MINUTES
from casework.record.state.appeal import numbers_of
from casework.record.state.appeal_notice import call_came_late
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, Seat, Verb
from casework.workflow.docket import HEARING_DAY, task
from casework.workflow.guard import check_day, check_guard
from casework.workflow.lateness import APPEAL_HEARING
from casework.workflow.step import CaseMachine, not_none, step

SITTING = [seats.appeal_panel_is_seated, appeal_panel_has_declared, seats.appeal_was_not_heard]


@step(
    Verb.CALL_APPEAL_HEARING,
    S.APPEAL,
    where=[
        *SITTING,
        appeal.an_appeal_is_admitted,
        appeal.every_appeal_is_sifted,
        appeal.cross_appeal_time_is_over,
        seats.appeal_challenge_time_is_over,
        seats.appeal_challenges_are_ruled,
        guards.appeal_has_no_day,
    ],
    docket=task(ClockName.APPEAL_HEARING),
)
def call_appeal_hearing(
    case: CaseMachine, *, hearing_on: date, hearing_at: time = USUAL_HOUR, hearing_minutes: int = USUAL_MINUTES
) -> events.AppealHearingCalled:
    """Call both sides to the hearing of the appeal; their days of notice run from the arrival of the call."""
    check_guard(hearing_is_within_a_year, case.view, hearing_on)
    check_day(guards.appeal_day_leaves_notice, guards.first_appeal_day(case.view), case.view, hearing_on)
    check_guard(hearing_has_an_hour, hearing_at, hearing_minutes)
    return events.AppealHearingCalled(hearing_on=hearing_on, hearing_at=hearing_at, hearing_minutes=hearing_minutes)


@step(
    Verb.ADJOURN_APPEAL_HEARING,
    S.APPEAL,
    where=[*SITTING, guards.appeal_has_a_day],
    docket=task(ClockName.APPEAL_HEARING, wanted=call_came_late),
)
def adjourn_appeal_hearing(
    case: CaseMachine,
    *,
    hearing_on: date,
    asked_by: Seat,
    reasons_written: bool,
    hearing_at: time = USUAL_HOUR,
    hearing_minutes: int = USUAL_MINUTES,
) -> events.AppealHearingAdjourned:
    """Move the hearing of the appeal to another day, for a side or for the panel."""
    check_guard(guards.appeal_adjournment_has_a_side, asked_by)
    check_guard(guards.appeal_adjournment_reason_is_given, reasons_written)
    check_guard(guards.fewer_than_two_appeal_adjournments, case, asked_by)
    check_guard(hearing_is_within_a_year, case.view, hearing_on)
    check_guard(guards.new_appeal_day_leaves_notice, case.view, hearing_on)
    check_guard(hearing_has_an_hour, hearing_at, hearing_minutes)
    return events.AppealHearingAdjourned(
        hearing_on=hearing_on,
        hearing_at=hearing_at,
        hearing_minutes=hearing_minutes,
        asked_by=asked_by,
        noticed=guards.had_call(case.view),
    )


@step(
    Verb.RECORD_APPEAL_ABSENCE,
    S.APPEAL,
    where=[*SITTING, guards.appeal_has_a_day, guards.appeal_day_is_reached, guards.appeal_call_was_in_time],
)
def record_appeal_absence(
    case: CaseMachine,
    *,
    reason_given: bool | None,
    medical: bool | None,
    prejudice: bool | None,
    public_interest: bool | None,
    would_help: bool | None,
    reasons_written: bool,
) -> events.AppealAbsenceConsidered:
    """Complete the absence checklist, after it was proven that the call arrived."""
    answers = (reason_given, medical, prejudice, public_interest, would_help)
    check_guard(absence_checklist_is_complete, answers, reasons_written)
    check_guard(adjournment_would_not_help, would_help)
    return events.AppealAbsenceConsidered(
        reason_given=bool(reason_given),
        medical=bool(medical),
        prejudice=bool(prejudice),
        public_interest=bool(public_interest),
    )


@step(Verb.MAKE_APPEAL_SUBMISSION, S.APPEAL, where=BEFORE_IT_IS_HEARD)
def make_appeal_submission(
    case: CaseMachine, *, codes: Collection[str], statement_written: bool
) -> events.AppealSubmissionMade:
    """Argue in writing, for either side, on grounds of an appeal; the appeal panel and the other side read it."""
    check_guard(grounds_are_appealed_on, case, codes)
    check_guard(guards.appeal_submission_is_written, statement_written)
    return events.AppealSubmissionMade(side=side_of(case), numbers=numbers_of(case.view.rules, codes))


@step(
    Verb.RULE_NEW_EVIDENCE,
    S.APPEAL,
    where=[*SITTING, guards.new_evidence_waits],
    docket=task(HEARING_DAY, ClockName.APPEAL_HEARING),
    late=APPEAL_HEARING,
)
def rule_new_evidence(
    case: CaseMachine, *, evidence: UUID, admitted: bool, reasons_written: bool
) -> events.NewEvidenceRuled:
    """Rule whether new evidence is heard: it could not come before, and it can matter for a ground."""
    check_guard(guards.this_new_evidence_waits, case, evidence)
    check_guard(appeal.appeal_reasons_are_written, reasons_written)
    return events.NewEvidenceRuled(piece=evidence, admitted=admitted)


@step(
    Verb.HEAR_APPEAL,
    S.APPEAL,
    where=[
        *SITTING,
        guards.appeal_has_a_day,
        guards.appeal_day_is_reached,
        guards.appeal_call_was_in_time,
        seats.appeal_challenges_are_ruled,
        no_objection_to_the_appeal_panel_stops_this,
        guards.new_evidence_is_ruled_on,
    ],
    docket=task(HEARING_DAY, ClockName.APPEAL_HEARING, wanted=lambda view: view.appeal_hearing.on is not None),
)
def hear_appeal(
    case: CaseMachine, *, present: Collection[UUID], respondent_present: bool, last_word_offered: bool
) -> events.AppealHeard:
    """Record that all three heard the appeals on the day of the call; without the respondent only after a record of absence."""
    check_guard(guards.every_appeal_member_is_present, case, present)
    check_guard(guards.respondent_is_at_the_appeal_or_absence_recorded, case, respondent_present)
    check_guard(guards.last_word_on_appeal_was_offered, case, last_word_offered)
    return events.AppealHeard(
        heard_on=not_none(case.view.appeal_hearing.on),
        present=tuple(present),
        respondent_present=respondent_present,
        last_word_offered=last_word_offered,
    )
