"""The steps of the panel, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework import actions
from casework.forms import deliberation, hearing, panel, recommendation
from casework.verbs.step import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.NAME_PANEL,
        action=actions.name_panel,
        form=panel.NamePanelForm,
        label=_("Name the panel"),
        sentence=_(
            "The people you name see the case from now on. A panel named before is replaced, and the new list is sent."
        ),
    ),
    Step(
        verb=Verb.SERVE_PANEL_LIST,
        form=panel.ServePanelListForm,
        label=_("Send the list of the panel"),
        sentence=_(
            "Both sides are told who is to sit. They have ten days from the list’s arrival to challenge a member."
        ),
    ),
    Step(
        verb=Verb.FORM_PANEL,
        form=panel.FormPanelForm,
        label=_("Form the panel and call the hearing"),
        sentence=_(
            "The panel stands, and both sides are called to the hearing, at least 30 days after the notice arrives."
        ),
    ),
    Step(
        verb=Verb.DISSOLVE_PANEL,
        form=panel.DissolvePanelForm,
        label=_("Dissolve the panel"),
        sentence=_("A new panel has to be named and the hearing held again. Saved findings are annulled unseen."),
    ),
    Step(
        verb=Verb.SERVE_BUNDLE,
        form=hearing.ServeBundleForm,
        label=_("Serve the bundle"),
        sentence=_(
            "The respondent and the panel receive these documents. A finding rests on them, or on an admission."
        ),
    ),
    Step(
        verb=Verb.OPEN_HEARING,
        form=hearing.OpenHearingForm,
        label=_("Open the hearing"),
        sentence=_("The hearing begins. Every member of the panel has to be here."),
    ),
    Step(
        verb=Verb.RECORD_ATTENDANCE,
        form=hearing.RecordAttendanceForm,
        label=_("Record a sitting"),
        sentence=_("One record for each sitting: who of the panel attended all of it, and who else was there."),
    ),
    Step(
        verb=Verb.OPEN_DELIBERATION,
        form=hearing.OpenDeliberationForm,
        label=_("Close the hearing and deliberate"),
        sentence=_("The panel withdraws. It has 14 days for its findings."),
    ),
    Step(
        verb=Verb.RECORD_FINDINGS,
        action=actions.record_findings,
        form=deliberation.RecordFindingsForm,
        label=_("Save the findings"),
        sentence=_(
            "One finding for each charge, saved for good once a majority of the panel has signed. If something is "
            "proven, the respondent has 14 days to speak on the sanction."
        ),
    ),
    Step(
        verb=Verb.OPEN_HISTORY,
        action=actions.open_history,
        form=deliberation.OpenHistoryForm,
        label=_("Open earlier cases"),
        sentence=_("Earlier decided cases of this member open to the panel, now that its findings cannot change."),
    ),
    Step(
        verb=Verb.CLOSE_NOT_PROVEN,
        form=deliberation.CloseNotProvenForm,
        label=_("Close as not proven"),
        sentence=_(
            "The case is closed. Both sides are told, the respondent with the reasons. A majority of the panel signs."
        ),
    ),
    Step(
        verb=Verb.RECOMMEND_SANCTION,
        action=actions.recommend_sanction,
        form=recommendation.RecommendSanctionForm,
        label=_("Recommend a sanction"),
        sentence=_(
            "The recommendation goes to the board, which may approve or lower it and never go above it. A majority "
            "of the panel signs."
        ),
    ),
)
