"""The verbs of consent, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Confirmed, Reasons, form_of
from casework.procedure.consent import actions, forms
from casework.procedure.row import Step, always
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
        binds=always,
        label=_("Sign the offer"),
        sentence=_(
            "Once both sides have signed and the reporter was heard, somebody who did not investigate the case decides whether"
            " the offer is right. Then the board votes on it, and may not go above it."
        ),
    ),
    Step(
        verb=Verb.COMMENT_ON_CONSENT,
        form=form_of(
            comment=Reasons(
                label=_("What you think of the offer"),
                help_text=_(
                    "The investigator and the person who approves the offer read this. The respondent does not."
                ),
            )
        ),
        label=_("Say what you think of the offer"),
        sentence=_(
            "The person who decides on the offer has to read it first. You cannot stop the offer, and nobody can leave you out."
        ),
    ),
    Step(
        verb=Verb.ACCEPT_CONSENT,
        action=actions.accept_consent,
        form=form_of(
            reasons=Reasons(
                label=_("Why the offer is right"),
                help_text=_("The board reads this, and after its decision the respondent. It names no reporter."),
                max_length=20_000,
            )
        ),
        label=_("Approve the offer"),
        sentence=_(
            "The offer goes to the board: its admission stands for findings, its term for the recommendation. Both sides hear"
            " of the board's decision."
        ),
    ),
    Step(
        verb=Verb.REJECT_CONSENT,
        form=form_of(
            reasons=Reasons(
                label=_("Why not"),
                help_text=_("A side need not say why. The person who had to approve the offer must."),
                required=False,
            ),
            confirmed=Confirmed(
                label=_("The offer ends here"),
                help_text=_("The case goes on where it was. No panel learns that there was an offer."),
            ),
        ),
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
