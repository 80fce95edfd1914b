"""The verbs of membership, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Confirmed, form_of
from casework.forms.dates import DateParts
from casework.procedure.membership import forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.RECORD_STANDING,
        form=forms.RecordStandingForm,
        label=_("Record the member’s standing"),
        sentence=_("The case goes on with any standing. Conditions and terms wait for a member who has left."),
    ),
    Step(
        verb=Verb.DEFER_RESIGNATION,
        form=form_of(received_on=DateParts(label=_("Day on which the resignation came in"))),
        label=_("Defer a resignation"),
        sentence=_("The resignation waits for the end of the case, and every time runs on. The respondent is told."),
    ),
    Step(
        verb=Verb.ACCEPT_RESIGNATION,
        form=form_of(
            confirmed=Confirmed(
                label=_("The resignation takes effect"), help_text=_("Enter it in the register as well.")
            )
        ),
        label=_("Accept the resignation"),
        sentence=_("The case is over, so the resignation that waited takes effect."),
    ),
)
