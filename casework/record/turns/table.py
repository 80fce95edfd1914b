"""The table of expected steps: by state, in the order in which the rulebook expects them."""

from collections.abc import Mapping

from casework.record.turns import conditions as c
from casework.record.turns.expected import HEARING_DAY, Expected, row
from casework.vocabulary import CaseState as S
from casework.vocabulary import ClockName as C
from casework.vocabulary import Seat
from casework.vocabulary import Verb as V
from casework.vocabulary.states import DECIDED

PANEL_SEATS = (Seat.PANEL_CHAIR, Seat.PANEL_MEMBER)
APPEAL_SEATS = (Seat.APPEAL_CHAIR, Seat.APPEAL_MEMBER)
TALKING = (Seat.INVESTIGATOR, Seat.SCREENER)
RULING = (Seat.PANEL_CHAIR, Seat.PANEL_MEMBER, Seat.REVIEWER)
RULE_ON_DECLARATION = row(
    Seat.REVIEWER, V.RULE_DECLARATION, C.PANEL_LIST, C.BOARD_VOTE, C.APPEAL_SIFT, wanted=c.a_declaration_waits
)
SEAT_REVIEWER = row(
    Seat.INTAKE,
    V.SEAT_OFFICER,
    C.PANEL_LIST,
    C.BOARD_VOTE,
    wanted=c.every(c.a_declaration_waits, c.is_empty(Seat.REVIEWER)),
    fills=Seat.REVIEWER,
)
"""A reviewer has a seat in a few states only; in the others somebody is asked to take it."""
LATE_APPEALS = (
    row(Seat.ADVISER, V.SEAT_APPEAL_PANEL, wanted=c.every(c.late_appeal_waits, c.appeal_panel_is_incomplete)),
    row(
        Seat.APPEAL_CHAIR,
        V.DECLARE_INTERESTS,
        wanted=c.every(c.late_appeal_waits, c.an_appeal_member_has_to_declare),
    ),
    row(Seat.REVIEWER, V.RULE_DECLARATION, wanted=c.every(c.late_appeal_waits, c.a_declaration_waits)),
    row(Seat.APPEAL_CHAIR, (V.ADMIT_LATE_APPEAL, V.REFUSE_LATE_APPEAL), wanted=c.late_appeal_waits),
)
RULE_ON_CHALLENGE = row(RULING, V.RULE_CHALLENGE, C.PANEL_CHALLENGE, HEARING_DAY, wanted=c.a_challenge_waits)
DISSOLVE = row(Seat.ADVISER, V.DISSOLVE_PANEL, HEARING_DAY, wanted=c.panel_fell_apart)
SPEAK_ON_OFFER = row(
    Seat.COMPLAINANT, V.COMMENT_ON_CONSENT, C.CONSENT_VIEWS, wanted=c.a_reporter_may_speak_on_the_offer
)
SEAT_APPROVER = row(Seat.ADVISER, V.SEAT_ADJUDICATOR, C.CONSENT, wanted=c.is_empty(Seat.CONSENT_APPROVER))
COMMENT_AS_REPORTER = row(
    Seat.COMPLAINANT, V.COMMENT_ON_REPORT, C.REPORT_COMMENTS, wanted=c.may_still_comment(Seat.COMPLAINANT)
)
EXPLAIN = row(Seat.RESPONDENT, V.EXPLAIN_BREACH, C.BREACH_NOTICE, wanted=c.respondent_may_explain_breach)
DECLARE = row(
    Seat.BOARD_MEMBER, V.DECLARE_INTERESTS, C.DECLARATION, C.BOARD_PAPERS, C.BOARD_VOTE, wanted=c.reading_time_runs
)

