"""Every write in the system: one verb, one file, one function."""

from casework.actions.acknowledge_complaint import acknowledge_complaint
from casework.actions.acknowledge_notice import acknowledge_notice
from casework.actions.add_evidence import add_evidence
from casework.actions.appeal_lapses import appeal_lapses
from casework.actions.apply_sanction import apply_sanction
from casework.actions.approve_publication_text import approve_publication_text
from casework.actions.cast_vote import cast_vote
from casework.actions.claim_code import claim_code
from casework.actions.close_ballot import close_ballot
from casework.actions.close_not_proven import close_not_proven
from casework.actions.close_unmet import close_unmet
from casework.actions.comment_on_report import comment_on_report
from casework.actions.comment_on_response import comment_on_response
from casework.actions.complete_monitoring import complete_monitoring
from casework.actions.condition_lapses import condition_lapses
from casework.actions.decide_case import decide_case
from casework.actions.decide_identity import decide_identity
from casework.actions.declare_conflict import declare_conflict
from casework.actions.declare_no_conflict import declare_no_conflict
from casework.actions.detect_conflict import detect_conflict
from casework.actions.disclose_evidence import disclose_evidence
from casework.actions.dismiss_case import dismiss_case
from casework.actions.dissolve_panel import dissolve_panel
from casework.actions.enter_default import enter_default
from casework.actions.escalate_clock import escalate_clock
from casework.actions.file_complaint import Filed, file_complaint
from casework.actions.file_condition_evidence import file_condition_evidence
from casework.actions.finalise_report import finalise_report
from casework.actions.find_case_to_answer import find_case_to_answer
from casework.actions.find_no_case_to_answer import find_no_case_to_answer
from casework.actions.fold_refusals import fold_refusals
from casework.actions.form_panel import form_panel
from casework.actions.frame_allegation import frame_allegation
from casework.actions.identify_respondent import identify_respondent
from casework.actions.name_panel import name_panel
from casework.actions.notice_breach import notice_breach
from casework.actions.open_ballot import open_ballot
from casework.actions.open_content import open_content
from casework.actions.open_deliberation import open_deliberation
from casework.actions.open_hearing import open_hearing
from casework.actions.open_history import open_history
from casework.actions.open_investigation import open_investigation
from casework.actions.open_letter import open_letter
from casework.actions.propose_default import propose_default
from casework.actions.propose_step import propose_step
from casework.actions.publish_sanction import publish_sanction
from casework.actions.put_next_option import put_next_option
from casework.actions.recommend_sanction import recommend_sanction
from casework.actions.record_attendance import record_attendance
from casework.actions.record_bounce import record_bounce
from casework.actions.record_findings import record_findings
from casework.actions.record_service import record_service
from casework.actions.recuse_officer import recuse_officer
from casework.actions.replace_seat import replace_seat
from casework.actions.report_breach import report_breach
from casework.actions.respond_to_notice import respond_to_notice
from casework.actions.response_lapses import response_lapses
from casework.actions.review_lapses import review_lapses
from casework.actions.rule_on_mention import rule_on_mention
from casework.actions.scope_allegation import scope_allegation
from casework.actions.seat_adjudicator import seat_adjudicator
from casework.actions.seat_appeal_panel import seat_appeal_panel
from casework.actions.seat_monitors import seat_monitors
from casework.actions.seat_officer import seat_officer
from casework.actions.send_board_pack import send_board_pack
from casework.actions.serve_bundle import serve_bundle
from casework.actions.serve_notice import serve_notice
from casework.actions.serve_panel_list import serve_panel_list
from casework.actions.share_draft_report import share_draft_report
from casework.actions.sign_step import sign_step
from casework.actions.sweep_conflicts import sweep_conflicts
from casework.actions.term_ends import term_ends
from casework.actions.triage_case import triage_case
from casework.actions.verify_condition import verify_condition
from casework.actions.vote_case_to_answer import vote_case_to_answer
from casework.actions.waive_appeal import waive_appeal
from casework.actions.waive_society_appeal import waive_society_appeal

__all__ = [
    "Filed",
    "acknowledge_complaint",
    "acknowledge_notice",
    "add_evidence",
    "appeal_lapses",
    "apply_sanction",
    "approve_publication_text",
    "cast_vote",
    "claim_code",
    "close_ballot",
    "close_not_proven",
    "close_unmet",
    "comment_on_report",
    "comment_on_response",
    "complete_monitoring",
    "condition_lapses",
    "decide_case",
    "decide_identity",
    "declare_conflict",
    "declare_no_conflict",
    "detect_conflict",
    "disclose_evidence",
    "dismiss_case",
    "dissolve_panel",
    "enter_default",
    "escalate_clock",
    "file_complaint",
    "file_condition_evidence",
    "finalise_report",
    "find_case_to_answer",
    "find_no_case_to_answer",
    "fold_refusals",
    "form_panel",
    "frame_allegation",
    "identify_respondent",
    "name_panel",
    "notice_breach",
    "open_ballot",
    "open_content",
    "open_deliberation",
    "open_hearing",
    "open_history",
    "open_investigation",
    "open_letter",
    "propose_default",
    "propose_step",
    "publish_sanction",
    "put_next_option",
    "recommend_sanction",
    "record_attendance",
    "record_bounce",
    "record_findings",
    "record_service",
    "recuse_officer",
    "replace_seat",
    "report_breach",
    "respond_to_notice",
    "response_lapses",
    "review_lapses",
    "rule_on_mention",
    "scope_allegation",
    "seat_adjudicator",
    "seat_appeal_panel",
    "seat_monitors",
    "seat_officer",
    "send_board_pack",
    "serve_bundle",
    "serve_notice",
    "serve_panel_list",
    "share_draft_report",
    "sign_step",
    "sweep_conflicts",
    "term_ends",
    "triage_case",
    "verify_condition",
    "vote_case_to_answer",
    "waive_appeal",
    "waive_society_appeal",
]
