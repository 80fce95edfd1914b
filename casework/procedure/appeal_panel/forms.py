"""Forms of the appeal panel, one a verb."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import PickMany, PickOne, Reasons
from casework.procedure.panel.forms import ChallengeMemberForm, ComposeForm, RuleChallengeForm, panel_choices
from casework.queries.people.panelists import appeal_panelists
from casework.record.state.eligibility import challenged_appeal_members, seated_appeal_panel


class SeatAppealPanelForm(ComposeForm):
    """If no more people may sit than the rules ask for, they are chosen when the form opens."""

    chair = PickOne(label=_("Chair"))
    members = PickMany(label=_("The two other members"))
    rota_reason = Reasons(label=_("Why these, if the rota named others"), required=False, max_length=2_000)

    def prepare(self) -> None:
        order = appeal_panelists(self.view, self.picker) if self.view else []
        self.offer(order)
        if self.view and len(order) == min(self.view.rules.bodies["appeal_panel"].sizes):
            self.initial["chair"], *self.initial["members"] = (one.person for one in order)


class ChallengeAppealMemberForm(ChallengeMemberForm):
    member = PickOne(
        label=_("Who should not decide the appeal?"),
        offer=lambda view: panel_choices(seated_appeal_panel(view) - challenged_appeal_members(view)),
    )


class RuleAppealChallengeForm(RuleChallengeForm):
    member = PickOne(label=_("Who was challenged"), offer=lambda view: panel_choices(challenged_appeal_members(view)))
