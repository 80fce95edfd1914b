"""Every write in the system: one verb, one file, one function."""

from casework.actions.abate_case import abate_case
from casework.actions.accept_consent import accept_consent
from casework.actions.accept_invitation import accept_invitation
from casework.actions.accept_resignation import accept_resignation
from casework.actions.accept_terms import accept_terms
from casework.actions.accept_withdrawal import accept_withdrawal
from casework.actions.acknowledge_complaint import acknowledge_complaint
from casework.actions.acknowledge_notice import acknowledge_notice
from casework.actions.add_allegation import add_allegation
from casework.actions.add_charge import add_charge
from casework.actions.add_evidence import add_evidence
from casework.actions.adjourn_hearing import adjourn_hearing
from casework.actions.admit_late_appeal import admit_late_appeal
from casework.actions.adopt_case import adopt_case
from casework.actions.answer_interim import answer_interim
from casework.actions.appeal_lapses import appeal_lapses
from casework.actions.apply_late import apply_late
from casework.actions.apply_sanction import apply_sanction
from casework.actions.appoint_officer import appoint_officer
from casework.actions.appoint_people import Appointed, appoint_people
from casework.actions.appoint_representative import appoint_representative
from casework.actions.approve_publication_text import approve_publication_text
from casework.actions.ask_extension import ask_extension
from casework.actions.ask_to_set_aside import ask_to_set_aside
from casework.actions.ask_withdrawal import ask_withdrawal
from casework.actions.cast_vote import cast_vote
from casework.actions.challenge_member import challenge_member
from casework.actions.check_coercion import check_coercion
from casework.actions.claim_code import claim_code
from casework.actions.clear_health import clear_health
from casework.actions.close_account import close_account
from casework.actions.close_ballot import close_ballot
from casework.actions.close_not_proven import close_not_proven
from casework.actions.close_unmet import close_unmet
from casework.actions.comment_on_consent import comment_on_consent
from casework.actions.comment_on_report import comment_on_report
from casework.actions.comment_on_response import comment_on_response
from casework.actions.complete_monitoring import complete_monitoring
from casework.actions.condition_lapses import condition_lapses
from casework.actions.consent_lapses import consent_lapses
from casework.actions.correct_person import Corrected, correct_person
from casework.actions.correct_publication import correct_publication
from casework.actions.correct_slip import correct_slip
from casework.actions.countersign_office import countersign_office
from casework.actions.countersign_society_appeal import countersign_society_appeal
from casework.actions.cross_appeal import cross_appeal
from casework.actions.decide_case import decide_case
from casework.actions.decide_identity import decide_identity
from casework.actions.declare_conflict import declare_conflict
from casework.actions.declare_no_conflict import declare_no_conflict
from casework.actions.defer_resignation import defer_resignation
from casework.actions.detect_conflict import detect_conflict
from casework.actions.direct_service import direct_service
from casework.actions.disclose_evidence import disclose_evidence
from casework.actions.dismiss_appeal import dismiss_appeal
from casework.actions.dismiss_case import dismiss_case
from casework.actions.dissolve_panel import dissolve_panel
from casework.actions.end_absence import end_absence
from casework.actions.end_appointment import end_appointment
from casework.actions.end_representation import end_representation
from casework.actions.enter_default import enter_default
from casework.actions.erase_content import erase_content
from casework.actions.escalate_clock import escalate_clock
from casework.actions.explain_breach import explain_breach
from casework.actions.export_ties import export_ties
from casework.actions.extend_condition import extend_condition
from casework.actions.extend_feedback import extend_feedback
from casework.actions.extend_information import extend_information
from casework.actions.extend_investigation import extend_investigation
from casework.actions.extend_response import extend_response
from casework.actions.file_complaint import Filed, file_complaint
from casework.actions.file_condition_evidence import file_condition_evidence
from casework.actions.file_late_evidence import file_late_evidence
from casework.actions.finalise_report import finalise_report
from casework.actions.find_case_to_answer import find_case_to_answer
from casework.actions.find_no_case_to_answer import find_no_case_to_answer
from casework.actions.flag_health import flag_health
from casework.actions.fold_refusals import fold_refusals
from casework.actions.form_panel import form_panel
from casework.actions.frame_allegation import frame_allegation
from casework.actions.give_feedback import give_feedback
from casework.actions.hear_appeal import hear_appeal
from casework.actions.identify_respondent import identify_respondent
from casework.actions.impose_interim import impose_interim
from casework.actions.information_lapses import information_lapses
from casework.actions.interim_lapses import interim_lapses
from casework.actions.invite_again import invite_again
from casework.actions.invite_person import invite_person
from casework.actions.lift_interim import lift_interim
from casework.actions.lift_legal_hold import lift_legal_hold
from casework.actions.lift_sanction import lift_sanction
from casework.actions.link_cases import link_cases
from casework.actions.lodge_appeal import lodge_appeal
from casework.actions.make_account_change import make_account_change
from casework.actions.name_panel import name_panel
from casework.actions.note_absence import note_absence
from casework.actions.notice_breach import notice_breach
from casework.actions.offer_early_resolution import offer_early_resolution
from casework.actions.open_ballot import open_ballot
from casework.actions.open_content import open_content
from casework.actions.open_deliberation import open_deliberation
from casework.actions.open_hearing import open_hearing
from casework.actions.open_history import open_history
from casework.actions.open_investigation import open_investigation
from casework.actions.open_letter import open_letter
from casework.actions.open_papers import open_papers
from casework.actions.place_hold import place_hold
from casework.actions.place_legal_hold import place_legal_hold
from casework.actions.propose_consent import propose_consent
from casework.actions.propose_default import propose_default
from casework.actions.propose_interim import propose_interim
from casework.actions.propose_step import propose_step
from casework.actions.propose_terms import propose_terms
from casework.actions.publication_expires import publication_expires
from casework.actions.publish_sanction import publish_sanction
from casework.actions.put_next_option import put_next_option
from casework.actions.quash_on_appeal import quash_on_appeal
from casework.actions.recommend_sanction import recommend_sanction
from casework.actions.record_absence import record_absence
from casework.actions.record_attendance import record_attendance
from casework.actions.record_bounce import record_bounce
from casework.actions.record_findings import record_findings
from casework.actions.record_service import record_service
from casework.actions.record_standing import record_standing
from casework.actions.recuse_officer import recuse_officer
from casework.actions.refer_bad_faith import refer_bad_faith
from casework.actions.refer_case import refer_case
from casework.actions.refuse_account_change import refuse_account_change
from casework.actions.refuse_appeal import refuse_appeal
from casework.actions.refuse_extension import refuse_extension
from casework.actions.refuse_late_appeal import refuse_late_appeal
from casework.actions.refuse_set_aside import refuse_set_aside
from casework.actions.reinstate_case import reinstate_case
from casework.actions.reject_consent import reject_consent
from casework.actions.release_complaint import release_complaint
from casework.actions.release_flood import release_flood
from casework.actions.release_hold import release_hold
from casework.actions.remit_on_appeal_to_board import remit_on_appeal_to_board
from casework.actions.remit_on_appeal_to_panel import remit_on_appeal_to_panel
from casework.actions.remit_to_new_panel import remit_to_new_panel
from casework.actions.remit_to_panel import remit_to_panel
from casework.actions.reopen_account import reopen_account
from casework.actions.reopen_case import reopen_case
from casework.actions.reopen_hearing import reopen_hearing
from casework.actions.reopen_to_panel import reopen_to_panel
from casework.actions.replace_seat import replace_seat
from casework.actions.report_breach import report_breach
from casework.actions.report_lost_factor import report_lost_factor
from casework.actions.report_retaliation import report_retaliation
from casework.actions.request_information import request_information
from casework.actions.request_review import request_review
from casework.actions.respond_to_notice import respond_to_notice
from casework.actions.response_lapses import response_lapses
from casework.actions.resume_investigation import resume_investigation
from casework.actions.return_breach import return_breach
from casework.actions.return_condition_evidence import return_condition_evidence
from casework.actions.return_consent import return_consent
from casework.actions.review_health import review_health
from casework.actions.review_hold import review_hold
from casework.actions.review_interim import review_interim
from casework.actions.review_lapses import review_lapses
from casework.actions.rule_challenge import rule_challenge
from casework.actions.rule_late_evidence import rule_late_evidence
from casework.actions.rule_on_keep_away import rule_on_keep_away
from casework.actions.rule_on_mention import rule_on_mention
from casework.actions.scope_allegation import scope_allegation
from casework.actions.seat_adjudicator import seat_adjudicator
from casework.actions.seat_alternate import seat_alternate
from casework.actions.seat_appeal_panel import seat_appeal_panel
from casework.actions.seat_monitors import seat_monitors
from casework.actions.seat_officer import seat_officer
from casework.actions.send_board_pack import send_board_pack
from casework.actions.send_status import send_status
from casework.actions.serve_bundle import serve_bundle
from casework.actions.serve_notice import serve_notice
from casework.actions.serve_notice_again import serve_notice_again
from casework.actions.serve_panel_list import serve_panel_list
from casework.actions.set_aside_default import set_aside_default
from casework.actions.settle_case import settle_case
from casework.actions.sever_cases import sever_cases
from casework.actions.share_draft_report import share_draft_report
from casework.actions.sift_appeal import sift_appeal
from casework.actions.sign_account_change import sign_account_change
from casework.actions.sign_consent import sign_consent
from casework.actions.sign_step import sign_step
from casework.actions.split_allegation import split_allegation
from casework.actions.stop_account_change import stop_account_change
from casework.actions.stop_investigation import stop_investigation
from casework.actions.submit_on_sanction import submit_on_sanction
from casework.actions.supply_information import supply_information
from casework.actions.sweep_conflicts import sweep_conflicts
from casework.actions.take_alarm import take_alarm
from casework.actions.take_back_withdrawal import take_back_withdrawal
from casework.actions.talks_fail import talks_fail
from casework.actions.talks_lapse import talks_lapse
from casework.actions.term_ends import term_ends
from casework.actions.triage_case import triage_case
from casework.actions.uphold_dismissal import uphold_dismissal
from casework.actions.vary_on_appeal import vary_on_appeal
from casework.actions.verify_condition import verify_condition
from casework.actions.void_ballot import void_ballot
from casework.actions.void_decision import void_decision
from casework.actions.vote_case_to_answer import vote_case_to_answer
from casework.actions.waive_appeal import waive_appeal
from casework.actions.waive_society_appeal import waive_society_appeal
from casework.actions.withdraw_appeal import withdraw_appeal
from casework.actions.withdraw_breach_notice import withdraw_breach_notice
from casework.actions.withdraw_publication import withdraw_publication

