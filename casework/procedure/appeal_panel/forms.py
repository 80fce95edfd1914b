"""Forms of the appeal panel, one a verb."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.vocabulary import Office
from casework.forms.base import PickMany, PickOne, Reasons, VerbForm
from casework.procedure.panel.forms import ChallengeMemberForm, RuleChallengeForm, panel_choices
from casework.queries.rota import free_holders
from casework.record.state.eligibility import challenged_appeal_members, seated_appeal_panel
from casework.vocabulary import Seat


class SeatAppealPanelForm(VerbForm):
    chair = forms.TypedChoiceField(label=_("Chair"), coerce=UUID)
    members = PickMany(label=_("The two other members"))
    rota_reason = Reasons(label=_("Why these, if the rota named others"), required=False, max_length=2_000)

    def prepare(self) -> None:
        free = free_holders(Office.APPEAL_PANELIST, Seat.APPEAL_MEMBER, self.view) if self.view else []
        self.set_choices("chair", "members", choices=free)


class ChallengeAppealMemberForm(ChallengeMemberForm):
    member = PickOne(
        label=_("Who should not decide the appeal?"),
        offer=lambda view: panel_choices(seated_appeal_panel(view) - challenged_appeal_members(view)),
    )


class RuleAppealChallengeForm(RuleChallengeForm):
    member = PickOne(label=_("Who was challenged"), offer=lambda view: panel_choices(challenged_appeal_members(view)))
