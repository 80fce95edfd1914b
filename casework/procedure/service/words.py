"""The verbs of service, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.procedure.row import Step
from casework.procedure.service import forms
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.RECORD_SERVICE,
        form=forms.RecordServiceForm,
        label=_("Enter proof of service"),
        sentence=_(
            "Once a second person has confirmed the proof, the letter counts as served on the second business day after "
            "it was sent."
        ),
    ),
    Step(
        verb=Verb.RECORD_BOUNCE,
        form=forms.RecordBounceForm,
        label=_("Record that a letter did not arrive"),
        sentence=_("No time begins with it. Send the letter another way."),
    ),
    Step(
        verb=Verb.DIRECT_SERVICE,
        form=forms.DirectServiceForm,
        label=_("Direct another way of sending"),
        sentence=_("It counts once two people have entered its proof, so that the case can go on."),
    ),
)
