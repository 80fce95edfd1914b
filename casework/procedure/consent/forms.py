"""Forms of consent, one a verb."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, Confirmed, Reasons, VerbForm
from casework.forms.dates import DateParts
from casework.forms.terms import TermsForm
from casework.procedure.consent.guards import range_of_an_admission
from casework.procedure.panel.forms import HearingDayForm
from casework.record.state import CaseView
from casework.vocabulary import CaseState

LAST = ["admission", "wording", "reasons"]
RANGE = _("For what would be admitted the range is %(range)s.")
ONE = _("For what would be admitted only %(range)s is in the range.")


class ProposeConsentForm(TermsForm):
    template_name = "casework/steps/terms_form.html"

    admission = Reasons(
        label=_("What is admitted"),
        help_text=_("Every allegation in the case, each with what was done. It names no reporter."),
        max_length=20_000,
    )
    wording = Reasons(
        label=_("The term in words"),
        help_text=_("As the decision will say it. The reporter reads this too."),
        max_length=20_000,
    )
    reasons = Reasons(label=_("Why this is right, also for the reporter and the public"), max_length=10_000)

    def prepare(self) -> None:
        super().prepare()
        self.fields["level"].label = _("Level of the term")
        self.fields["level"].help_text = _describe_range(self.view)
        self._offer_lawful_levels()
        self.order_fields([name for name in self.fields if name not in LAST] + LAST)

    def _offer_lawful_levels(self) -> None:
        """Offer the levels inside the range alone, with what they need, and say the range to somebody who sends another one."""
        scale = range_of_an_admission(self.view) if self.view else None
        if self.view is None or scale is None:
            return
        self.keep_to([level for level in self.view.rules.ladder if level in scale])
        self.fields["level"].error_messages["invalid_choice"] = _describe_range(self.view)

    def step_input(self) -> Cleaned:
        return self.terms_input() | {name: self.cleaned_data[name] for name in LAST}


class SignConsentForm(VerbForm):
    offer = forms.UUIDField(widget=forms.HiddenInput)
    confirmed = Confirmed(
        label=_("I have read the offer and sign it as it stands"),
        help_text=_(
            "On the respondent's side this is a full admission. There is then no hearing, and no appeal except for fraud or"
            " bias. Until it is approved, either side can still say no."
        ),
    )

    def prepare(self) -> None:
        """Bind the page to the offer that is open when the page is read."""
        offer = self.view.consent.open_offer if self.view else None
        self.fields["offer"].initial = offer.id if offer else None


class ReturnConsentForm(HearingDayForm):
    field_order = ("defect", "hearing_on", "hearing_at", "hearing_minutes")
    defect = Reasons(label=_("The defect that has to be put right"), max_length=20_000)
    hearing_on = DateParts(
        label=_("New day of the hearing"), help_text=_("More than 30 days ahead, so that both sides have notice.")
    )

    def prepare(self) -> None:
        super().prepare()
        offer = self.view.consent.accepted_offer if self.view else None
        if self.view and (offer is None or offer.made_in is not CaseState.HEARING):
            for name in ("hearing_on", "hearing_at", "hearing_minutes"):
                del self.fields[name]


def _describe_range(view: CaseView | None) -> str:
    scale = range_of_an_admission(view) if view else None
    if scale is None:
        return ""
    return str(ONE if scale.low == scale.high else RANGE) % {"range": scale.words}
