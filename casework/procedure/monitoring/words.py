"""The verbs of monitoring, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Confirmed, Reasons, form_of
from casework.procedure.monitoring import actions, forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.APPLY_SANCTION,
        form=form_of(
            note=Reasons(label=_("What was changed: standing, seats, credentials, voting rights"), max_length=4_000)
        ),
        label=_("Enter the sanction in the register of members"),
        sentence=_("You confirm that standing, seats and credentials follow the decision."),
    ),
    Step(
        verb=Verb.LIFT_SANCTION,
        form=form_of(
            note=Reasons(label=_("What was put back: standing, seats, credentials, voting rights"), max_length=4_000)
        ),
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
        form=form_of(
            reasons=Reasons(label=_("Why the notice is taken back"), help_text=_("The respondent reads this."))
        ),
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
        form=form_of(confirmed=Confirmed(label=_("Every condition was verified, and every term is over"))),
        label=_("Close the case: all is done"),
        sentence=_("The case is closed and both sides are told. Two monitors sign."),
    ),
    Step(
        verb=Verb.CLOSE_UNMET,
        form=forms.ReasonsForm,
        label=_("Close the case: a condition stays unmet"),
        sentence=_("Only after the board has ruled on the breach. The register shows it. Two monitors sign."),
    ),
)
