"""Forms of what follows a decision: waivers, conditions, breaches, the register. One a verb."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.vocabulary import Office
from casework.forms.base import Confirmed, Reasons, VerbForm
from casework.forms.dates import DateParts
from casework.guards.publication import longest_display
from casework.queries.candidates import candidates
from casework.vocabulary import ConditionState, Seat

STATES = {
    ConditionState.OPEN: _("open"),
    ConditionState.EVIDENCE_FILED: _("evidence filed"),
    ConditionState.OVERDUE: _("overdue"),
    ConditionState.MET: _("met"),
    ConditionState.UNMET: _("not met"),
}


class WaiveSocietyAppealForm(VerbForm):
    """The Society's word that it will not appeal."""

    confirmed = Confirmed(label=_("The Society will not appeal against this decision"))


class WaiveAppealForm(VerbForm):
    """The respondent's word that there will be no appeal."""

    confirmed = Confirmed(
        label=_("I will not appeal against this decision"),
        help_text=_("The decision becomes final at once. You cannot take this back."),
    )


class ConditionForm(VerbForm):
    """Which condition this is about."""

    condition = forms.TypedChoiceField(label=_("Condition"), coerce=UUID, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the conditions of the sanction."""
        super().__init__(*args, **kwargs)
        sanction = self.facts.sanctions.current if self.facts else None
        self.fields["condition"].choices = [  # type: ignore[attr-defined]
            (str(c.id), _("Condition %(n)s, %(state)s") % {"n": n, "state": STATES[c.state]})
            for n, c in enumerate(sanction.conditions if sanction else (), 1)
        ]


class FileConditionEvidenceForm(ConditionForm):
    """How a condition was met, with a file where there is one."""

    statement = Reasons(label=_("What you did, and when"))
    file = forms.FileField(
        label=_("A file that shows it"), required=False, help_text=_("PDF, Word, JPG or PNG, up to 20 MB.")
    )


class VerifyConditionForm(ConditionForm):
    """That the evidence shows a condition met."""

    reasons = Reasons(label=_("Why the evidence is enough"))


class NoticeBreachForm(ConditionForm):
    """Which condition is said to be broken, how and when."""

    broken = forms.BooleanField(
        label=_("It was broken by an act, before its day"),
        required=False,
        help_text=_("Leave empty when its day has passed."),
    )
    particulars = Reasons(label=_("What happened, and when"))


class ReturnConditionEvidenceForm(ConditionForm):
    """What the evidence on a condition lacks."""

    reasons = Reasons(label=_("What it lacks, and what would be enough"), help_text=_("The respondent reads this."))


class ExtendConditionForm(ConditionForm):
    """How much more time a condition gets, and why."""

    days = forms.IntegerField(label=_("Days more"), min_value=1, max_value=365)
    reasons = Reasons(label=_("Why more time is given"), help_text=_("The respondent reads this."))


class ExplainBreachForm(VerbForm):
    """The respondent's account of what is said to be a breach."""

    statement = Reasons(
        label=_("What happened, as you see it"),
        help_text=_("The monitors read this, and the board if they ask it to decide."),
    )
    file = forms.FileField(
        label=_("A file that shows it"), required=False, help_text=_("PDF, Word, JPG or PNG, up to 20 MB.")
    )


class WithdrawBreachNoticeForm(VerbForm):
    """Why a notice of breach is taken back."""

    reasons = Reasons(label=_("Why the notice is taken back"), help_text=_("The respondent reads this."))


class LiftSanctionForm(VerbForm):
    """What was put back in the register of members."""

    note = Reasons(label=_("What was put back: standing, seats, credentials, voting rights"), max_length=4_000)


class ReasonsForm(VerbForm):
    """Written reasons, nothing else."""

    reasons = Reasons(label=_("Reasons, with the evidence they rest on"))


class CompleteMonitoringForm(VerbForm):
    """That all is met and over."""

    confirmed = Confirmed(label=_("Every condition was verified, and every term is over"))


class ApplySanctionForm(VerbForm):
    """What was changed in the register of members."""

    note = Reasons(label=_("What was changed: standing, seats, credentials, voting rights"), max_length=4_000)


class SeatAppealPanelForm(VerbForm):
    """Three people who had nothing to do with the case, one of them in the chair, one of them lay."""

    chair = forms.TypedChoiceField(label=_("Chair"), coerce=UUID)
    members = forms.TypedMultipleChoiceField(
        label=_("The two other members"), coerce=UUID, widget=forms.CheckboxSelectMultiple
    )
    rota_reason = Reasons(label=_("Why these, if the rota named others"), required=False, max_length=2_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer those who are free."""
        super().__init__(*args, **kwargs)
        free = candidates(Office.APPEAL_PANELIST, Seat.APPEAL_MEMBER, self.facts) if self.facts else []
        self.fields["chair"].choices = self.fields["members"].choices = free  # type: ignore[attr-defined]


class ApprovePublicationTextForm(VerbForm):
    """The words for the register."""

    text = Reasons(
        label=_("Words for the public register"),
        help_text=_(
            "Leave empty to approve the words that the other of the two has approved; you find them among the papers."
        ),
        required=False,
        max_length=4_000,
    )


class PublishSanctionForm(VerbForm):
    """Until when the entry is shown, and that it points at nobody else."""

    expires_on = DateParts(
        label=_("Last day in the register"),
        required=False,
        help_text=_("Leave empty only for an expulsion, which is shown until readmission."),
    )
    nobody_else = Confirmed(passed_on=True, label=_("A reader could not recognise anybody else from these words"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say up to which day the rulebook shows the sanction."""
        super().__init__(*args, **kwargs)
        longest = longest_display(self.facts) if self.facts else None
        if longest:
            said = _("The rulebook lets it be shown until %(day)s at the latest. %(more)s")
            day = date_format(longest, "j F Y")
            self.fields["expires_on"].help_text = said % {"day": day, "more": self.fields["expires_on"].help_text}

    def clean_expires_on(self) -> date | None:
        """Return the day, or None."""
        return self.cleaned_data["expires_on"] or None


class CorrectPublicationForm(VerbForm):
    """The words as they should read, and what was wrong."""

    text = Reasons(label=_("The words as they should read"), max_length=4_000)
    reasons = Reasons(label=_("What is wrong in the entry now"), max_length=4_000)


class WithdrawPublicationForm(VerbForm):
    """Why the entry goes before its time."""

    ground = Reasons(label=_("Why is the entry withdrawn?"), max_length=4_000)


class NothingForm(VerbForm):
    """Nothing needs typing."""
