"""What can wait for a person in a case: its words, the step that answers it, and what withdraws it."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from casework.record import events as e
from casework.vocabulary import Thread, Verb
from notifications.topics.asked import (
    a_letter_back_is_theirs,
    appeal_challenge_is_theirs_to_rule_on,
    appeal_is_to_be_sifted,
    blind_reading_runs,
    challenge_is_theirs_to_rule_on,
    copy_is_owed,
    days_are_asked,
    declaration_waits,
    document_is_owed,
    escalated_clock_runs,
    filing_waits,
    findings_are_theirs_to_sign,
    first_view_is_theirs_to_give,
    grounds_wait_for_them,
    is_not_erased,
    is_their_turn,
    is_to_declare,
    its_work_goes_on,
    late_application_waits,
    letter_waits,
    letters_are_theirs,
    mention_waits,
    message_is_theirs_to_read,
    minute_waits_for_them,
    minutes_wait_for_them,
    new_evidence_waits,
    no_approver,
    no_interim_panel,
    offer_is_signed,
    readers_are_far_apart,
    request_is_theirs,
    seat_is_empty,
    vote_ended_without_them,
    vote_is_not_cast,
    withholding_waits,
)
from notifications.topics.names import Topic as Topic
from notifications.topics.of_signatures import STEPS_OF_SEVERAL
from notifications.topics.row import Row as Row
from notifications.topics.row import message, message_back

TOPICS: Mapping[Topic, Row] = {
    Topic.SEAT: Row(
        words=_("You have a seat in this case: %(seat)s"), condition=its_work_goes_on, until_act=True, until_seen=True
    ),
    Topic.TURN: Row(words=_("It is your turn"), ends=(e.Moved,), condition=is_their_turn),
    Topic.EMPTY_SEAT: Row(words=_("The seat that acts next is empty"), condition=seat_is_empty),
    **STEPS_OF_SEVERAL,
    Topic.CLOCK: Row(words=_("Your deadline")),
    Topic.OVERDUE: Row(words=_("A date was missed"), condition=escalated_clock_runs, until_seen=True, asks=True),
    Topic.ANSWER: Row(
        words=_("An answer came in"), until_act=True, until_seen=True, until_read=True, page="case_history"
    ),
    Topic.PAPER: Row(
        words=_("A paper came in"), until_act=True, until_seen=True, until_read=True, page="case_evidence"
    ),
    Topic.REPORTER_MESSAGE: message(
        Thread.REPORTER, _("A message from the reporter"), _("A message from the reporter is not answered")
    ),
    Topic.MEMBER_MESSAGE: message(
        Thread.RESPONDENT, _("A message from the member"), _("A message from the member is not answered")
    ),
    Topic.REPORTER_APART: message(
        Thread.REPORTER_PROTECTION,
        _("A message from the reporter, for you alone"),
        _("A message from the reporter, for you alone, is not answered"),
    ),
    Topic.MEMBER_APART: message(
        Thread.RESPONDENT_PROTECTION,
        _("A message from the member, for you alone"),
        _("A message from the member, for you alone, is not answered"),
    ),
    Topic.UNOPENED: Row(
        words=_("A letter to the respondent was not opened"),
        ends=(e.LetterOpened, e.NoticeAcknowledged, e.ServiceProven, e.LetterDeemedServed),
        condition=letters_are_theirs,
    ),
    Topic.REPORT: Row(words=_("A new report"), verb=Verb.ACKNOWLEDGE_COMPLAINT, law=True),
    Topic.MENTION: Row(
        words=_("Decide whether a mention is a conflict of interest"),
        verb=Verb.RULE_ON_MENTION,
        condition=mention_waits,
    ),
    Topic.BLIND_READING: Row(words=_("Read a report blind"), verb=Verb.READ_BLIND, condition=blind_reading_runs),
    Topic.FAR_APART: Row(
        words=_("Two readers of the risk are far apart: read both"),
        condition=readers_are_far_apart,
        until_seen=True,
        to_do=True,
    ),
    Topic.WITHDRAWAL_CHECK: Row(
        words=_("A reporter asks to withdraw: speak with them"),
        verb=Verb.CHECK_COERCION,
        ends=(e.CoercionChecked, e.WithdrawalTakenBack, e.ComplaintWithdrawn),
    ),
    Topic.WITHDRAWAL: Row(
        words=_("A reporter asks to withdraw"),
        verb=Verb.ACCEPT_WITHDRAWAL,
        ends=(e.WithdrawalTakenBack, e.ComplaintWithdrawn, e.CaseAdopted),
    ),
    Topic.REQUEST: Row(
        words=_("A request waits for your answer"), verb=Verb.ANSWER_REQUEST, condition=request_is_theirs, law=True
    ),
    Topic.DOCUMENT: Row(words=_("Produce a document"), verb=Verb.PRODUCE_DOCUMENT, condition=document_is_owed),
    Topic.DAYS: Row(words=_("Say on which days you can come"), verb=Verb.ANSWER_HEARING_DAYS, condition=days_are_asked),
    Topic.DEFAULT: Row(words=_("No answer came: decide how the case continues"), verb=Verb.ENTER_DEFAULT),
    Topic.SET_ASIDE: Row(
        words=_("The respondent asks to answer after all"), verb=Verb.SET_ASIDE_DEFAULT, ends=(e.SetAsideRefused,)
    ),
    Topic.SERVICE: Row(
        words=_("A letter to the member came back: post it again, then enter proof of service"),
        verb=Verb.RECORD_SERVICE,
        ends=(e.ServiceProven, e.LetterOpened, e.NoticeAcknowledged, e.NoticeServedAgain, e.LetterDeemedServed),
        condition=a_letter_back_is_theirs,
    ),
    Topic.CONSENT: Row(words=_("A signed offer of consent"), verb=Verb.ACCEPT_CONSENT, condition=offer_is_signed),
    Topic.APPROVER: Row(
        words=_("Seat somebody to review an offer of consent"), verb=Verb.SEAT_ADJUDICATOR, condition=no_approver
    ),
    Topic.ADJUDICATOR: Row(
        words=_("Seat the people who decide on an interim measure"),
        verb=Verb.SEAT_ADJUDICATOR,
        ends=(e.InterimLifted, e.InterimLapsed),
        condition=no_interim_panel,
    ),
    Topic.CHALLENGE: Row(
        words=_("A member of the panel is challenged"),
        verb=Verb.RULE_CHALLENGE,
        condition=challenge_is_theirs_to_rule_on,
    ),
    Topic.APPEAL_CHALLENGE: Row(
        words=_("A member of the appeal panel is challenged"),
        verb=Verb.RULE_APPEAL_CHALLENGE,
        condition=appeal_challenge_is_theirs_to_rule_on,
    ),
    Topic.NEW_EVIDENCE: Row(
        words=_("New evidence came in on appeal"), verb=Verb.RULE_NEW_EVIDENCE, condition=new_evidence_waits
    ),
    Topic.HEARING: Row(words=_("The hearing"), ends=(e.HearingOpened, e.AppealHeard), until_seen=True, law=True),
    Topic.WITNESS: Row(
        words=_("A witness is called to the hearing: reach them"), ends=(e.HearingOpened,), until_seen=True, to_do=True
    ),
    Topic.BUNDLE: Row(words=_("The bundle is ready to read"), until_seen=True, page="panel_bundle"),
    Topic.FIRST_VIEW: Row(
        words=_("Form a first view"), verb=Verb.GIVE_FIRST_VIEW, condition=first_view_is_theirs_to_give
    ),
    Topic.FINDINGS: Row(
        words=_("Decide on each particular"), verb=Verb.SIGN_FINDINGS, condition=findings_are_theirs_to_sign
    ),
    Topic.LATE_EVIDENCE: Row(
        words=_("Late evidence came in"), verb=Verb.RULE_LATE_EVIDENCE, ends=(e.LateEvidenceRuled,)
    ),
    Topic.FILING: Row(
        words=_("Look through what the member filed"), verb=Verb.LOOK_THROUGH_FILING, condition=filing_waits
    ),
    Topic.WITHHOLDING: Row(
        words=_("Rule on what an officer wants to withhold from the member"),
        verb=Verb.RULE_WITHHOLDING,
        condition=withholding_waits,
    ),
    Topic.WITHHOLDING_BACK: Row(
        words=_("A proposal to withhold something came back to you"),
        verb=Verb.PROPOSE_WITHHOLDING,
        ends=(e.WithholdingProposed, e.EvidenceDisclosed, e.RedactedCopyDisclosed),
        until_seen=True,
    ),
    Topic.COPY_OWED: Row(
        words=_("Prepare a copy: a reviewer ruled for it"), verb=Verb.DISCLOSE_EVIDENCE, condition=copy_is_owed
    ),
    Topic.SECOND_READING: Row(
        words=_("Release a message"), verb=Verb.RELEASE_MESSAGE, condition=message_is_theirs_to_read
    ),
    Topic.MESSAGE_BACK: message_back(Thread.REPORTER, _("A message to the reporter came back to you with a note")),
    Topic.MEMBER_MESSAGE_BACK: message_back(
        Thread.RESPONDENT, _("A message to the member came back to you with a note")
    ),
    Topic.RETURNED: Row(words=_("The case came back to you"), ends=(e.Moved,), until_seen=True),
    Topic.TOLD: Row(
        words=_("Somebody who is to decide told something: rule whether it is harmless"),
        verb=Verb.RULE_DECLARATION,
        condition=declaration_waits,
    ),
    Topic.DECLARATION: Row(
        words=_("Declare whether you are free to decide this case"),
        verb=Verb.DECLARE_INTERESTS,
        condition=is_to_declare,
        law=True,
    ),
    Topic.BALLOT: Row(words=_("Your vote is needed"), verb=Verb.CAST_VOTE, condition=vote_is_not_cast, law=True),
    Topic.RESULT: Row(words=_("A ballot has ended"), ends=(e.Moved, e.BallotOpened)),
    Topic.LETTER: Row(
        words=_("Sign the letter of a decision"), verb=Verb.SIGN_DECISION_LETTER, condition=letter_waits, law=True
    ),
    Topic.LETTER_SIGNED: Row(
        words=_("The chair signed the letter of a decision: send it after 24 hours"),
        verb=Verb.DECIDE_CASE,
        ends=(e.DecisionLetterWithdrawn, e.Moved, e.BallotVoided),
    ),
    Topic.LETTER_BACK: Row(
        words=_("The chair took the letter of a decision back"),
        verb=Verb.WRITE_DECISION_LETTER,
        ends=(e.DecisionLetterWritten, e.Moved),
    ),
    Topic.MINUTE: Row(
        words=_("Approve the minute of the hearing"),
        verb=Verb.APPROVE_MINUTE,
        ends=(e.FindingsRecorded,),
        condition=minute_waits_for_them,
    ),
    Topic.MINUTES: Row(
        words=_("Approve the minutes of a ballot"),
        verb=Verb.APPROVE_BOARD_MINUTES,
        condition=minutes_wait_for_them,
    ),
    Topic.MINUTES_BACK: Row(
        words=_("A correction of the minutes is asked for"),
        verb=Verb.WRITE_BOARD_MINUTES,
        ends=(e.BoardMinutesWritten,),
    ),
    Topic.LATE_APPEAL: Row(
        words=_("A late application to appeal"), verb=Verb.ADMIT_LATE_APPEAL, condition=late_application_waits
    ),
    Topic.SIFT: Row(
        words=_("Decide which grounds of an appeal are arguable"),
        verb=Verb.SIFT_APPEAL,
        condition=appeal_is_to_be_sifted,
    ),
    Topic.GROUNDS: Row(
        words=_("Vote on each ground of an appeal"), verb=Verb.VOTE_ON_GROUNDS, condition=grounds_wait_for_them
    ),
    Topic.VOTE_OVER: Row(
        words=_("A vote ended before you voted: two agree, and your vote is not needed"),
        condition=vote_ended_without_them,
        until_seen=True,
    ),
    Topic.SANCTION: Row(
        words=_("Enter a sanction in the register of members"), verb=Verb.APPLY_SANCTION, ends=(e.SanctionApplied,)
    ),
    Topic.LIFTING: Row(
        words=_("Remove a sanction from the register of members"), verb=Verb.LIFT_SANCTION, ends=(e.SanctionLifted,)
    ),
    Topic.CONDITION: Row(
        words=_("Evidence for a condition came in"),
        verb=Verb.VERIFY_CONDITION,
        ends=(e.ConditionMet, e.ConditionEvidenceReturned, e.ConditionExtended),
    ),
    Topic.CONDITION_OVERDUE: Row(
        words=_("A condition is overdue"),
        verb=Verb.EXTEND_CONDITION,
        ends=(e.ConditionMet, e.ConditionExtended, e.BreachNoticed),
    ),
    Topic.NOTE: Row(words=_("Somebody named you in a note"), condition=is_not_erased, page="case_notes", part="named"),
    Topic.TASK: Row(words=_("A task of yours in this case"), condition=is_not_erased, page="case_notes", part="tasks"),
    Topic.TASK_DONE: Row(
        words=_("A task that you gave was ticked off"),
        condition=is_not_erased,
        until_seen=True,
        page="case_notes",
        part="tasks",
    ),
}
