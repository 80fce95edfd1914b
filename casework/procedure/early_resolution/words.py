"""The verbs of early resolution, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.procedure.early_resolution import actions, forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.OFFER_EARLY_RESOLUTION,
        action=actions.offer_early_resolution,
        form=forms.OfferEarlyResolutionForm,
        label=_("Offer early resolution"),
        sentence=_(
            "Both sides are told, the respondent perhaps for the first time. They have 45 days. It can be offered once."
        ),
    ),
    Step(
        verb=Verb.PROPOSE_TERMS,
        form=forms.ProposeTermsForm,
        label=_("Put terms in writing"),
        sentence=_("Both sides read them and may accept. Terms that were accepted before no longer count."),
    ),
    Step(
        verb=Verb.ACCEPT_TERMS,
        form=forms.AcceptTermsForm,
        label=_("Accept the terms"),
        sentence=_("The case is closed once every side has accepted. What is said in talks is never evidence."),
    ),
    Step(
        verb=Verb.SETTLE_CASE,
        form=forms.SettleCaseForm,
        label=_("Close the case on the terms"),
        sentence=_("The case is closed as resolved early, and both sides are told."),
    ),
    Step(
        verb=Verb.TALKS_FAIL,
        form=forms.TalksFailForm,
        label=_("End the talks"),
        sentence=_("The case goes on where it was, and both sides are told. No reason is asked."),
    ),
)
