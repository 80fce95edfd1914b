"""Forms of more time to answer, of default, and of sending a notice again. One a verb."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Reasons, VerbForm
from casework.forms.notice import ServeNoticeForm
from casework.forms.screening import FrameAllegationForm
from casework.forms.service import CHANNELS, LetterForm
from casework.guards.service import ON_PAPER
from casework.vocabulary import Channel


class AskExtensionForm(VerbForm):
    """How many days more, and why."""

    days = forms.IntegerField(
        label=_("How many days more do you need?"),
        help_text=_("Up to 14 can be given by the investigator, up to 30 in all by a decider."),
        min_value=1,
        max_value=30,
    )
    reasons = Reasons(label=_("Why?"), max_length=2_000)


class ExtendResponseForm(VerbForm):
    """How many days more are given, and why."""

    days = forms.IntegerField(
        label=_("Days more"),
        help_text=_("The investigator gives 14 at most, a decider 30, all extensions together."),
        min_value=1,
        max_value=30,
    )
    good_cause = forms.BooleanField(
        label=_("Nobody asked in time, and there is good cause all the same (deciders only)"), required=False
    )
    reasons = Reasons(label=_("Why"), help_text=_("The respondent reads this."), max_length=2_000)


class ToldReasonsForm(VerbForm):
    """Reasons that the respondent reads."""

    reasons = Reasons(label=_("Reasons"), help_text=_("The respondent reads them."), max_length=5_000)


class AskToSetAsideForm(VerbForm):
    """Why no answer came."""

    cause = Reasons(
        label=_("Why did no answer come?"),
        help_text=_("A decider reads this. If the cause is good, you have the whole time to answer again."),
        max_length=5_000,
    )


class ServeNoticeAgainForm(VerbForm):
    """Another way to send the same notice."""

    channel = forms.TypedChoiceField(
        label=_("How it is sent now"),
        coerce=Channel,
        widget=forms.RadioSelect,
        choices=[(channel, words) for channel, words in CHANNELS.items() if channel in ON_PAPER],
    )
    words = Reasons(label=_("Words to the respondent"), max_length=10_000, required=False)


class AddAllegationForm(FrameAllegationForm, ServeNoticeForm):
    """One more allegation, with the copies it relies on."""

    waived = forms.BooleanField(
        label=_("It is out of time, and is admitted all the same for reasons that are recorded"), required=False
    )


class DirectServiceForm(LetterForm):
    """Another way that counts."""

    gives = frozenset({"about", "reader", "way", "reasons"})

    way = Reasons(label=_("Which way of sending will count?"), help_text=_("Leave the address out."), max_length=2_000)
    reasons = Reasons(label=_("Which two ways have failed, and why will this one do?"), max_length=2_000)
