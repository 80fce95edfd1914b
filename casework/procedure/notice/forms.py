"""Forms of the notice and the answer, one a verb."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, Confirmed, PickMany, Reasons, VerbForm
from casework.forms.particulars import Particulars
from casework.procedure.evidence.forms import copies_of
from casework.procedure.screening.forms import FrameAllegationForm
from casework.procedure.service.forms import CHANNELS
from casework.procedure.service.guards import ON_PAPER
from casework.queries.wording.short_labels import short_label
from casework.vocabulary import AllegationState, Channel, Verb

NO_COPY = _("The notice needs evidence, and no copy for the respondent is prepared yet.")
OF_COPIES = {"evidence": Verb.DISCLOSE_EVIDENCE}


def _evidence() -> PickMany:
    return PickMany(
        label=_("Evidence relied on"),
        help_text=_(
            "The copies that were prepared for the respondent. Is there none? “Prepare a copy for the respondent” comes first."
        ),
        offer=copies_of,
    )


def _words() -> Reasons:
    return Reasons(
        label=_("Words to the respondent"),
        help_text=_("Only if something needs saying beyond the allegations. No threat, and no word of a finding."),
        max_length=10_000,
        required=False,
    )


class ServeNoticeForm(VerbForm):
    """Asks for the particulars, the copies of evidence and free words. Commitment, edition, act and days come from the
    allegations.
    """

    nothing, brought_by = NO_COPY, OF_COPIES

    evidence = _evidence()
    words = _words()

    gives = frozenset({"evidence", "words", "particulars"})

    def prepare(self) -> None:
        """Ask for the particulars of each allegation in scope, in the order framed."""
        self.alleged = self.view.allegations.in_state(AllegationState.IN_SCOPE) if self.view else ()
        for one in self.alleged:
            words = _("Particulars of the allegation under %(what)s") % {"what": short_label(one)}
            self.fields[f"particulars_{one.id.hex}"] = Particulars(label=words)

    def step_input(self) -> Cleaned:
        typed = {one.id: self.cleaned_data[f"particulars_{one.id.hex}"] for one in self.alleged}
        return {**{name: self.cleaned_data[name] for name in ("evidence", "words")}, "particulars": typed}


class AcknowledgeNoticeForm(VerbForm):
    confirmed = Confirmed(label=_("I have opened the notice"), help_text=_("This admits nothing."))


class ToldReasonsForm(VerbForm):
    reasons = Reasons(label=_("Reasons"), help_text=_("The respondent reads them."), max_length=5_000)


class ServeNoticeAgainForm(VerbForm):
    channel = forms.TypedChoiceField(
        label=_("How it is sent now"),
        coerce=Channel,
        widget=forms.RadioSelect,
        choices=[(channel, words) for channel, words in CHANNELS.items() if channel in ON_PAPER],
    )
    words = Reasons(label=_("Words to the respondent"), max_length=10_000, required=False)


class AddAllegationForm(FrameAllegationForm):
    nothing, brought_by = NO_COPY, OF_COPIES

    particulars = Particulars(label=_("Particulars"))
    evidence = _evidence()
    words = _words()
    waived = forms.BooleanField(
        label=_("It is out of time, but is admitted for reasons that are recorded"), required=False
    )
