"""The form with which each member of an appeal panel votes on the grounds."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, VerbForm
from casework.forms.fields import YesNo
from casework.queries.decisions.appeal_grounds import Grounds, grounds_of
from casework.record.state import CaseView


def heard_grounds(view: CaseView) -> Grounds:
    """Return the grounds that were found arguable, as choices."""
    return [one for one in grounds_of(view) if one[0] in view.appeal.arguable]


class VoteOnGroundsForm(VerbForm):
    """Asks of each ground that was heard whether it succeeds."""

    gives = frozenset({"codes"})

    def prepare(self) -> None:
        for code, meaning in heard_grounds(self.view) if self.view else ():
            self.fields[f"ground_{code}"] = YesNo(
                label=_("Does this ground succeed? %(ground)s") % {"ground": meaning},
                help_text=_("Yes: the ground succeeds. No: it fails."),
            )

    def step_input(self) -> Cleaned:
        return {"codes": [name.removeprefix("ground_") for name, succeeds in self.cleaned_data.items() if succeeds]}
