"""The steps of intake and screening, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework import actions
from casework.forms import dismissal as dismissal_forms
from casework.forms import monitoring as monitoring_forms
from casework.forms import screening as screening_forms
from casework.verbs.step import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.ACKNOWLEDGE_COMPLAINT,
        action=actions.acknowledge_complaint,
        form=monitoring_forms.NothingForm,
        label=_("Acknowledge the report"),
        sentence=_(
            "The reporter is told that the report is being looked at. The rota seats two screeners, "
            "and 21 days for the screening begin."
        ),
    ),
    Step(
        verb=Verb.TRIAGE_CASE,
        form=screening_forms.TriageCaseForm,
        label=_("Record the risk"),
        sentence=_("Answer the risk questions with the names hidden. Names are shown once this is saved."),
    ),
    Step(
        verb=Verb.IDENTIFY_RESPONDENT,
        action=actions.identify_respondent,
        form=screening_forms.IdentifyRespondentForm,
        label=_("Say who this is about"),
        sentence=_(
            "The case is tied to the oaths that this member has signed, and everybody who could see "
            "it is compared with them again. The member is not told."
        ),
    ),
    Step(
        verb=Verb.FRAME_ALLEGATION,
        action=actions.frame_allegation,
        form=screening_forms.FrameAllegationForm,
        label=_("Frame an allegation"),
        sentence=_(
            "One commitment, one period, one act. It is tied to the edition of the Code that the "
            "member had sworn to at the time."
        ),
    ),
    Step(
        verb=Verb.SCOPE_ALLEGATION,
        form=screening_forms.ScopeAllegationForm,
        label=_("Decide the scope of an allegation"),
        sentence=_("If it were true, would it breach this commitment? Nobody outside is told yet."),
    ),
    Step(
        verb=Verb.DECIDE_IDENTITY,
        form=screening_forms.DecideIdentityForm,
        label=_("Decide about the reporter’s identity"),
        sentence=_(
            "Record what was decided after the reporter was asked. The reporter is told. Only after "
            "this can a notice be served."
        ),
    ),
    Step(
        verb=Verb.OPEN_INVESTIGATION,
        action=actions.open_investigation,
        form=screening_forms.OpenInvestigationForm,
        label=_("Open the investigation"),
        sentence=_("An investigator takes over, and 90 days begin. Screening sees the headings only from now on."),
    ),
    Step(
        verb=Verb.DISMISS_CASE,
        form=dismissal_forms.DismissCaseForm,
        label=_("Dismiss the case"),
        sentence=_(
            "Two screeners sign. The reporter gets the reasons and 28 days to ask for a review. The "
            "member is told nothing."
        ),
    ),
)
