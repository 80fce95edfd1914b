"""The verbs of withholding, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.procedure.row import Step
from casework.procedure.withholding import actions, forms
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.PROPOSE_WITHHOLDING,
        action=actions.propose_withholding,
        form=forms.ProposeWithholdingForm,
        label=_("Propose that something is withheld"),
        sentence=_(
            "A reviewer who decides nothing in this case rules within three business days. Until then no copy goes out, and "
            "nobody gets a letter."
        ),
    ),
    Step(
        verb=Verb.RULE_WITHHOLDING,
        action=actions.rule_withholding,
        form=forms.RuleWithholdingForm,
        label=_("Rule on what is withheld"),
        sentence=_(
            "If it is withheld, its gist goes into the bundle and both sides get your reasons; nobody who decides ever opens "
            "the document. If not, the officer prepares a copy for the member."
        ),
    ),
)
