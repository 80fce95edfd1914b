"""The verbs of screening, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework.forms.base import Reasons, form_of
from casework.procedure.row import Step
from casework.procedure.screening import actions, forms
from casework.procedure.screening.against_the_sheet import refuse_scope_at_first
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.TRIAGE_CASE,
        action=actions.triage_case,
        form=forms.TriageCaseForm,
        label=_("Record the risk"),
        sentence=_(
            "Answer the risk questions before the name fields are shown. The story itself may name people. The fields are "
            "shown once this is saved, so it can never be changed."
        ),
    ),
    Step(
        verb=Verb.READ_BLIND,
        form=forms.TriageCaseForm,
        label=_("Read blind"),
        sentence=_(
            "Read what was reported and answer the same questions as the first reader, whose answers you do not see. Your "
            "answers change nothing in the case: they are compared with the first ones. After this you do not see the case."
        ),
        button=_("Save your answers"),
    ),
    Step(
        verb=Verb.IDENTIFY_RESPONDENT,
        action=actions.identify_respondent,
        form=forms.IdentifyRespondentForm,
        label=_("Say who this is about"),
        done=_("It is recorded who this is about."),
        sentence=_(
            "The case is tied to the oaths that this member has signed, and everybody who could see "
            "it is compared with them again. The member is not told."
        ),
    ),
    Step(
        verb=Verb.FRAME_ALLEGATION,
        action=actions.frame_allegation,
        form=forms.FrameAllegationForm,
        label=_("Frame an allegation"),
        sentence=_(
            "One commitment, one period, one act. It is tied to the edition of the Code that the "
            "member had sworn to at the time."
        ),
    ),
    Step(
        verb=Verb.SCOPE_ALLEGATION,
        form=forms.ScopeAllegationForm,
        check=refuse_scope_at_first,
        label=_("Decide the scope of an allegation"),
        sentence=_("If it were true, would it breach this commitment? Nobody outside is told yet."),
    ),
    Step(
        verb=Verb.DECIDE_IDENTITY,
        action=actions.decide_identity,
        form=forms.DecideIdentityForm,
        label=_("Decide about the reporter’s identity"),
        sentence=_(
            "Record what was decided after the reporter was asked. The reporter is told. Only after "
            "this can a notice be served."
        ),
    ),
    Step(
        verb=Verb.OPEN_INVESTIGATION,
        action=actions.open_investigation,
        form=forms.OpenInvestigationForm,
        label=_("Open the investigation"),
        sentence=_("An investigator takes over, and 90 days begin. Screening sees the headings only from now on."),
    ),
    Step(
        verb=Verb.REQUEST_INFORMATION,
        form=form_of(
            items=Reasons(
                label=_("What you need, item by item"),
                help_text=_("The reporter reads this. Ask only for what they have or know themselves."),
                max_length=5_000,
            )
        ),
        label=_("Ask the reporter for something"),
        sentence=_(
            "The reporter has 14 days from the letter’s arrival. The time for the screening waits meanwhile. "
            "You can ask twice in a case."
        ),
    ),
    Step(
        verb=Verb.EXTEND_INFORMATION,
        form=form_of(reasons=Reasons(label=_("Why"), help_text=_("The reporter reads this."), max_length=2_000)),
        label=_("Give the reporter more time"),
        sentence=_("Fourteen days are added, once in each round. The reporter is told."),
    ),
    Step(
        verb=Verb.SUPPLY_INFORMATION,
        action=actions.supply_information,
        form=forms.SupplyInformationForm,
        label=_("Answer what we asked for"),
        sentence=_("Your report goes on being looked at. That you have nothing more is an answer too."),
    ),
    Step(
        verb=Verb.SPLIT_ALLEGATION,
        action=actions.split_allegation,
        form=forms.SplitAllegationForm,
        label=_("Split an allegation"),
        sentence=_(
            "Each part falls under what was sworn to on its own days, and its scope is decided again. A "
            "part without an oath ends."
        ),
    ),
    Step(
        verb=Verb.EXTEND_INVESTIGATION,
        form=forms.ExtendInvestigationForm,
        label=_("Give the investigation more time"),
        sentence=_("A decider signs too. Both sides, as far as they know of the case, are told why."),
    ),
)
