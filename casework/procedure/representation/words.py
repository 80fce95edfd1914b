"""The verbs of representation, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Confirmed, form_of
from casework.procedure.representation import actions, forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.APPOINT_REPRESENTATIVE,
        action=actions.appoint_representative,
        form=forms.AppointRepresentativeForm,
        label=_("Name a representative"),
        sentence=_(
            "They are asked whether they can. Once they accept, they read what you read and get a copy of your letters. Your "
            "times count from what reaches you, not them. It ends on the last day by itself."
        ),
    ),
    Step(
        verb=Verb.ACCEPT_REPRESENTATION,
        form=form_of(
            confirmed=Confirmed(
                label=_("I speak for nobody else in this case, and nothing ties me to anybody else in it"),
                help_text=_(
                    "Your letter says for whom you are asked to speak. If you cannot, end the representation instead."
                ),
            )
        ),
        label=_("Accept the representation"),
        sentence=_("From now on you read what the member reads, and get a copy of each letter to them."),
    ),
    Step(
        verb=Verb.END_REPRESENTATION,
        form=form_of(confirmed=Confirmed(label=_("The representation ends now"))),
        label=_("End the representation"),
        sentence=_("The representative sees nothing of the case from now on. The member is told."),
    ),
)
