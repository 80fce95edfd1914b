"""Steps of a case: the bundle, the hearing, the deliberation, and a reopened hearing."""

from collections.abc import Collection
from datetime import date, time
from uuid import UUID

from casework.procedure.evidence.guards import (
    evidence_is_attached,
    filings_are_looked_through,
    late_evidence_needs_a_hearing,
)
from casework.procedure.hearing import guards
from casework.procedure.notice.guards import particulars_are_whole, refuse_unless_it_can_be_charged
from casework.procedure.panel.guards import (
    challenges_are_ruled,
    hearing_has_an_hour,
    hearing_is_within_a_year,
    new_date_leaves_notice,
    panel_still_stands,
)
from casework.procedure.screening.guards import (
    commitment_is_in_the_edition_sworn,
    conduct_period_is_given,
    edition_sworn,
)
from casework.record import events
from casework.record.events.hearing_time import USUAL_HOUR, USUAL_MINUTES
from casework.record.state.hearing_notice import had_notice, notice_came_late
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName, MinuteKind, Questioner, Seat, Verb, WitnessWay
from casework.workflow.docket import HEARING_DAY, task
from casework.workflow.guard import check_guard
from casework.workflow.signatures import pair
from casework.workflow.step import CaseMachine, not_none, step
from policy.findings import ParticularKind


@step(Verb.SERVE_BUNDLE, S.HEARING)
def serve_bundle(case: CaseMachine, *, evidence: Collection[UUID]) -> events.BundleServed:
    """Send the respondent and the panel the copies that were prepared for the respondent and checked."""
    check_guard(guards.bundle_holds_no_history_or_offer, case, evidence)
    return events.BundleServed(evidence=tuple(evidence))


@step(
    Verb.OPEN_HEARING,
    S.HEARING,
    where=[
        guards.hearing_is_not_open,
        guards.hearing_date_is_reached,
        guards.hearing_notice_was_in_time,
        guards.bundle_was_served_14_days,
        filings_are_looked_through,
        panel_still_stands,
    ],
    docket=task(HEARING_DAY),
)
def open_hearing(case: CaseMachine, *, present: Collection[UUID], respondent_present: bool) -> events.HearingOpened:
    """Open the hearing of a day whose notice came in time; without the respondent only after a record of absence."""
    check_guard(guards.every_panel_member_is_present, case, present)
    check_guard(guards.respondent_is_present_or_absence_recorded, case, respondent_present)
    return events.HearingOpened(present=tuple(present), respondent_present=respondent_present)


@step(Verb.CALL_WITNESS, [S.HEARING, S.APPEAL], where=[guards.a_hearing_lies_ahead])
def call_witness(
    case: CaseMachine,
    *,
    way: WitnessWay,
    protected: bool,
    questioner: Questioner,
    witness_written: bool,
    questions_written: bool,
) -> events.WitnessCall:
    """Call a witness, on a request or of the chair's own motion: how they are heard, and who puts the questions."""
    check_guard(guards.call_is_written, witness_written and questions_written)
    check_guard(guards.questions_are_put_for_them, protected, questioner)
    kind = events.AppealWitnessCalled if case.view.state is S.APPEAL else events.WitnessCalled
    return kind(way=way, protected=protected, questioner=questioner)


@step(Verb.RECORD_ATTENDANCE, S.HEARING, where=[guards.hearing_is_open])
def record_attendance(
    case: CaseMachine, *, throughout: Collection[UUID], respondent_present: bool
) -> events.AttendanceRecorded:
    """Record which panel members attended all of one sitting, and whether the respondent was there."""
    return events.AttendanceRecorded(throughout=tuple(throughout), respondent_present=respondent_present)


