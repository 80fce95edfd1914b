"""Who hears of what: fact → seat → letter and template. The one table; facts that tell nobody stand in SILENT."""

from collections.abc import Mapping
from typing import NamedTuple

from casework import events as e
from casework.vocabulary import Letter as L
from casework.vocabulary import Seat


class Post(NamedTuple):
    """A letter, by its number, and the template it is written from."""

    letter: L
    template: str


REPORTER, ACCUSED, HEAD = Seat.COMPLAINANT, Seat.RESPONDENT, Seat.INTAKE

LETTERS: Mapping[type[e.Fact], Mapping[Seat, Post]] = {
    e.CaseAcknowledged: {REPORTER: Post(L.N1, "acknowledgement")},
    e.InformationRequested: {REPORTER: Post(L.N2, "request_for_items")},
    e.InformationTimeExtended: {REPORTER: Post(L.N17, "information_time_extended")},
    e.InformationLapsed: {REPORTER: Post(L.N17, "information_time_over")},
    e.CaseDismissed: {REPORTER: Post(L.N3, "dismissal")},
    e.InvestigationStopped: {REPORTER: Post(L.N3, "dismissal")},
    e.DismissalUpheld: {REPORTER: Post(L.N4, "review_result")},
    e.CaseReinstated: {REPORTER: Post(L.N4, "review_result")},
    e.InvestigationResumed: {REPORTER: Post(L.N4, "review_result")},
    e.ReviewLapsed: {REPORTER: Post(L.N15, "closure")},
    e.CaseReferred: {REPORTER: Post(L.N24, "referred"), ACCUSED: Post(L.N24, "referred")},
    e.CaseMerged: {REPORTER: Post(L.N24, "joined")},
    e.MergeUndone: {REPORTER: Post(L.N24, "separated")},
    e.EarlyResolutionOffered: {REPORTER: Post(L.N23, "talks_offered"), ACCUSED: Post(L.N23, "talks_offered")},
    e.TermsProposed: {REPORTER: Post(L.N23, "terms_proposed"), ACCUSED: Post(L.N23, "terms_proposed")},
    e.CaseSettled: {REPORTER: Post(L.N15, "closure"), ACCUSED: Post(L.N15, "closure")},
    e.TalksFailed: {REPORTER: Post(L.N17, "talks_ended"), ACCUSED: Post(L.N17, "talks_ended")},
    e.TalksLapsed: {REPORTER: Post(L.N17, "talks_ended"), ACCUSED: Post(L.N17, "talks_ended")},
    e.IdentityDecided: {REPORTER: Post(L.N25, "identity_decision")},
    e.InvestigationExtended: {
        REPORTER: Post(L.N17, "investigation_extended"),
        ACCUSED: Post(L.N17, "investigation_extended"),
    },
    e.NoticeServed: {ACCUSED: Post(L.N5, "notice_of_investigation"), REPORTER: Post(L.N20, "notice_was_served")},
    e.NoticeServedAgain: {ACCUSED: Post(L.N5, "notice_of_investigation")},
    e.ResponseExtended: {ACCUSED: Post(L.N17, "answer_time_extended")},
    e.ExtensionRefused: {ACCUSED: Post(L.N17, "extension_refused")},
    e.SetAsideRefused: {ACCUSED: Post(L.N17, "set_aside_refused")},
    e.AllegationAdded: {ACCUSED: Post(L.N5, "notice_of_investigation")},
    e.ResponseFiled: {REPORTER: Post(L.N23, "answer_received")},
    e.ResponseLapsed: {ACCUSED: Post(L.N17, "answer_time_over")},
    e.DefaultRecorded: {ACCUSED: Post(L.N17, "default_recorded")},
    e.DefaultSetAside: {ACCUSED: Post(L.N17, "default_set_aside")},
    e.DraftReportShared: {ACCUSED: Post(L.N23, "draft_report"), REPORTER: Post(L.N23, "draft_report")},
    e.NoCaseFound: {ACCUSED: Post(L.N6, "no_case"), REPORTER: Post(L.N6, "no_case")},
    e.CaseFound: {ACCUSED: Post(L.N7, "charges"), REPORTER: Post(L.N7, "case_goes_to_a_panel")},
    e.ConsentProposed: {ACCUSED: Post(L.N23, "consent_offer"), REPORTER: Post(L.N23, "consent_views")},
    e.ConsentRejected: {ACCUSED: Post(L.N17, "consent_ended"), REPORTER: Post(L.N17, "consent_ended")},
    e.ConsentLapsed: {ACCUSED: Post(L.N17, "consent_ended"), REPORTER: Post(L.N17, "consent_ended")},
    e.ConsentReturned: {ACCUSED: Post(L.N17, "consent_ended"), REPORTER: Post(L.N17, "consent_ended")},
    e.PanelListServed: {ACCUSED: Post(L.N8, "panel_list"), REPORTER: Post(L.N8, "panel_list_for_reporter")},
    e.PanelFormed: {ACCUSED: Post(L.N8, "hearing_notice"), REPORTER: Post(L.N8, "hearing_notice_for_reporter")},
    e.HearingReopened: {ACCUSED: Post(L.N8, "hearing_notice"), REPORTER: Post(L.N8, "hearing_notice_for_reporter")},
    e.PanelDissolved: {ACCUSED: Post(L.N19, "panel_changed"), REPORTER: Post(L.N19, "panel_changed")},
    e.FindingsRecorded: {ACCUSED: Post(L.N23, "findings")},
    e.CaseNotProven: {ACCUSED: Post(L.N9, "not_proven"), REPORTER: Post(L.N9, "not_proven")},
    e.BoardDecided: {ACCUSED: Post(L.N10, "decision"), REPORTER: Post(L.N11, "outcome")},
    e.RemittedToNewPanel: {ACCUSED: Post(L.N24, "remitted"), REPORTER: Post(L.N24, "remitted")},
    e.BreachReturned: {ACCUSED: Post(L.N18, "breach_returned")},
    e.DecisionVoided: {ACCUSED: Post(L.N24, "decision_voided"), REPORTER: Post(L.N24, "decision_voided")},
    e.AppealLapsed: {ACCUSED: Post(L.N15, "decision_is_final"), REPORTER: Post(L.N15, "decision_is_final")},
    e.AppealWaived: {ACCUSED: Post(L.N15, "decision_is_final"), REPORTER: Post(L.N15, "decision_is_final")},
    e.AppealLodged: {ACCUSED: Post(L.N12, "appeal_lodged"), REPORTER: Post(L.N12, "appeal_lodged")},
    e.LateAppealAdmitted: {ACCUSED: Post(L.N12, "appeal_lodged"), REPORTER: Post(L.N12, "appeal_lodged")},
    e.AppealRefused: {ACCUSED: Post(L.N13, "appeal_decided"), REPORTER: Post(L.N13, "appeal_decided")},
    e.AppealWithdrawn: {ACCUSED: Post(L.N13, "appeal_decided"), REPORTER: Post(L.N13, "appeal_decided")},
    e.AppealDismissed: {ACCUSED: Post(L.N13, "appeal_decided"), REPORTER: Post(L.N13, "appeal_decided")},
    e.AppealVaried: {ACCUSED: Post(L.N13, "appeal_decided"), REPORTER: Post(L.N13, "appeal_decided")},
    e.DecisionQuashed: {ACCUSED: Post(L.N13, "appeal_decided"), REPORTER: Post(L.N13, "appeal_decided")},
    e.AppealRemittedToPanel: {ACCUSED: Post(L.N13, "appeal_decided"), REPORTER: Post(L.N13, "appeal_decided")},
    e.AppealRemittedToBoard: {ACCUSED: Post(L.N13, "appeal_decided"), REPORTER: Post(L.N13, "appeal_decided")},
    e.AppealPanelSeated: {ACCUSED: Post(L.N19, "appeal_panel"), REPORTER: Post(L.N19, "appeal_panel")},
    e.ConditionMet: {ACCUSED: Post(L.N18, "condition_met")},
    e.ConditionLapsed: {ACCUSED: Post(L.N18, "condition_overdue")},
    e.TermEnded: {ACCUSED: Post(L.N18, "term_ended")},
    e.BreachNoticed: {ACCUSED: Post(L.N18, "breach_notice")},
    e.SanctionCompleted: {ACCUSED: Post(L.N18, "sanction_completed"), REPORTER: Post(L.N15, "closure")},
    e.ClosedUnmet: {ACCUSED: Post(L.N18, "sanction_unmet"), REPORTER: Post(L.N15, "closure")},
    e.CaseAdopted: {REPORTER: Post(L.N24, "adopted"), ACCUSED: Post(L.N24, "adopted")},
    e.CaseWithdrawn: {ACCUSED: Post(L.N15, "closure"), REPORTER: Post(L.N15, "closure")},
    e.CaseAbated: {REPORTER: Post(L.N21, "abated")},
    e.CaseReopened: {REPORTER: Post(L.N24, "reopened")},
    e.CaseReopenedForHearing: {ACCUSED: Post(L.N24, "reopened"), REPORTER: Post(L.N24, "reopened")},
    e.HoldPlaced: {REPORTER: Post(L.N17, "hold"), ACCUSED: Post(L.N17, "hold")},
    e.HoldReviewed: {REPORTER: Post(L.N17, "hold"), ACCUSED: Post(L.N17, "hold")},
    e.HoldReleased: {REPORTER: Post(L.N17, "hold_released"), ACCUSED: Post(L.N17, "hold_released")},
    e.StatusSent: {REPORTER: Post(L.N22, "progress"), ACCUSED: Post(L.N22, "progress")},
    e.FeedbackGiven: {REPORTER: Post(L.N22, "feedback")},
    e.FeedbackExtended: {REPORTER: Post(L.N17, "feedback_extended")},
    e.ClockEscalated: {HEAD: Post(L.N22, "clock_escalated")},
}

SILENT: frozenset[type[e.Fact]] = frozenset(e.KINDS.values()) - LETTERS.keys()
"""Facts that write to nobody: everything else the record can hold."""
