"""The verbs of corrections and referrals, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.procedure.corrections import actions, forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.CORRECT_SLIP,
        form=forms.CorrectSlipForm,
        label=_("Correct a slip of the pen"),
        sentence=_("The adviser signs too. Both sides are told what was meant. The old words stay in the record."),
    ),
    Step(
        verb=Verb.REFER_BAD_FAITH,
        action=actions.refer_bad_faith,
        form=forms.ReferBadFaithForm,
        label=_("Refer a knowing falsehood"),
        sentence=_("Two reviewers sign. Other people look at it, in a separate case. This case stays as it is."),
    ),
    Step(
        verb=Verb.REPORT_RETALIATION,
        action=actions.report_retaliation,
        form=forms.ReportRetaliationForm,
        label=_("Report that you are treated worse for this"),
        sentence=_(
            "Other people look at it, in a separate case that nobody who handled this one sees. Both sides are reminded "
            "that nobody may be treated worse for taking part. You hear from us as you do now."
        ),
    ),
)
