"""The steps of evidence, service, notice, answer and report, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework import actions
from casework.forms import evidence as evidence_forms
from casework.forms import notice as notice_forms
from casework.forms import report as report_forms
from casework.forms import service as service_forms
from casework.verbs.step import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.ADD_EVIDENCE,
        action=actions.add_evidence,
        form=evidence_forms.AddEvidenceForm,
        label=_("Add evidence"),
        sentence=_("It is kept as it is. The other side reads only a copy that is prepared for them."),
    ),
    Step(
        verb=Verb.DISCLOSE_EVIDENCE,
        action=actions.disclose_evidence,
        form=evidence_forms.DiscloseEvidenceForm,
        label=_("Prepare a copy for the respondent"),
        sentence=_(
            "The copy is checked for names that are sealed, and put into the respondent's bundle. "
            "It is read once the notice is served."
        ),
    ),
    Step(
        verb=Verb.SERVE_NOTICE,
        action=actions.serve_notice,
        form=notice_forms.ServeNoticeForm,
        label=_("Serve the notice"),
        sentence=_(
            "The respondent is told of everything in scope: the commitment as it was sworn, the act, the days, and "
            "the evidence. The time to answer begins when the notice has arrived."
        ),
    ),
    Step(
        verb=Verb.ACKNOWLEDGE_NOTICE,
        form=notice_forms.AcknowledgeNoticeForm,
        label=_("Acknowledge the notice"),
        sentence=_(
            "You confirm that you have it. If you never opened it here, your time to answer is counted from today or the next "
            "business day; a date that is already running stays."
        ),
    ),
    Step(
        verb=Verb.RESPOND_TO_NOTICE,
        action=actions.respond_to_notice,
        form=notice_forms.RespondToNoticeForm,
        label=_("Answer"),
        sentence=_(
            "Say for each allegation whether you admit it, deny it, or do not comment. You cannot change it afterwards, but "
            "you can add evidence. The investigator reads your answer, and then sends both sides a draft of the report to "
            "comment on."
        ),
    ),
    Step(
        verb=Verb.ENTER_DEFAULT,
        form=notice_forms.EnterDefaultForm,
        label=_("Go on without an answer"),
        sentence=_("The case goes on without an answer. This is not a finding, and the respondent is told."),
    ),
    Step(
        verb=Verb.COMMENT_ON_RESPONSE,
        form=report_forms.CommentOnResponseForm,
        label=_("Comment on the answer"),
        sentence=_("The investigator reads what you write. You can do this once."),
    ),
    Step(
        verb=Verb.SHARE_DRAFT_REPORT,
        action=actions.share_draft_report,
        form=report_forms.ShareDraftReportForm,
        label=_("Share the draft report"),
        sentence=_("Both sides read the draft and have 14 days to comment. A later draft begins that time again."),
    ),
    Step(
        verb=Verb.COMMENT_ON_REPORT,
        form=report_forms.CommentOnReportForm,
        label=_("Comment on the draft report"),
        sentence=_("Your comment goes to the deciders with the report, word for word."),
    ),
    Step(
        verb=Verb.FINALISE_REPORT,
        action=actions.finalise_report,
        form=report_forms.FinaliseReportForm,
        label=_("Close the report"),
        sentence=_("The report and every comment go to the three deciders. Nobody can change it after this."),
    ),
    Step(
        verb=Verb.VOTE_CASE_TO_ANSWER,
        action=actions.vote_case_to_answer,
        form=report_forms.VoteCaseToAnswerForm,
        label=_("Vote on the case to answer"),
        sentence=_("Say for each allegation whether there is a realistic prospect. You vote once."),
    ),
    Step(
        verb=Verb.FIND_CASE_TO_ANSWER,
        form=report_forms.FindCaseToAnswerForm,
        label=_("Find a case to answer"),
        sentence=_(
            "Allegations on which two deciders saw a case become charges and go to a panel. The rest ends. Both sides are told."
        ),
    ),
    Step(
        verb=Verb.FIND_NO_CASE_TO_ANSWER,
        form=report_forms.FindNoCaseToAnswerForm,
        label=_("Find no case to answer"),
        sentence=_("The case is closed, and both sides are told why."),
    ),
    Step(
        verb=Verb.RECORD_SERVICE,
        form=service_forms.RecordServiceForm,
        label=_("Enter proof of service"),
        sentence=_(
            "Once a second person has confirmed the proof, the letter counts as served on the second business day after "
            "it was sent."
        ),
    ),
    Step(
        verb=Verb.RECORD_BOUNCE,
        form=service_forms.RecordBounceForm,
        label=_("Record that a letter did not arrive"),
        sentence=_("No time begins with it. Send the letter another way."),
    ),
)