__all__ = [
    "Appointed", "Corrected", "Filed", "abate_case", "accept_consent", "accept_invitation", "accept_resignation",
    "accept_terms", "accept_withdrawal", "acknowledge_complaint", "acknowledge_notice", "add_allegation", "add_charge",
    "add_evidence", "adjourn_hearing", "admit_late_appeal", "adopt_case", "answer_interim", "appeal_lapses",
    "apply_late", "apply_sanction", "appoint_officer", "appoint_people", "appoint_representative",
    "approve_publication_text", "ask_extension", "ask_to_set_aside", "ask_withdrawal", "cast_vote", "challenge_member",
    "check_coercion", "claim_code", "clear_health", "close_account", "close_ballot", "close_not_proven", "close_unmet",
    "comment_on_consent", "comment_on_report", "comment_on_response", "complete_monitoring", "condition_lapses",
    "consent_lapses", "correct_person", "correct_publication", "correct_slip", "countersign_office",
    "countersign_society_appeal", "cross_appeal", "decide_case", "decide_identity", "declare_conflict",
    "declare_no_conflict", "defer_resignation", "detect_conflict", "direct_service", "disclose_evidence",
    "dismiss_appeal", "dismiss_case", "dissolve_panel", "end_absence", "end_appointment", "end_representation",
    "enter_default", "erase_content", "escalate_clock", "explain_breach", "export_ties", "extend_condition",
    "extend_feedback", "extend_information", "extend_investigation", "extend_response", "file_complaint",
    "file_condition_evidence", "file_late_evidence", "finalise_report", "find_case_to_answer", "find_no_case_to_answer",
    "flag_health", "fold_refusals", "form_panel", "frame_allegation", "give_feedback", "hear_appeal",
    "identify_respondent", "impose_interim", "information_lapses", "interim_lapses", "invite_again", "invite_person",
    "lift_interim", "lift_legal_hold", "lift_sanction", "link_cases", "lodge_appeal", "make_account_change",
    "name_panel", "note_absence", "notice_breach", "offer_early_resolution", "open_ballot", "open_content",
    "open_deliberation", "open_hearing", "open_history", "open_investigation", "open_letter", "open_papers",
    "place_hold", "place_legal_hold", "propose_consent", "propose_default", "propose_interim", "propose_step",
    "propose_terms", "publication_expires", "publish_sanction", "put_next_option", "quash_on_appeal",
    "recommend_sanction", "record_absence", "record_attendance", "record_bounce", "record_findings", "record_service",
    "record_standing", "recuse_officer", "refer_bad_faith", "refer_case", "refuse_account_change", "refuse_appeal",
    "refuse_extension", "refuse_late_appeal", "refuse_set_aside", "reinstate_case", "reject_consent",
    "release_complaint", "release_flood", "release_hold", "remit_on_appeal_to_board", "remit_on_appeal_to_panel",
    "remit_to_new_panel", "remit_to_panel", "reopen_account", "reopen_case", "reopen_hearing", "reopen_to_panel",
    "replace_seat", "report_breach", "report_lost_factor", "report_retaliation", "request_information",
    "request_review", "respond_to_notice", "response_lapses", "resume_investigation", "return_breach",
    "return_condition_evidence", "return_consent", "review_health", "review_hold", "review_interim", "review_lapses",
    "rule_challenge", "rule_late_evidence", "rule_on_keep_away", "rule_on_mention", "scope_allegation",
    "seat_adjudicator", "seat_alternate", "seat_appeal_panel", "seat_monitors", "seat_officer", "send_board_pack",
    "send_status", "serve_bundle", "serve_notice", "serve_notice_again", "serve_panel_list", "set_aside_default",
    "settle_case", "sever_cases", "share_draft_report", "sift_appeal", "sign_account_change", "sign_consent",
    "sign_step", "split_allegation", "stop_account_change", "stop_investigation", "submit_on_sanction",
    "supply_information", "sweep_conflicts", "take_alarm", "take_back_withdrawal", "talks_fail", "talks_lapse", "term_ends",
    "triage_case", "uphold_dismissal", "vary_on_appeal", "verify_condition", "void_ballot", "void_decision",
    "vote_case_to_answer", "waive_appeal", "waive_society_appeal", "withdraw_appeal", "withdraw_breach_notice",
    "withdraw_publication",
]  # fmt: skip
