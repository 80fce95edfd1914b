"""The verbs of corrections and referrals, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Confirmed, Reasons, form_of
from casework.forms.fields import YesNo
from casework.procedure.corrections import actions, forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.CORRECT_SLIP,
        form=form_of(
            error=Reasons(label=_("What was wrong"), help_text=_("The respondent reads this."), max_length=4_000),
            correction=Reasons(
                label=_("How it should read"), help_text=_("The respondent reads this."), max_length=4_000
            ),
            summary=Reasons(
                label=_("What the person who reported may read of it"),
                help_text=_("Nothing of a sanction that is not public."),
                max_length=2_000,
                required=False,
            ),
            clerical=Confirmed(passed_on=True, label=_("It is a slip of the pen, and not a new decision")),
            heard=Confirmed(passed_on=True, label=_("Both sides could say what they think of it")),
            afresh=YesNo(
                label=_("Was it wrong about what may be appealed, or by when?"),
                help_text=_("If so, the time to appeal begins again when the respondent has this letter."),
            ),
        ),
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
            "Other people look at it, in a separate case. Nobody who took this report up, looked into it or judged it "
            "sees that case. Only the board can be the same, or somebody from outside if there is nobody else. The other "
            "side is not told of this report. You hear from us as you do now."
        ),
    ),
    Step(
        verb=Verb.SAY_HOW_IT_IS,
        form=forms.SayHowItIsForm,
        label=_("Say how you are since the case was closed"),
        sentence=_("The reviewers and the protection officer read it. It changes nothing in the case."),
    ),
)
