"""Forms of slips, knowing falsehood and retaliation. One a verb."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, Confirmed, Reasons, VerbForm
from casework.forms.dates import DateParts


class ReferBadFaithForm(VerbForm):
    who = forms.CharField(
        label=_("Whom is it about?"),
        help_text=_("A name, or “the person who reported” where the name is sealed."),
        max_length=200,
    )
    falsehood = Reasons(
        label=_("What was said, and what shows that they knew it to be false"),
        help_text=_("That something was not proven shows nothing of the kind."),
    )
    said_on = DateParts(label=_("Day on which it was said"))
    shown = Confirmed(passed_on=True, label=_("The evidence is clear"))


class ReportRetaliationForm(VerbForm):
    detriment = Reasons(
        label=_("What happened to you?"),
        help_text=_(
            "The person who treats you worse has to show another reason for it. You need not prove why they did it."
        ),
    )
    who = forms.CharField(
        label=_("Who did it?"), help_text=_("Leave empty if you do not know."), max_length=200, required=False
    )
    first_day = DateParts(label=_("Day on which it happened or began"))


TREATED = {"no": _("No"), "yes": _("Yes, I am treated worse"), "unsure": _("I am not sure")}


class SayHowItIsForm(VerbForm):
    """Two questions to a reporter after the case: whether they are treated worse, and how it was."""

    gives = frozenset({"treated", "experience"})
    treated = forms.ChoiceField(
        label=_("Does anybody treat you worse because you reported?"),
        choices=list(TREATED.items()),
        help_text=_("If so, report that too: then other people look into it."),
        widget=forms.RadioSelect,
    )
    experience = Reasons(
        label=_("How was it for you, from your report to the end?"),
        help_text=_("What was good, what should we do better, did a letter not reach you? Leave it empty if you like."),
        max_length=4_000,
        required=False,
    )

    def step_input(self) -> Cleaned:
        return {"treated": str(TREATED[self.cleaned_data["treated"]]), "experience": self.cleaned_data["experience"]}
