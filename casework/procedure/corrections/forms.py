"""Forms of slips, knowing falsehood and retaliation. One a verb."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Confirmed, Reasons, VerbForm
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
