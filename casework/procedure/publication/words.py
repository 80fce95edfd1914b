"""The verbs of publication, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Reasons, form_of
from casework.procedure.publication import actions, forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.APPROVE_PUBLICATION_TEXT,
        action=actions.approve_publication_text,
        form=forms.ApprovePublicationTextForm,
        label=_("Approve the words for the register"),
        sentence=_("The adviser and the data protection officer must both approve the same words."),
    ),
    Step(
        verb=Verb.PUBLISH_SANCTION,
        action=actions.publish_sanction,
        form=forms.PublishSanctionForm,
        label=_("Publish the sanction"),
        sentence=_("Name, number, place, commitments, sanction and the approved words appear in the public register."),
    ),
    Step(
        verb=Verb.CORRECT_PUBLICATION,
        action=actions.correct_publication,
        form=form_of(
            text=Reasons(label=_("The words as they should read"), max_length=4_000),
            reasons=Reasons(label=_("What is wrong in the entry now"), max_length=4_000),
        ),
        label=_("Correct the entry in the register"),
        sentence=_(
            "The data protection officer signs too. The new words replace the old ones, with the day of the correction."
        ),
    ),
    Step(
        verb=Verb.WITHDRAW_PUBLICATION,
        form=form_of(ground=Reasons(label=_("Why is the entry withdrawn?"), max_length=4_000)),
        label=_("Withdraw the entry from the register"),
        sentence=_("The adviser signs too. The entry is gone at once. Both must approve new words to show it again."),
    ),
)
