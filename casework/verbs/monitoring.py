"""The steps after a decision, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework import actions
from casework.forms import monitoring as forms
from casework.verbs.step import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.WAIVE_SOCIETY_APPEAL,
        form=forms.WaiveSocietyAppealForm,
        label=_("Waive the Society's appeal"),
        sentence=_(
            "The Society says that it will not appeal. A reviewer signs too. The respondent may then end "
            "the waiting as well."
        ),
    ),
    Step(
        verb=Verb.WAIVE_APPEAL,
        form=forms.WaiveAppealForm,
        label=_("Accept the decision"),
        sentence=_("The decision becomes final at once, and what it imposes begins."),
    ),
    Step(
        verb=Verb.SEAT_APPEAL_PANEL,
        action=actions.seat_appeal_panel,
        form=forms.SeatAppealPanelForm,
        label=_("Seat the appeal panel"),
        sentence=_("Three people who had nothing to do with the case. Both sides are told."),
    ),
    Step(
        verb=Verb.APPLY_SANCTION,
        form=forms.ApplySanctionForm,
        label=_("Enter the sanction in the register of members"),
        sentence=_("You confirm that standing, seats and credentials follow the decision."),
    ),
    Step(
        verb=Verb.LIFT_SANCTION,
        form=forms.LiftSanctionForm,
        label=_("Take the sanction out of the register of members"),
        sentence=_("You confirm that standing, seats and credentials are back. The respondent is told."),
    ),
    Step(
        verb=Verb.FILE_CONDITION_EVIDENCE,
        action=actions.file_condition_evidence,
        form=forms.FileConditionEvidenceForm,
        label=_("Show that a condition is met"),
        sentence=_("Two monitors look at what you send. You hear when they have."),
    ),
    Step(
        verb=Verb.VERIFY_CONDITION,
        form=forms.VerifyConditionForm,
        label=_("Verify a condition"),
        sentence=_("Two monitors confirm that the evidence shows the condition met. The respondent is told."),
    ),
    Step(
        verb=Verb.RETURN_CONDITION_EVIDENCE,
        form=forms.ReturnConditionEvidenceForm,
        label=_("Send evidence on a condition back"),
        sentence=_("The respondent is told what it lacks and can send more. The day of the condition stays as it is."),
    ),
    Step(
        verb=Verb.EXTEND_CONDITION,
        form=forms.ExtendConditionForm,
        label=_("Give a condition more time"),
        sentence=_("The respondent is told the new day. Two monitors sign."),
    ),
    Step(
        verb=Verb.NOTICE_BREACH,
        form=forms.NoticeBreachForm,
        label=_("Give notice of a breach"),
        sentence=_("The respondent has fourteen days to explain before the board can be asked."),
    ),
    Step(
        verb=Verb.EXPLAIN_BREACH,
        action=actions.explain_breach,
        form=forms.ExplainBreachForm,
        label=_("Explain what happened"),
        sentence=_("The monitors read it before they ask the board anything. You can explain more than once."),
    ),
    Step(
        verb=Verb.WITHDRAW_BREACH_NOTICE,
        form=forms.WithdrawBreachNoticeForm,
        label=_("Take the notice of breach back"),
        sentence=_("The respondent is told. Nothing follows from the notice, and the condition continues."),
    ),
    Step(
        verb=Verb.REPORT_BREACH,
        form=forms.ReasonsForm,
        label=_("Report a breach to the board"),
        sentence=_("The board decides on the sanction named in abeyance, or on more time. Two monitors sign."),
    ),
    Step(
        verb=Verb.COMPLETE_MONITORING,
        form=forms.CompleteMonitoringForm,
        label=_("Close the case: all is done"),
        sentence=_("The case is closed and both sides are told. Two monitors sign."),
    ),
    Step(
        verb=Verb.CLOSE_UNMET,
        form=forms.ReasonsForm,
        label=_("Close the case: a condition stays unmet"),
        sentence=_("Only after the board has ruled on the breach. The register shows it. Two monitors sign."),
    ),
    Step(
        verb=Verb.APPROVE_PUBLICATION_TEXT,
        action=actions.approve_publication_text,
        form=forms.ApprovePublicationTextForm,
        label=_("Approve the words for the register"),
        sentence=_("The adviser and the data protection officer must both approve the same words."),
    ),
    Step(
        verb=Verb.PUBLISH_SANCTION,
        action=actions.publish_sanction,
        form=forms.PublishSanctionForm,
        label=_("Publish the sanction"),
        sentence=_("Name, number, place, commitments, sanction and the approved words appear in the public register."),
    ),
    Step(
        verb=Verb.CORRECT_PUBLICATION,
        action=actions.correct_publication,
        form=forms.CorrectPublicationForm,
        label=_("Correct the entry in the register"),
        sentence=_(
            "The data protection officer signs too. The new words replace the old ones, with the day of the correction."
        ),
    ),
    Step(
        verb=Verb.WITHDRAW_PUBLICATION,
        form=forms.WithdrawPublicationForm,
        label=_("Withdraw the entry from the register"),
        sentence=_("The adviser signs too. The entry is gone at once. Both must approve new words to show it again."),
    ),
)
