"""The verbs of findings and the recommendation, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Confirmed, Reasons, form_of
from casework.procedure.findings import actions, forms
from casework.procedure.findings.counting import refuse_unfounded
from casework.procedure.findings.factor_forms import NameFactorsForm
from casework.procedure.findings.opinion_forms import FirstViewForm, MinorityReasonsForm, OpinionForm
from casework.procedure.findings.recommendation_forms import RecommendSanctionForm
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.GIVE_FIRST_VIEW,
        action=actions.give_first_view,
        form=FirstViewForm,
        label=_("Form a first view"),
        button=_("Save my first view"),
        sentence=_(
            "Decide on each particular by yourself, before you hear the others. Nobody else reads it. A draft is not your view "
            "yet: press “Save my first view” at the end. Once saved, it stands as your draft under “Sign on each particular”: "
            "you change it there, and it is deleted when you sign."
        ),
    ),
    Step(
        verb=Verb.SIGN_FINDINGS,
        action=actions.sign_findings,
        form=OpinionForm,
        label=_("Sign on each particular"),
        sentence=_(
            "What happened, and whether it breaches the Code. Your first view stands here as your draft: you can change it and "
            "keep it as often as you like. A signature is for good. An allegation is proven only if a majority holds every "
            "essential particular and, of alternatives, the same one. Members who have not signed when the time ends leave the "
            "panel."
        ),
    ),
    Step(
        verb=Verb.WRITE_MINORITY_REASONS,
        action=actions.write_minority_reasons,
        form=MinorityReasonsForm,
        label=_("Write the reasons of a minority"),
        sentence=_(
            "You were outvoted on an allegation that is proven. The member, the board and an appeal panel read your reasons, "
            "without your name. You have seven days from the last signature."
        ),
    ),
    Step(
        verb=Verb.RECORD_FINDINGS,
        action=actions.record_findings,
        check=refuse_unfounded,
        form=forms.RecordFindingsForm,
        label=_("Save the findings"),
        sentence=_(
            "One finding for each allegation, as the panel signed, with its reasons, saved for good once a majority has signed "
            "these words. If something is proven, you name next what may weigh."
        ),
    ),
    Step(
        verb=Verb.NAME_FACTORS,
        form=NameFactorsForm,
        label=_("Name what may weigh"),
        sentence=_(
            "The member is told how grave the panel may call what is proven, the ranges that follow, and what may weigh, and "
            "has seven days to speak on it. Nothing else weighs."
        ),
    ),
    Step(
        verb=Verb.OPEN_HISTORY,
        action=actions.open_history,
        form=form_of(
            confirmed=Confirmed(
                label=_("Open the earlier decided cases of this member"),
                help_text=_("They may weigh in the sanction, never in a finding. Every reading is recorded."),
            )
        ),
        label=_("Open earlier cases"),
        sentence=_("Earlier decided cases of this member open to the panel, now that its findings cannot change."),
    ),
    Step(
        verb=Verb.CLOSE_NOT_PROVEN,
        form=form_of(
            reasons=Reasons(
                label=_("Reasons of the panel"),
                help_text=_("The respondent reads them. The reporter reads that it was not proven, and none of this."),
                max_length=20_000,
            )
        ),
        label=_("Close as not proven"),
        sentence=_(
            "The case is closed. Both sides are told, the respondent with the reasons. A majority of the panel signs."
        ),
    ),
    Step(
        verb=Verb.RECOMMEND_SANCTION,
        action=actions.recommend_sanction,
        form=RecommendSanctionForm,
        label=_("Recommend a sanction"),
        sentence=_(
            "The recommendation goes to the board, which may approve or lower it and never go above it. A majority "
            "of the panel signs."
        ),
    ),
    Step(
        verb=Verb.SUBMIT_ON_SANCTION,
        form=form_of(
            views=Reasons(
                label=_("What should the panel and the board know before a sanction is decided?"),
                help_text=_(
                    "What you have put right, what has changed, what a sanction would do. You can send this once."
                ),
                max_length=20_000,
            )
        ),
        label=_("Speak on the sanction"),
        sentence=_(
            "The panel reads it before it recommends anything, and the board before it decides. You can do this once."
        ),
    ),
)