@step(Verb.WRITE_MINUTE, S.HEARING, where=[guards.hearing_is_open])
def write_minute(
    case: CaseMachine, *, kind: MinuteKind, side: Seat | None, minutes: int, speaker_written: bool, said_written: bool
) -> events.MinuteWritten:
    """Write a line of the minute: what somebody said or the chair ruled, and whose time it took."""
    check_guard(guards.minute_is_written, speaker_written and said_written)
    check_guard(guards.time_is_of_a_side, side, minutes)
    return events.MinuteWritten(kind=kind, side=side, minutes=minutes)


@step(Verb.CORRECT_MINUTE, [S.HEARING, S.DELIBERATION], where=[guards.findings_are_not_saved])
def correct_minute(case: CaseMachine, *, line: UUID, corrected_written: bool) -> events.MinuteCorrected:
    """Correct a line as the person who had spoken asked; the line as it was stays beside it."""
    check_guard(guards.line_is_in_the_minute, case, line)
    check_guard(guards.minute_is_written, corrected_written)
    return events.MinuteCorrected(line=line)


@step(
    Verb.GIVE_MINUTE,
    S.DELIBERATION,
    where=[guards.minute_has_lines, guards.minute_is_not_given, guards.findings_are_not_saved],
    docket=task(ClockName.MINUTE),
)
def give_minute(case: CaseMachine) -> events.MinuteGiven:
    """Give the whole minute to both sides and to the panel, after the last day of the hearing or a correction."""
    return events.MinuteGiven()


@step(
    Verb.APPROVE_MINUTE,
    S.DELIBERATION,
    where=[
        guards.minute_has_lines,
        guards.minute_was_given,
        guards.findings_are_not_saved,
        guards.minute_is_not_approved_by_this_person,
        guards.every_line_is_open_to_the_panel,
    ],
    docket=task(ClockName.MINUTE_APPROVAL),
)
def approve_minute(case: CaseMachine) -> events.MinuteApproved:
    """Say, as a member of the panel, that the minute is right."""
    return events.MinuteApproved()


@step(
    Verb.CONFIRM_LAST_WORD,
    [S.HEARING, S.DELIBERATION],
    where=[guards.last_word_can_be_confirmed, guards.findings_are_not_saved],
)
def confirm_last_word(case: CaseMachine, *, had: bool, why_not_written: bool) -> events.LastWordConfirmed:
    """Say, as the respondent, whether one had the last word; without it there are three business days to write it."""
    check_guard(guards.why_there_was_none_is_written, had, why_not_written)
    return events.LastWordConfirmed(had=had)


@step(Verb.FILE_LAST_WORD, [S.HEARING, S.DELIBERATION], where=[guards.last_word_may_be_written])
def file_last_word(case: CaseMachine, *, words_written: bool) -> events.LastWordFiled:
    """Write the last word that one did not have at the hearing."""
    check_guard(guards.last_word_is_written, words_written)
    return events.LastWordFiled()


@step(
    Verb.OPEN_DELIBERATION,
    S.HEARING,
    to=S.DELIBERATION,
    where=[guards.hearing_is_open, guards.panel_attended_throughout, panel_still_stands, challenges_are_ruled],
    docket=task(HEARING_DAY),
)
def open_deliberation(case: CaseMachine, *, last_word_offered: bool) -> events.DeliberationOpened:
    """Close the hearing after the respondent's last word; the panel withdraws."""
    check_guard(guards.last_word_was_offered_or_absence_recorded, case, last_word_offered)
    return events.DeliberationOpened(last_word_offered=last_word_offered, lines=len(case.view.hearing.minute))


@step(
    Verb.REOPEN_HEARING,
    S.DELIBERATION,
    to=S.HEARING,
    where=[guards.findings_are_not_saved, late_evidence_needs_a_hearing],
    docket=task(ClockName.FINDINGS),
)
def reopen_hearing(
    case: CaseMachine, *, hearing_on: date, hearing_at: time = USUAL_HOUR, hearing_minutes: int = USUAL_MINUTES
) -> events.HearingReopened:
    """Call both sides again, before any finding, to hear evidence that was admitted late."""
    check_guard(hearing_is_within_a_year, case.view, hearing_on)
    check_guard(new_date_leaves_notice, case.view, hearing_on)
    check_guard(hearing_has_an_hour, hearing_at, hearing_minutes)
    return events.HearingReopened(hearing_on=hearing_on, hearing_at=hearing_at, hearing_minutes=hearing_minutes)


