"""The verbs of linked cases and withdrawal, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.procedure.linked_cases import actions, forms
from casework.procedure.row import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.ASK_WITHDRAWAL,
        form=forms.AskWithdrawalForm,
        label=_("Ask to withdraw your report"),
        sentence=_(
            "Asking stops nothing. After 14 days two people decide, and somebody speaks with you first. "
            "You can take it back."
        ),
    ),
    Step(
        verb=Verb.TAKE_BACK_WITHDRAWAL,
        form=forms.TakeBackWithdrawalForm,
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
        form=forms.AcceptWithdrawalForm,
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
        form=forms.AdoptCaseForm,
        label=_("Make it the Society’s own case"),
        sentence=_(
            "The case goes on whatever the reporter wishes. The reporter stays protected, as its witness, and is told."
        ),
    ),
    Step(
        verb=Verb.ABATE_CASE,
        form=forms.AbateCaseForm,
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
        sentence=_("Officers and parties of each case count in the other. Neither side sees the other case."),
    ),
    Step(
        verb=Verb.SEVER_CASES,
        action=actions.sever_cases,
        form=forms.LinkForm,
        label=_("End the link to another case"),
        sentence=_("Each case goes on by itself."),
    ),
)
