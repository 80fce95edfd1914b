"""The verb of new evidence on an appeal, as people meet it."""

from django.utils.translation import gettext_lazy as _

from casework.procedure.appeal_evidence import actions, forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.OFFER_NEW_EVIDENCE,
        action=actions.offer_new_evidence,
        form=forms.OfferNewEvidenceForm,
        label=_("Offer new evidence on appeal"),
        sentence=_(
            "The chair of the appeal panel rules whether it is heard: it could not come before, and it can matter for a "
            "ground. The other side reads it, and why it comes now."
        ),
    ),
)
