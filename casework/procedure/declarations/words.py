"""The verbs of declarations, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.procedure.declarations import forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.DECLARE_INTERESTS,
        form=forms.DeclareInterestsForm,
        label=_("Declare whether you are free"),
        sentence=_(
            "If you are free, the papers open to you. Without an answer in five business days somebody else is asked; a"
            " member of the board who does not answer does not vote."
        ),
    ),
    Step(
        verb=Verb.RULE_DECLARATION,
        form=forms.RuleDeclarationForm,
        label=_("Rule on what somebody told"),
        sentence=_(
            "If it is harmless, this person decides and both sides read what you write for them. If not, this person leaves"
            " the case at once, and it goes no further."
        ),
    ),
)
