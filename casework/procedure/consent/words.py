"""The verbs of consent, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.procedure.consent import actions, forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.PROPOSE_CONSENT,
        action=actions.propose_consent,
        form=forms.ProposeConsentForm,
        label=_("Offer consent"),
        sentence=_(
            "The other side reads the offer and has 21 days. The reporter is asked for their views and has 14. Everything else"
            " waits meanwhile. Two offers can be made in a case."
        ),
    ),
    Step(
        verb=Verb.SIGN_CONSENT,
        form=forms.SignConsentForm,
        label=_("Sign the offer"),
        sentence=_(
            "Once both sides have signed and the reporter was heard, somebody who was not in the case decides whether the offer"
            " is right. Then the board votes on it, and may not go above it."
        ),
    ),
    Step(
        verb=Verb.COMMENT_ON_CONSENT,
        form=forms.CommentOnConsentForm,
        label=_("Say what you think of the offer"),
        sentence=_(
            "The person who decides on the offer has to read it first. You cannot stop the offer, and nobody can leave you out."
        ),
    ),
    Step(
        verb=Verb.ACCEPT_CONSENT,
        action=actions.accept_consent,
        form=forms.AcceptConsentForm,
        label=_("Approve the offer"),
        sentence=_(
            "The offer goes to the board: its admission stands for findings, its term for the recommendation. Both sides hear"
            " of the board's decision."
        ),
    ),
    Step(
        verb=Verb.REJECT_CONSENT,
        form=forms.RejectConsentForm,
        label=_("Say no to the offer"),
        sentence=_(
            "The offer ends and both sides are told. The case goes on where it was, as if nothing had been offered."
        ),
    ),
    Step(
        verb=Verb.RETURN_CONSENT,
        form=forms.ReturnConsentForm,
        label=_("Send the offer back, as the board voted"),
        sentence=_(
            "The case goes on where the offer was made, as if it had not been made, and both sides are told. Another offer can"
            " be made."
        ),
    ),
)
