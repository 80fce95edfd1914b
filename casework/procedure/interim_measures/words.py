"""The verbs of interim measures, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Reasons, form_of
from casework.procedure.interim_measures import forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.PROPOSE_INTERIM,
        form=forms.ProposeInterimForm,
        label=_("Propose an interim measure"),
        sentence=_(
            "The respondent is told, and has 14 days to answer. Three other people decide. It is not a finding."
        ),
    ),
    Step(
        verb=Verb.ANSWER_INTERIM,
        form=form_of(
            answer=Reasons(
                label=_("Why should the measure not be taken, or not go on?"),
                help_text=_("The three people who decide on it read this. It is no answer to the allegations."),
                max_length=10_000,
            )
        ),
        label=_("Answer the interim measure"),
        sentence=_("The three people who decide on the measure read it before they decide, or look again."),
    ),
    Step(
        verb=Verb.IMPOSE_INTERIM,
        form=forms.ImposeInterimForm,
        label=_("Impose an interim measure"),
        sentence=_(
            "Two of the three have to agree. The respondent is told. It is looked at again within 90 days, lasts a year "
            "at most, and ends once the case is dismissed or its decision is final."
        ),
    ),
    Step(
        verb=Verb.REVIEW_INTERIM,
        form=forms.InterimReasonsForm,
        label=_("Let the interim measure go on"),
        sentence=_(
            "Two of the three have to agree. Ninety more days until it is looked at again; the respondent is told."
        ),
    ),
    Step(
        verb=Verb.LIFT_INTERIM,
        form=forms.InterimReasonsForm,
        label=_("End the interim measure"),
        sentence=_("Two of the three have to agree. It ends at once, or is not taken, and the respondent is told."),
    ),
)
