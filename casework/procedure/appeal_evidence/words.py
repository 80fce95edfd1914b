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
            "The chair of the appeal panel decides whether to admit it. It must be new since the decision, or something "
            "you could not have brought before, and it must matter to a ground. The other side reads it and your reason."
        ),
    ),
)
