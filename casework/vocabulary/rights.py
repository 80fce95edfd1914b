"""What a seat may read: the rows of the confidentiality matrix."""

from enum import StrEnum

from casework.vocabulary.verbs import Verb


class Reading(StrEnum):
    """A right to be shown one kind of thing in a case."""

    SEE_CASE = "see_case"
    READ_PEOPLE = "read_people"
    READ_RECORD = "read_record"
    READ_STORY = "read_story"
    READ_COMPLAINT = "read_complaint"
    READ_OWN_COMPLAINT = "read_own_complaint"
    READ_EVIDENCE = "read_evidence"
    READ_OWN_EVIDENCE = "read_own_evidence"
    READ_BUNDLE = "read_bundle"
    READ_LATE_EVIDENCE = "read_late_evidence"
    READ_MINUTE = "read_minute"
    READ_WITNESS = "read_witness"
    READ_APPEAL_PAPERS = "read_appeal_papers"
    READ_NOTICE = "read_notice"
    READ_RESPONSE = "read_response"
    READ_RESPONSE_SUMMARY = "read_response_summary"
    READ_TALKS = "read_talks"
    READ_CHANNEL = "read_channel"
    READ_REPORT = "read_report"
    READ_OFFER = "read_offer"
    READ_INTERIM = "read_interim"
    READ_ADJUSTMENT = "read_adjustment"
    READ_HEALTH = "read_health"
    READ_DELIBERATION = "read_deliberation"
    READ_FINDINGS = "read_findings"
    READ_FINDINGS_SUMMARY = "read_findings_summary"
    READ_PACK = "read_pack"
    READ_HISTORY = "read_history"
    READ_ROLL_CALL = "read_roll_call"
    READ_OWN_VOTE = "read_own_vote"
    READ_RESULT = "read_result"
    READ_CONDITION_EVIDENCE = "read_condition_evidence"
    READ_OPEN_NAME = "read_open_name"
    READ_DECLARATIONS = "read_declarations"
    READ_IDENTITY = "read_identity"
    READ_KEEP_AWAY = "read_keep_away"
    READ_REPORTER_MESSAGES = "read_reporter_messages"
    READ_RESPONDENT_MESSAGES = "read_respondent_messages"
    READ_REPORTER_PROTECTION = "read_reporter_protection"
    READ_RESPONDENT_PROTECTION = "read_respondent_protection"


type Right = Verb | Reading
