"""The verbs of linked cases and withdrawal, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Confirmed, Reasons, form_of
from casework.procedure.linked_cases import actions, forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.ASK_WITHDRAWAL,
        form=form_of(
            wish=Reasons(
                label=_("Why, if you want to say"),
                help_text=_(
                    "Nobody may press you. If somebody does, say so here: only those who look after reporters read it."
                ),
                max_length=5_000,
                required=False,
            ),
            confirmed=Confirmed(
                label=_("I want to withdraw my report"),
                help_text=_(
                    "Your report goes on for 14 days. Then two people decide. Until then you can change your mind."
                ),
            ),
        ),
        label=_("Ask to withdraw your report"),
        sentence=_(
            "You can ask this at any time, and need not say why. Somebody who protects reporters asks you first whether "
            "anybody pressed you. Your report goes on for 14 days. Then two people decide. Until then you can change your mind."
        ),
    ),
    Step(
        verb=Verb.TAKE_BACK_WITHDRAWAL,
        form=form_of(confirmed=Confirmed(label=_("I do not want to withdraw my report any more"))),
        label=_("Do not withdraw after all"),
        sentence=_("Everything continues as before."),
    ),
    Step(
        verb=Verb.CHECK_COERCION,
        form=forms.CheckCoercionForm,
        label=_("Record a talk about pressure"),
        sentence=_("Nobody’s withdrawal is accepted before somebody has spoken with them in safety."),
    ),
    Step(
        verb=Verb.ACCEPT_WITHDRAWAL,
        form=form_of(
            no_adoption=Reasons(label=_("Why does the Society not go on with the case itself?"), max_length=5_000)
        ),
        label=_("Accept the withdrawal"),
        sentence=_("The protection officer signs too. The case is closed, and those who know of it are told."),
    ),
    Step(
        verb=Verb.RELEASE_COMPLAINT,
        form=forms.ReleaseComplaintForm,
        label=_("Let one reporter go"),
        sentence=_("The protection officer signs too. The case goes on with the other complaint."),
    ),
    Step(
        verb=Verb.ADOPT_CASE,
        form=form_of(
            interest=Reasons(label=_("Why does the public interest ask that the case goes on?"), max_length=5_000)
        ),
        label=_("Make it the Society’s own case"),
        sentence=_(
            "The case goes on even if the reporter wants it to end. The reporter stays protected, as its witness, and is told."
        ),
    ),
    Step(
        verb=Verb.ABATE_CASE,
        form=form_of(
            proof=Reasons(
                label=_("What proves the member’s death?"),
                help_text=_("The document, who issued it and when. The second person compares this with it."),
                max_length=2_000,
            )
        ),
        label=_("End the case: the member has died"),
        sentence=_("A second person signs. No finding follows, and findings that were final stand."),
    ),
    Step(
        verb=Verb.REOPEN_CASE,
        action=actions.reopen_case,
        form=forms.ReopenForm,
        label=_("Reopen the case"),
        sentence=_("Two reviewers sign. It is screened again, by other people, and the reporter is told."),
    ),
    Step(
        verb=Verb.REOPEN_TO_PANEL,
        form=forms.ReopenForm,
        label=_("Reopen the case before a new panel"),
        sentence=_("Two reviewers sign. A new panel is named, and both sides are told."),
    ),
    Step(
        verb=Verb.LINK_CASES,
        action=actions.link_cases,
        form=forms.LinkForm,
        label=_("Link to another case"),
        sentence=_(
            "Somebody who has a seat or is a party in one case is checked for conflicts in the other. A link opens nothing:"
            " nobody sees the report, the evidence or the letters of the other case because of it."
        ),
    ),
    Step(
        verb=Verb.SEVER_CASES,
        action=actions.sever_cases,
        form=forms.LinkForm,
        label=_("End the link to another case"),
        sentence=_("Each case goes on by itself."),
    ),
)
