"""The verbs of the appeal panel, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.procedure.appeal_panel import actions, forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.SEAT_APPEAL_PANEL,
        action=actions.seat_appeal_panel,
        form=forms.SeatAppealPanelForm,
        label=_("Seat the appeal panel"),
        sentence=_(
            "Three people who had nothing to do with the case. Both sides receive the list, and have ten days to challenge."
        ),
    ),
    Step(
        verb=Verb.CHALLENGE_APPEAL_MEMBER,
        form=forms.ChallengeAppealMemberForm,
        label=_("Challenge a member of the appeal panel"),
        sentence=_(
            "Somebody who is not challenged rules on it, and both sides read why. Until then no ground is looked at, and "
            "the appeal is not heard."
        ),
    ),
    Step(
        verb=Verb.RULE_APPEAL_CHALLENGE,
        form=forms.RuleAppealChallengeForm,
        label=_("Rule on a challenge to the appeal panel"),
        sentence=_("The member stays, or leaves the appeal panel at once. The respondent is told, with reasons."),
    ),
)
