"""Steps of a case: the bundle, the hearing, and the way into the panel's room and back."""

from datetime import date
from uuid import UUID

from casework.events import AttendanceRecorded, BundleServed, DeliberationOpened, HearingOpened, HearingReopened
from casework.guards import hearing as g
from casework.guards.base import refuse_unless
from casework.guards.deliberation import findings_are_not_saved, late_evidence_needs_a_hearing
from casework.guards.panel import challenges_are_ruled, new_date_leaves_notice, panel_still_stands
from casework.vocabulary import CaseState as S
from casework.workflow.base import CaseMachine, step


class Hearing(CaseMachine):
    """The panel hears both sides."""

    class Meta:
        abstract = True

    @step(S.HEARING)
    def serve_bundle(self, *, evidence: tuple[UUID, ...]) -> BundleServed:
        """Send the respondent and the panel copies that were prepared for the respondent; each was checked before."""
        refuse_unless(g.bundle_holds_no_history_or_offer(self, evidence), "bundle_holds_no_history_or_offer")
        return BundleServed(evidence=evidence)

    @step(
        S.HEARING,
        where=[
            g.hearing_is_not_open,
            g.hearing_date_is_reached,
            g.hearing_notice_was_served_30_days,
            g.bundle_was_served_14_days,
            panel_still_stands,
        ],
    )
    def open_hearing(self, *, present: tuple[UUID, ...], respondent_present: bool) -> HearingOpened:
        """Open the hearing with the whole panel there, and the respondent, unless the absence was considered."""
        refuse_unless(g.every_panel_member_is_present(self, present), "every_panel_member_is_present")
        there = g.respondent_is_present_or_absence_recorded(self, respondent_present)
        refuse_unless(there, "respondent_is_present_or_absence_recorded")
        return HearingOpened(present=present, respondent_present=respondent_present)

    @step(S.HEARING, where=[g.hearing_is_open])
    def record_attendance(self, *, throughout: tuple[UUID, ...], respondent_present: bool) -> AttendanceRecorded:
        """Record for one sitting who of the panel attended all of it, and whether the respondent was there."""
        return AttendanceRecorded(throughout=throughout, respondent_present=respondent_present)

    @step(
        S.HEARING,
        to=S.DELIBERATION,
        where=[g.hearing_is_open, g.panel_attended_throughout, panel_still_stands, challenges_are_ruled],
    )
    def open_deliberation(self, *, last_word_offered: bool) -> DeliberationOpened:
        """Close the hearing after the respondent's last word; the panel withdraws."""
        offered = g.last_word_was_offered_or_absence_recorded(self, last_word_offered)
        refuse_unless(offered, "last_word_was_offered_or_absence_recorded")
        return DeliberationOpened(last_word_offered=last_word_offered)

    @step(S.DELIBERATION, to=S.HEARING, where=[findings_are_not_saved, late_evidence_needs_a_hearing])
    def reopen_hearing(self, *, hearing_on: date) -> HearingReopened:
        """Call both sides again to evidence that was admitted late, before anything is found."""
        refuse_unless(new_date_leaves_notice(self, hearing_on), "new_date_leaves_notice")
        return HearingReopened(hearing_on=hearing_on)
