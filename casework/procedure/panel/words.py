"""The verbs of the panel, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Confirmed, Reasons, form_of
from casework.procedure.panel import actions, forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.NAME_PANEL,
        action=actions.name_panel,
        form=forms.NamePanelForm,
        label=_("Name the panel"),
        sentence=_(
            "The people you name see the case from now on. A panel named before is replaced, and the new list is sent."
        ),
    ),
    Step(
        verb=Verb.SERVE_PANEL_LIST,
        form=form_of(
            confirmed=Confirmed(label=_("Both sides are to receive the list of the panel as it is named now"))
        ),
        label=_("Send the list of the panel"),
        sentence=_(
            "Both sides are told who is to sit. They have ten days from the list’s arrival to challenge a member."
        ),
    ),
    Step(
        verb=Verb.FORM_PANEL,
        form=forms.FormPanelForm,
        label=_("Form the panel and call the hearing"),
        sentence=_(
            "The panel is complete, and both sides are called to the hearing, at least 30 days after the notice arrives."
        ),
    ),
    Step(
        verb=Verb.DISSOLVE_PANEL,
        form=form_of(
            reasons=Reasons(
                label=_("Why the panel cannot go on"),
                help_text=_(
                    "Do not say anything of what it has found. Saved findings are annulled, and nobody reads them."
                ),
                max_length=5_000,
            )
        ),
        label=_("Dissolve the panel"),
        sentence=_("A new panel has to be named and the hearing held again. Saved findings are annulled unseen."),
    ),
    Step(
        verb=Verb.OFFER_HEARING_DAYS,
        form=forms.OfferHearingDaysForm,
        label=_("Offer days for the hearing"),
        sentence=_(
            "The panel, the adviser, the member and the investigator are asked on which days they can come. "
            "A reporter who became a witness can answer too. Ask other witnesses yourself. Days offered before are replaced."
        ),
    ),
    Step(
        verb=Verb.ANSWER_HEARING_DAYS,
        form=forms.AnswerHearingDaysForm,
        label=_("Say on which days you can come"),
        sentence=_("Those who order the day of the hearing read it. You can change it until the last day to answer."),
    ),
    Step(
        verb=Verb.CHALLENGE_MEMBER,
        form=forms.ChallengeMemberForm,
        label=_("Challenge a member of the panel"),
        sentence=_(
            "Somebody who is not challenged rules on it, and both sides read why. Until then the hearing cannot end."
        ),
    ),
    Step(
        verb=Verb.RULE_CHALLENGE,
        form=forms.RuleChallengeForm,
        label=_("Rule on a challenge"),
        sentence=_(
            "The member sits on, or leaves the panel at once. Both sides are told, the respondent with reasons."
        ),
    ),
)