EXPECTED: Mapping[S, tuple[Expected, ...]] = {
    S.SUBMITTED: (
        row(Seat.OUTSIDE_ALTERNATE, V.RULE_ON_KEEP_AWAY, C.KEEP_AWAY, wanted=c.keep_away_lines_wait),
        row(Seat.INTAKE, V.ACKNOWLEDGE_COMPLAINT, C.ACK, wanted=None),
    ),
    S.SCREENING: (
        row(Seat.INTAKE, V.SEAT_OFFICER, C.SCREEN, wanted=c.is_empty(Seat.SCREENER), fills=Seat.SCREENER),
        row(Seat.SCREENER, V.TRIAGE_CASE, C.SCREEN, wanted=c.risk_is_not_recorded),
        row(Seat.SCREENER, V.IDENTIFY_RESPONDENT, C.SCREEN, wanted=c.respondent_is_unknown),
        row(Seat.SCREENER, V.FRAME_ALLEGATION, C.SCREEN, wanted=c.nothing_is_framed),
        row(Seat.SCREENER, V.SCOPE_ALLEGATION, C.SCREEN, wanted=c.scope_is_undecided),
        row(
            Seat.INTAKE,
            V.SEAT_OFFICER,
            C.SCREEN,
            wanted=c.every(c.something_is_in_scope, c.is_empty(Seat.INVESTIGATOR)),
            fills=Seat.INVESTIGATOR,
        ),
        row(Seat.SCREENER, V.OPEN_INVESTIGATION, C.SCREEN, wanted=c.something_is_in_scope),
        row(Seat.SCREENER, V.DISMISS_CASE, C.SCREEN, wanted=None),
    ),
    S.INFORMATION_REQUESTED: (row(Seat.COMPLAINANT, V.SUPPLY_INFORMATION, C.INFO, wanted=None),),
    S.EARLY_RESOLUTION: (
        row(TALKING, V.PROPOSE_TERMS, C.EARLY_RESOLUTION, wanted=c.no_terms_are_written),
        row(
            (Seat.COMPLAINANT, Seat.RESPONDENT),
            V.ACCEPT_TERMS,
            C.EARLY_RESOLUTION,
            wanted=c.a_reporter_has_not_accepted,
        ),
        row(Seat.RESPONDENT, V.ACCEPT_TERMS, C.EARLY_RESOLUTION, wanted=c.respondent_has_not_accepted),
        row(TALKING, V.SETTLE_CASE, C.EARLY_RESOLUTION, wanted=None),
    ),
    S.DISMISSED: (row(Seat.COMPLAINANT, V.REQUEST_REVIEW, C.REVIEW, wanted=None),),
    S.DISMISSAL_REVIEW: (row(Seat.REVIEWER, V.UPHOLD_DISMISSAL, C.REVIEW_DECISION, wanted=None),),
    S.INVESTIGATION: (
        row(
            Seat.INTAKE, V.SEAT_OFFICER, C.INVESTIGATION, wanted=c.is_empty(Seat.INVESTIGATOR), fills=Seat.INVESTIGATOR
        ),
        row(Seat.INVESTIGATOR, V.FRAME_ALLEGATION, C.INVESTIGATION, wanted=c.nothing_is_framed),
        row(Seat.INVESTIGATOR, V.SCOPE_ALLEGATION, C.INVESTIGATION, wanted=c.scope_is_undecided),
        row(
            Seat.INVESTIGATOR,
            V.DECIDE_IDENTITY,
            C.INVESTIGATION,
            wanted=c.identity_is_undecided,
            waits=c.the_reporter_can_still_answer,
        ),
        row(Seat.INTAKE, V.SEAT_OFFICER, C.INVESTIGATION, wanted=c.is_empty(Seat.DECIDER), fills=Seat.DECIDER),
        row(Seat.INVESTIGATOR, V.ADD_EVIDENCE, C.INVESTIGATION, wanted=c.nothing_can_be_copied),
        row(
            Seat.INVESTIGATOR,
            (V.DISCLOSE_EVIDENCE, V.DISCLOSE_REDACTED_COPY),
            C.INVESTIGATION,
            wanted=c.no_copy_is_prepared,
        ),
        row(Seat.INVESTIGATOR, V.SERVE_NOTICE, C.INVESTIGATION, wanted=None),
    ),
    S.AWAITING_RESPONSE: (
        row(Seat.DECIDER, V.ENTER_DEFAULT, C.INVESTIGATION, wanted=c.default_is_proposed),
        row(Seat.RESPONDENT, V.ACKNOWLEDGE_NOTICE, C.NOTICE_ACK, C.RESPONSE, wanted=c.notice_is_unacknowledged),
        row(Seat.RESPONDENT, V.RESPOND_TO_NOTICE, C.RESPONSE_GRACE, C.RESPONSE, wanted=None),
    ),
    S.RESPONSE_REVIEW: (
        row(Seat.DECIDER, V.SET_ASIDE_DEFAULT, C.INVESTIGATION, wanted=c.set_aside_is_asked),
        row(
            Seat.COMPLAINANT,
            V.COMMENT_ON_RESPONSE,
            C.REPLY,
            wanted=c.every(c.no_draft_is_shared, c.is_open(C.REPLY)),
        ),
        row(Seat.INVESTIGATOR, V.SHARE_DRAFT_REPORT, C.INVESTIGATION, wanted=c.no_draft_is_shared),
        row(Seat.RESPONDENT, V.COMMENT_ON_REPORT, C.REPORT_COMMENTS, wanted=c.may_still_comment(Seat.RESPONDENT)),
        COMMENT_AS_REPORTER,
        row(
            Seat.INTAKE,
            V.SEAT_OFFICER,
            C.INVESTIGATION,
            wanted=c.has_room(Seat.DECIDER, "deciders"),
            fills=Seat.DECIDER,
        ),
        row(Seat.INVESTIGATOR, V.FINALISE_REPORT, C.INVESTIGATION, wanted=None),
    ),
    S.CASE_TO_ANSWER: (
        row(
            Seat.INTAKE,
            V.SEAT_OFFICER,
            C.CTA,
            wanted=c.every(c.has_room(Seat.DECIDER, "deciders"), c.votes_do_not_decide),
            fills=Seat.DECIDER,
        ),
        row(
            Seat.DECIDER,
            V.VOTE_CASE_TO_ANSWER,
            C.CTA,
            wanted=c.every(c.a_decider_has_not_voted, c.votes_do_not_decide),
        ),
        row(Seat.DECIDER, (V.FIND_CASE_TO_ANSWER, V.FIND_NO_CASE_TO_ANSWER), C.CTA, wanted=None),
    ),
    S.CONSENT_PROPOSED: (
        row(Seat.RESPONDENT, V.SIGN_CONSENT, C.CONSENT, wanted=c.has_not_signed_offer(Seat.RESPONDENT)),
        row(Seat.INVESTIGATOR, V.SIGN_CONSENT, C.CONSENT, wanted=c.has_not_signed_offer(Seat.INVESTIGATOR)),
        SPEAK_ON_OFFER,
        SEAT_APPROVER,
        row(Seat.CONSENT_APPROVER, V.ACCEPT_CONSENT, C.CONSENT, wanted=None),
    ),
    S.PANEL_FORMING: (
        RULE_ON_CHALLENGE,
        row(Seat.ADVISER, V.NAME_PANEL, C.PANEL_LIST, wanted=c.panel_is_incomplete),
        SEAT_REVIEWER,
        row(PANEL_SEATS, V.DECLARE_INTERESTS, C.DECLARATION, C.PANEL_LIST, wanted=c.a_panel_member_has_to_declare),
        RULE_ON_DECLARATION,
        row(Seat.ADVISER, V.SERVE_PANEL_LIST, C.PANEL_LIST, wanted=c.panel_list_is_not_served),
        row(
            (Seat.RESPONDENT, Seat.INVESTIGATOR),
            V.CHALLENGE_MEMBER,
            C.PANEL_CHALLENGE,
            wanted=c.is_open(C.PANEL_CHALLENGE),
        ),
        row(Seat.ADVISER, V.FORM_PANEL, C.PANEL_CHALLENGE, wanted=None),
    ),
    S.HEARING: (
        RULE_ON_CHALLENGE,
        DISSOLVE,
        row(Seat.PANEL_CHAIR, V.RULE_LATE_EVIDENCE, C.LATE_EVIDENCE, wanted=c.late_evidence_waits),
        row(Seat.INVESTIGATOR, V.SERVE_BUNDLE, C.BUNDLE, wanted=c.bundle_is_not_served),
        row(Seat.PANEL_CHAIR, V.ADJOURN_HEARING, HEARING_DAY, wanted=c.hearing_notice_came_late),
        row(Seat.PANEL_CHAIR, V.OPEN_HEARING, HEARING_DAY, wanted=c.hearing_is_not_open),
        row(Seat.ADVISER, V.RECORD_ATTENDANCE, HEARING_DAY, wanted=c.no_sitting_is_recorded),
        row(Seat.PANEL_CHAIR, V.OPEN_DELIBERATION, HEARING_DAY, wanted=None),
    ),
    S.DELIBERATION: (
        DISSOLVE,
        row(Seat.PANEL_CHAIR, V.RULE_LATE_EVIDENCE, C.LATE_EVIDENCE, C.FINDINGS, wanted=c.late_evidence_waits),
        row(Seat.PANEL_CHAIR, V.REOPEN_HEARING, C.FINDINGS, wanted=c.late_evidence_needs_a_hearing),
        row(Seat.PANEL_CHAIR, V.GIVE_FIRST_VIEW, C.FINDINGS, wanted=c.first_view_is_wanted_of(Seat.PANEL_CHAIR)),
        row(Seat.PANEL_MEMBER, V.GIVE_FIRST_VIEW, C.FINDINGS, wanted=c.first_view_is_wanted_of(Seat.PANEL_MEMBER)),
        row(Seat.PANEL_CHAIR, V.SIGN_FINDINGS, C.FINDINGS, wanted=c.findings_are_not_signed_by(Seat.PANEL_CHAIR)),
        row(Seat.PANEL_MEMBER, V.SIGN_FINDINGS, C.FINDINGS, wanted=c.findings_are_not_signed_by(Seat.PANEL_MEMBER)),
        row(PANEL_SEATS, V.RECORD_FINDINGS, C.FINDINGS, wanted=c.findings_are_not_saved),
        row(Seat.PANEL_CHAIR, V.NAME_FACTORS, C.REASONS, wanted=c.nothing_may_weigh_yet),
        row(PANEL_SEATS, V.CLOSE_NOT_PROVEN, C.REASONS, wanted=c.nothing_is_proven),
        row(
            Seat.RESPONDENT,
            V.SUBMIT_ON_SANCTION,
            C.SANCTION_VIEWS,
            wanted=c.respondent_may_speak_on_sanction,
        ),
        row(PANEL_SEATS, V.RECOMMEND_SANCTION, C.REASONS, C.REMIT, wanted=None),
    ),
    S.BOARD_DECISION: (
        row(Seat.ADVISER, V.RULE_LATE_EVIDENCE, C.LATE_EVIDENCE, C.BOARD_VOTE, wanted=c.late_evidence_waits),
        row((Seat.BOARD_SECRETARY, Seat.ADVISER), V.SEND_BOARD_PACK, C.BOARD_VOTE, wanted=c.no_pack_is_sent),
        row(Seat.BOARD_MEMBER, V.CAST_VOTE, C.BALLOT, wanted=c.votes_are_taken),
        row(Seat.BOARD_SECRETARY, (V.CLOSE_BALLOT, V.VOID_BALLOT), C.BALLOT, C.BOARD_VOTE, wanted=c.ballot_is_over),
        row(Seat.BOARD_SECRETARY, V.WRITE_DECISION_LETTER, C.BOARD_VOTE, wanted=c.decision_is_to_be_written),
        row(Seat.BOARD_MEMBER, V.SIGN_DECISION_LETTER, C.BOARD_VOTE, wanted=c.letter_waits_for_the_chair),
        row(
            Seat.BOARD_SECRETARY,
            (V.DECIDE_CASE, V.REMIT_TO_PANEL, V.REMIT_TO_NEW_PANEL, V.RETURN_CONSENT, V.RETURN_BREACH),
            C.BOARD_VOTE,
            wanted=c.ballot_has_a_result,
        ),
        DECLARE,
        row(Seat.BOARD_SECRETARY, V.OPEN_BALLOT, C.BOARD_VOTE, wanted=None),
    ),
    S.APPEAL_WINDOW: (
        *LATE_APPEALS,
        row((Seat.RESPONDENT, Seat.INVESTIGATOR), V.LODGE_APPEAL, C.APPEAL, wanted=None),
    ),
    S.APPEAL: (
        row(
            (*APPEAL_SEATS, Seat.REVIEWER),
            V.RULE_APPEAL_CHALLENGE,
            C.APPEAL_CHALLENGE,
            HEARING_DAY,
            wanted=c.an_appeal_challenge_waits,
        ),
        row(Seat.ADVISER, V.SEAT_APPEAL_PANEL, C.APPEAL_SIFT, C.APPEAL_HEARING, wanted=c.appeal_panel_is_incomplete),
        row(
            (Seat.RESPONDENT, Seat.INVESTIGATOR),
            V.CHALLENGE_APPEAL_MEMBER,
            C.APPEAL_CHALLENGE,
            wanted=c.every(c.appeal_is_not_heard, c.is_open(C.APPEAL_CHALLENGE)),
        ),
        row(APPEAL_SEATS, V.DECLARE_INTERESTS, C.DECLARATION, C.APPEAL_SIFT, wanted=c.an_appeal_member_has_to_declare),
        RULE_ON_DECLARATION,
        row(Seat.APPEAL_CHAIR, V.SIFT_APPEAL, C.APPEAL_SIFT, wanted=c.an_appeal_is_not_sifted),
        row(APPEAL_SEATS, V.REFUSE_APPEAL, C.APPEAL_SIFT, wanted=c.no_ground_is_arguable),
        row(Seat.APPEAL_CHAIR, V.CALL_APPEAL_HEARING, C.APPEAL_HEARING, wanted=c.an_appeal_has_no_day),
        row(Seat.APPEAL_CHAIR, V.RULE_NEW_EVIDENCE, HEARING_DAY, C.APPEAL_HEARING, wanted=c.new_evidence_waits),
        row(Seat.APPEAL_CHAIR, V.ADJOURN_APPEAL_HEARING, C.APPEAL_HEARING, wanted=c.appeal_call_came_late),
        row(Seat.APPEAL_CHAIR, V.HEAR_APPEAL, HEARING_DAY, C.APPEAL_HEARING, wanted=c.appeal_is_not_heard),
        row(
            Seat.APPEAL_CHAIR,
            V.VOTE_ON_GROUNDS,
            C.APPEAL_DECISION,
            wanted=c.vote_on_grounds_is_wanted_of(Seat.APPEAL_CHAIR),
        ),
        row(
            Seat.APPEAL_MEMBER,
            V.VOTE_ON_GROUNDS,
            C.APPEAL_DECISION,
            wanted=c.vote_on_grounds_is_wanted_of(Seat.APPEAL_MEMBER),
        ),
        row(
            APPEAL_SEATS,
            (
                V.DISMISS_APPEAL,
                V.VARY_ON_APPEAL,
                V.QUASH_ON_APPEAL,
                V.REMIT_ON_APPEAL_TO_PANEL,
                V.REMIT_ON_APPEAL_TO_BOARD,
            ),
            C.APPEAL_DECISION,
            wanted=None,
        ),
    ),
    S.MONITORING: (
        *LATE_APPEALS,
        row(Seat.BOARD_SECRETARY, V.SEAT_MONITORS, C.CONDITION, C.TERM, wanted=c.has_room(Seat.MONITOR)),
        row(Seat.MONITOR, V.VERIFY_CONDITION, C.CONDITION, C.CONDITION_GRACE, wanted=c.condition_evidence_waits),
        EXPLAIN,
        row(Seat.MONITOR, V.REPORT_BREACH, C.BREACH_NOTICE, wanted=c.breach_is_noticed),
        row(Seat.MONITOR, V.NOTICE_BREACH, C.CONDITION_GRACE, wanted=c.a_condition_is_overdue),
        row(Seat.RESPONDENT, V.FILE_CONDITION_EVIDENCE, C.CONDITION, wanted=c.a_condition_is_unmet),
        row(Seat.MONITOR, (V.COMPLETE_MONITORING, V.CLOSE_UNMET), C.TERM, wanted=None),
    ),
}
"""What is expected in each open state: the first row that is wanted. Deciders are asked what the rows behind it say too."""

ASKED_BESIDE: tuple[tuple[frozenset[S], Expected], ...] = (
    (frozenset({S.BOARD_DECISION}), row(Seat.BOARD_MEMBER, V.DECLARE_INTERESTS, C.BOARD_VOTE, wanted=None)),
    (frozenset({S.BOARD_DECISION}), row(Seat.BOARD_SECRETARY, V.SEAT_ALTERNATE, C.BOARD_VOTE, wanted=None)),
    (frozenset({S.BOARD_DECISION}), row(Seat.BOARD_SECRETARY, V.VOID_BALLOT, C.BOARD_VOTE, wanted=None)),
    (DECIDED, row(Seat.BOARD_SECRETARY, V.WRITE_BOARD_MINUTES, wanted=None)),
    (DECIDED, row(Seat.BOARD_MEMBER, V.APPROVE_BOARD_MINUTES, wanted=None)),
)
"""What deciders are asked as soon as the guards allow it. It is a turn; nothing is late by it, and nobody else waits for it."""
