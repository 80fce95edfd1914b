"""The verbs of appeal, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Confirmed, Reasons, form_of
from casework.procedure.appeal import actions, forms, lodging_forms
from casework.procedure.row import Step, always
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.LODGE_APPEAL,
        action=actions.lodge_appeal,
        form=lodging_forms.LodgeAppealForm,
        label=_("Appeal"),
        sentence=_(
            "Nothing of the decision takes effect while the appeal lasts. Three people who had nothing to do with the case "
            "look at it. The result is not harsher, unless the Society appeals as well. If you think that a finding is wrong, "
            "choose the procedure, the Code or new evidence, and say why."
        ),
    ),
    Step(
        verb=Verb.CROSS_APPEAL,
        action=actions.cross_appeal,
        form=lodging_forms.LodgeAppealForm,
        label=_("Appeal as well"),
        sentence=_("The other side has appealed. Both appeals are heard together, and both sides are told."),
    ),
    Step(
        verb=Verb.WITHDRAW_APPEAL,
        form=form_of(
            confirmed=Confirmed(
                label=_("I take the appeal back"),
                help_text=_("The decision becomes final at once. You cannot appeal against it again."),
            )
        ),
        label=_("Take the appeal back"),
        sentence=_("The decision stands as it was and is final at once. Both sides are told."),
    ),
    Step(
        verb=Verb.COUNTERSIGN_SOCIETY_APPEAL,
        form=form_of(
            interest=Reasons(
                label=_("Why does the public interest ask for an appeal?"),
                help_text=_("Say why the sanction does not protect the public, members or trust in the profession."),
            )
        ),
        label=_("Countersign an appeal of the Society"),
        sentence=_(
            "The investigator may then appeal for the Society while the time for it lasts. Nobody is told before that."
        ),
    ),
    Step(
        verb=Verb.APPLY_LATE,
        form=lodging_forms.ApplyLateForm,
        label=_("Ask to be heard late"),
        sentence=_(
            "You can ask once, within thirty days after the time to appeal. The chair of an appeal panel decides whether "
            "your cause is good. The decision runs on until then, and nothing is published."
        ),
    ),
    Step(
        verb=Verb.ADMIT_LATE_APPEAL,
        form=forms.LateReasonsForm,
        label=_("Hear a late appeal"),
        sentence=_(
            "The sanction is stayed again and leaves the public register. Days already served count. Both sides are told."
        ),
    ),
    Step(
        verb=Verb.REFUSE_LATE_APPEAL,
        form=forms.LateReasonsForm,
        label=_("Refuse a late appeal"),
        sentence=_("The decision stays final. The respondent reads why, and cannot ask again."),
    ),
    Step(
        verb=Verb.SIFT_APPEAL,
        form=forms.SiftAppealForm,
        label=_("Look at the grounds of an appeal"),
        sentence=_("An appeal with a ground that can be argued is heard. Both sides are told which grounds can."),
    ),
    Step(
        verb=Verb.REFUSE_APPEAL,
        form=forms.AppealReasonsForm,
        label=_("Refuse an appeal without an arguable ground"),
        sentence=_(
            "The decision stands and is final. Both sides are told, the respondent with reasons. Two of the panel sign."
        ),
    ),
    Step(
        verb=Verb.DISMISS_APPEAL,
        form=forms.AppealReasonsForm,
        label=_("Dismiss the appeal"),
        sentence=_(
            "The decision stands and is final. Both sides are told, the respondent with reasons. Two of the panel sign."
        ),
    ),
    Step(
        verb=Verb.VARY_ON_APPEAL,
        action=actions.vary_on_appeal,
        form=forms.VaryOnAppealForm,
        label=_("Allow the appeal in part"),
        sentence=_(
            "The sanction is worked out again from the findings that stand, and comes into force at once. It is harsher only "
            "where the Society appealed. Both sides are told, the respondent with reasons. Two of the panel sign."
        ),
    ),
    Step(
        verb=Verb.QUASH_ON_APPEAL,
        form=forms.AllowAppealForm,
        label=_("Quash the decision"),
        sentence=_(
            "Nothing of the decision stands, and the case is closed. Both sides are told. Two of the panel sign."
        ),
    ),
    Step(
        verb=Verb.REMIT_ON_APPEAL_TO_PANEL,
        form=forms.DefectForm,
        label=_("Send the case to a new panel"),
        sentence=_(
            "The findings are annulled, and other people hear the case again. This can be done once. Two of the panel sign."
        ),
    ),
    Step(
        verb=Verb.REMIT_ON_APPEAL_TO_BOARD,
        form=forms.DefectForm,
        label=_("Send the case back to the board"),
        sentence=_("The board decides again on the same findings. This can be done once. Two of the panel sign."),
    ),
    Step(
        verb=Verb.WAIVE_SOCIETY_APPEAL,
        form=form_of(confirmed=Confirmed(label=_("The Society will not appeal against this decision"))),
        label=_("Waive the Society's appeal"),
        sentence=_(
            "The Society says that it will not appeal. A reviewer signs too. The respondent may then end "
            "the waiting as well."
        ),
    ),
    Step(
        verb=Verb.WAIVE_APPEAL,
        form=form_of(
            confirmed=Confirmed(
                label=_("I will not appeal against this decision"),
                help_text=_("The decision becomes final at once. You cannot take this back."),
            )
        ),
        binds=always,
        label=_("Accept the decision"),
        sentence=_("The decision becomes final at once, and what it imposes begins."),
    ),
)
