"""Every write in the system. `do` takes the steps of plain verbs; every other verb has a file and a function of its name."""

from casework.actions.accept_consent import accept_consent
from casework.actions.accept_invitation import accept_invitation
from casework.actions.acknowledge_complaint import acknowledge_complaint
from casework.actions.add_allegation import add_allegation
from casework.actions.add_charge import add_charge
from casework.actions.add_evidence import add_evidence
from casework.actions.appoint_officer import appoint_officer
from casework.actions.appoint_people import Appointed, appoint_people
from casework.actions.appoint_representative import appoint_representative
from casework.actions.approve_publication_text import approve_publication_text
from casework.actions.cast_vote import cast_vote
from casework.actions.claim_code import claim_code
from casework.actions.close_account import close_account
from casework.actions.close_ballot import close_ballot
from casework.actions.correct_person import Corrected, correct_person
from casework.actions.correct_publication import correct_publication
from casework.actions.countersign_office import countersign_office
from casework.actions.decide_case import decide_case
from casework.actions.disclose_evidence import disclose_evidence
from casework.actions.do import PlainStep, do
from casework.actions.end_absence import end_absence
from casework.actions.end_appointment import end_appointment
from casework.actions.erase_content import erase_content
from casework.actions.explain_breach import explain_breach
from casework.actions.export_ties import export_ties
from casework.actions.file_complaint import Filed, file_complaint
from casework.actions.file_condition_evidence import file_condition_evidence
from casework.actions.file_late_evidence import file_late_evidence
from casework.actions.finalise_report import finalise_report
from casework.actions.fold_refusals import fold_refusals
from casework.actions.frame_allegation import frame_allegation
from casework.actions.identify_respondent import identify_respondent
from casework.actions.invite_again import invite_again
from casework.actions.invite_person import invite_person
from casework.actions.link_cases import link_cases
from casework.actions.make_account_change import make_account_change
from casework.actions.name_panel import name_panel
from casework.actions.note_absence import note_absence
from casework.actions.offer_early_resolution import offer_early_resolution
from casework.actions.open_ballot import open_ballot
from casework.actions.open_content import open_content
from casework.actions.open_history import open_history
from casework.actions.open_investigation import open_investigation
from casework.actions.open_papers import open_papers
from casework.actions.propose_consent import propose_consent
from casework.actions.propose_step import propose_step
from casework.actions.publish_sanction import publish_sanction
from casework.actions.put_next_option import put_next_option
from casework.actions.recommend_sanction import recommend_sanction
from casework.actions.record_findings import record_findings
from casework.actions.refer_bad_faith import refer_bad_faith
from casework.actions.refuse_account_change import refuse_account_change
from casework.actions.reinstate_case import reinstate_case
from casework.actions.release_flood import release_flood
from casework.actions.reopen_account import reopen_account
from casework.actions.reopen_case import reopen_case
from casework.actions.report_lost_factor import report_lost_factor
from casework.actions.report_retaliation import report_retaliation
from casework.actions.respond_to_notice import respond_to_notice
from casework.actions.rule_on_keep_away import rule_on_keep_away
from casework.actions.seat_adjudicator import seat_adjudicator
from casework.actions.seat_alternate import seat_alternate
from casework.actions.seat_appeal_panel import seat_appeal_panel
from casework.actions.seat_officer import seat_officer
from casework.actions.send_board_pack import send_board_pack
from casework.actions.serve_notice import serve_notice
from casework.actions.serve_notice_again import serve_notice_again
from casework.actions.sever_cases import sever_cases
from casework.actions.share_draft_report import share_draft_report
from casework.actions.sign_account_change import sign_account_change
from casework.actions.sign_step import sign_step
from casework.actions.split_allegation import split_allegation
from casework.actions.stop_account_change import stop_account_change
from casework.actions.sweep_conflicts import sweep_conflicts
from casework.actions.take_alarm import take_alarm
from casework.actions.vary_on_appeal import vary_on_appeal
from casework.actions.void_ballot import void_ballot
from casework.actions.void_decision import void_decision
from casework.actions.vote_case_to_answer import vote_case_to_answer

__all__ = [
    "Appointed", "Corrected", "Filed", "PlainStep", "accept_consent", "accept_invitation", 
    "acknowledge_complaint", "add_allegation", "add_charge",
    "add_evidence", 
    "appoint_officer", "appoint_people", "appoint_representative",
    "approve_publication_text", "cast_vote", 
    "claim_code", "close_account", "close_ballot", 
    
    "correct_person", "correct_publication", "countersign_office",
    "decide_case", 
    "disclose_evidence", "do",
    "end_absence", "end_appointment", 
    "erase_content", "explain_breach", "export_ties", 
    "file_complaint",
    "file_condition_evidence", "file_late_evidence", "finalise_report", 
    "fold_refusals", "frame_allegation", 
    "identify_respondent", "invite_again", "invite_person",
    "link_cases", "make_account_change",
    "name_panel", "note_absence", "offer_early_resolution", "open_ballot", "open_content",
    "open_history", "open_investigation", "open_papers",
    "propose_consent", "propose_step",
    "publish_sanction", "put_next_option", 
    "recommend_sanction", "record_findings", 
    "refer_bad_faith", "refuse_account_change", 
    "reinstate_case", 
    "release_flood", 
    "reopen_account", "reopen_case", 
    "report_lost_factor", "report_retaliation", 
    "respond_to_notice", 
    
    "rule_on_keep_away", 
    "seat_adjudicator", "seat_alternate", "seat_appeal_panel", "seat_officer", "send_board_pack",
    "serve_notice", "serve_notice_again", 
    "sever_cases", "share_draft_report", "sign_account_change", 
    "sign_step", "split_allegation", "stop_account_change", 
    "sweep_conflicts", "take_alarm", 
    "vary_on_appeal", "void_ballot", "void_decision",
    "vote_case_to_answer", 
    
]  # fmt: skip