@step(Verb.ADJOURN_HEARING, S.HEARING, docket=task(HEARING_DAY, wanted=notice_came_late))
def adjourn_hearing(
    case: CaseMachine,
    *,
    hearing_on: date,
    asked_by: Seat,
    reasons_written: bool,
    hearing_at: time = USUAL_HOUR,
    hearing_minutes: int = USUAL_MINUTES,
) -> events.HearingAdjourned:
    """Move the hearing to another day, for a side or for the panel. An opened hearing has to be opened again on that day."""
    check_guard(guards.adjournment_has_a_side, asked_by)
    check_guard(guards.adjournment_reason_is_given, reasons_written)
    check_guard(guards.fewer_than_two_adjournments_for_that_side, case, asked_by)
    noticed = had_notice(case.view)
    check_guard(hearing_is_within_a_year, case.view, hearing_on)
    check_guard(new_date_leaves_notice, case.view, hearing_on, noticed=noticed)
    check_guard(hearing_has_an_hour, hearing_at, hearing_minutes)
    return events.HearingAdjourned(
        hearing_on=hearing_on,
        hearing_at=hearing_at,
        hearing_minutes=hearing_minutes,
        asked_by=asked_by,
        noticed=noticed,
    )


@step(Verb.RECORD_ABSENCE, S.HEARING, where=[guards.hearing_date_is_reached, guards.hearing_notice_was_in_time])
def record_absence(
    case: CaseMachine,
    *,
    reason_given: bool | None,
    medical: bool | None,
    prejudice: bool | None,
    public_interest: bool | None,
    would_help: bool | None,
    reasons_written: bool,
) -> events.AbsenceConsidered:
    """Complete the absence checklist, after it was proven that the notice arrived."""
    answers = (reason_given, medical, prejudice, public_interest, would_help)
    check_guard(guards.absence_checklist_is_complete, answers, reasons_written)
    check_guard(guards.adjournment_would_not_help, would_help)
    return events.AbsenceConsidered(
        reason_given=bool(reason_given),
        medical=bool(medical),
        prejudice=bool(prejudice),
        public_interest=bool(public_interest),
    )


@step(
    Verb.ADD_CHARGE,
    S.HEARING,
    where=[guards.hearing_is_not_open, guards.charge_is_14_days_before_hearing],
    signed_by=pair(Seat.INVESTIGATOR, Seat.PANEL_CHAIR),
)
def add_charge(
    case: CaseMachine,
    *,
    allegation: UUID,
    commitment: int,
    first_day: date,
    last_day: date,
    evidence: tuple[UUID, ...],
    ongoing: bool = False,
    known_on: date | None = None,
    waived: bool = False,
    kinds: tuple[ParticularKind, ...] = (ParticularKind.ESSENTIAL,),
) -> events.ChargeAdded:
    """Add one more allegation, with the chair's leave and all that a notice needs."""
    check_guard(conduct_period_is_given, case, first_day, last_day, known_on)
    sworn = edition_sworn(first_day, last_day, case.view.sworn)
    check_guard(commitment_is_in_the_edition_sworn, case, commitment, sworn)
    added = events.ChargeAdded(
        allegation=allegation,
        commitment=commitment,
        edition=not_none(sworn).edition,
        first_day=first_day,
        last_day=last_day,
        evidence=evidence,
        ongoing=ongoing,
        known_on=known_on,
        waived=waived,
        kinds=kinds,
    )
    check_guard(particulars_are_whole, (kinds,))
    refuse_unless_it_can_be_charged(case, added)
    check_guard(evidence_is_attached, case, evidence)
    return added
