"""Forms of what follows a decision: waivers, conditions, breaches, the register. One a verb."""

from collections.abc import Collection
from typing import ClassVar

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from casework.forms.base import PickOne, Reasons, VerbForm
from casework.forms.files import ANY_FILE, OneFile
from casework.procedure.monitoring.guards import UNFINISHED
from casework.record.state.sanctions import Condition
from casework.vocabulary import ClockName, ConditionState

STATES = {
    ConditionState.OPEN: _("open"),
    ConditionState.EVIDENCE_FILED: _("evidence filed"),
    ConditionState.OVERDUE: _("overdue"),
    ConditionState.MET: _("met"),
    ConditionState.UNMET: _("not met"),
}


class ConditionForm(VerbForm):
    """A form that offers the conditions in these `states`, each with its number among all."""

    states: ClassVar[Collection[ConditionState]] = tuple(ConditionState)
    condition = PickOne(label=_("Condition"))

    def prepare(self) -> None:
        self.set_choices(
            "condition",
            choices=[
                (str(one.id), self.words_for(n, one))
                for n, one in enumerate(self.view.sanctions.conditions if self.view else (), 1)
                if one.state in self.states
            ],
        )

    def words_for(self, number: int, one: Condition) -> str:
        return _("Condition %(n)s, %(state)s") % {"n": number, "state": STATES[one.state]}


class FileConditionEvidenceForm(ConditionForm):
    statement = Reasons(label=_("What you did, and when"))
    file = OneFile(label=_("A file that shows it"), required=False, help_text=ANY_FILE)


class VerifyConditionForm(ConditionForm):
    states = (ConditionState.EVIDENCE_FILED,)
    reasons = Reasons(label=_("Why the evidence is enough"))


class NoticeBreachForm(ConditionForm):
    broken = forms.BooleanField(
        label=_("It was broken by an act, before its day"),
        required=False,
        help_text=_("Do not tick this if its day has passed."),
    )
    particulars = Reasons(label=_("What happened, and when"))

    def words_for(self, number: int, one: Condition) -> str:
        """Name the day on which the condition is or was due, beside its state."""
        run = self.view.clock(ClockName.CONDITION, one.id) if self.view else None
        words = super().words_for(number, one)
        if self.view is None or run is None or run.due is None:
            return words
        return f"{words}, {_('due on %(day)s') % {'day': date_format(self.view.day_of(run.due), 'j F Y')}}"


class ReturnConditionEvidenceForm(ConditionForm):
    states = (ConditionState.EVIDENCE_FILED,)
    reasons = Reasons(label=_("What it lacks, and what would be enough"), help_text=_("The respondent reads this."))


class ExtendConditionForm(ConditionForm):
    states = UNFINISHED
    days = forms.IntegerField(label=_("More days"), min_value=1, max_value=365)
    reasons = Reasons(label=_("Why more time is given"), help_text=_("The respondent reads this."))


class ExplainBreachForm(VerbForm):
    statement = Reasons(
        label=_("What happened, as you see it"),
        help_text=_("The monitors read this, and the board if they ask it to decide."),
    )
    file = OneFile(label=_("A file that shows it"), required=False, help_text=ANY_FILE)


class ReasonsForm(VerbForm):
    reasons = Reasons(label=_("Reasons, with the evidence they rest on"))
