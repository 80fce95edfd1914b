"""Forms of service, one a verb."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, Reasons, VerbForm
from casework.forms.dates import DateParts
from casework.procedure.service.guards import ON_PAPER
from casework.record.clocks import SERVED_ON
from casework.record.state import CaseView
from casework.vocabulary import Channel, Seat

CHANNELS = {
    Channel.MAIL: _("By e-mail"),
    Channel.POST: _("By post"),
    Channel.COURIER: _("By courier"),
    Channel.BY_HAND: _("By hand"),
    Channel.DIRECTED: _("As was directed"),
}
ON_PAPER_CHANNELS = [(channel, words) for channel, words in CHANNELS.items() if channel in ON_PAPER]


class LetterForm(VerbForm):
    """Asks for a letter that starts a clock and whose arrival is not proven yet. Cleans to `about` and `reader`."""

    letter = forms.ChoiceField(label=_("Which letter"), widget=forms.RadioSelect)

    def prepare(self) -> None:
        self.set_choices("letter", choices=letter_choices(self.view) if self.view else [])

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        if "letter" in cleaned:
            about, reader = cleaned.pop("letter").split(":")
            cleaned |= {"about": UUID(about), "reader": Seat(reader)}
        return cleaned


class RecordServiceForm(LetterForm):
    gives = frozenset({"about", "reader", "channel", "posted_on", "proof"})

    channel = forms.TypedChoiceField(
        label=_("How it was sent"), coerce=Channel, widget=forms.RadioSelect, choices=ON_PAPER_CHANNELS
    )
    posted_on = DateParts(label=_("Day on which it was sent"))
    proof = Reasons(
        label=_("What the proof says"),
        help_text=_(
            "The number on the receipt, the day on it, and what was signed. Leave the address out. The second person"
            " compares this with the paper."
        ),
        max_length=2_000,
    )

    def prepare(self) -> None:
        super().prepare()
        if self.view and self.view.service.directed:
            self.set_choices("channel", choices=[*ON_PAPER_CHANNELS, (Channel.DIRECTED, CHANNELS[Channel.DIRECTED])])


class RecordBounceForm(LetterForm):
    gives = frozenset({"about", "reader", "channel"})

    channel = forms.TypedChoiceField(
        label=_("How it was sent"), coerce=Channel, widget=forms.RadioSelect, choices=list(CHANNELS.items())
    )


def letter_choices(view: CaseView) -> list[tuple[str, str]]:
    """Return the letters for which a running clock waits, each once, as the event and its reader."""
    found: dict[str, list[str]] = {}
    for run in view.clocks:
        if run.running and run.counts_from is None and run.name in SERVED_ON:
            key = f"{run.about}:{SERVED_ON[run.name]}"
            found.setdefault(key, [str(SERVED_ON[run.name].label)]).append(str(run.name.label))
    return [(key, f"{words[0]}: {', '.join(words[1:])}") for key, words in found.items()]


class DirectServiceForm(LetterForm):
    gives = frozenset({"about", "reader", "way", "reasons"})

    way = Reasons(label=_("Which way of sending will count?"), help_text=_("Leave the address out."), max_length=2_000)
    reasons = Reasons(label=_("Which two ways have failed, and why will this one do?"), max_length=2_000)
