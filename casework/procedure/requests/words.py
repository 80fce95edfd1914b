"""The verbs of the requests, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.procedure.requests import actions, forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.MAKE_REQUEST,
        action=actions.make_request,
        form=forms.MakeRequestForm,
        label=_("Ask for something"),
        sentence=_(
            "You get an answer with reasons within seven days. The case goes on meanwhile, but the first request for more time "
            "lets that time wait for its answer. The other side sees that something was asked for."
        ),
    ),
    Step(
        verb=Verb.WITHDRAW_REQUEST,
        form=forms.WithdrawRequestForm,
        label=_("Withdraw a request"),
        sentence=_("It is closed without an answer. You can ask again."),
    ),
    Step(
        verb=Verb.ANSWER_REQUEST,
        action=actions.answer_request,
        form=forms.AnswerRequestForm,
        label=_("Answer a request"),
        sentence=_("The side that asked gets your answer with the reasons. What you grant has its effect at once."),
    ),
    Step(
        verb=Verb.PRODUCE_DOCUMENT,
        form=forms.ProduceDocumentForm,
        label=_("Produce a document that was ordered"),
        sentence=_("Prepare a copy for the respondent first. Both sides are told that it is there, or why it is not."),
    ),
)
