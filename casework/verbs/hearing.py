"""The steps of panel, hearing and deliberation, as people meet them."""

from django.utils.translation import gettext_lazy as _

from casework import actions
from casework.forms import deliberation as deliberation_forms
from casework.forms import hearing as hearing_forms
from casework.forms import panel as panel_forms
from casework.forms import recommendation as recommendation_forms
from casework.verbs.step import Step
from casework.vocabulary import Verb

STEPS = (
    Step(
        verb=Verb.NAME_PANEL,
        action=actions.name_panel,
        form=panel_forms.NamePanelForm,
        label=_("Name the panel"),
        sentence=_(
            "Three or five people, one of them lay. Who cannot sit is not offered. Nobody outside is "
            "told before the list is served."
        ),
    ),
    Step(
        verb=Verb.SERVE_PANEL_LIST,
        action=actions.serve_panel_list,
        form=panel_forms.ServePanelListForm,
        label=_("Serve the list of the panel"),
        sentence=_("Both sides get the names and ten days to say why somebody should not sit."),
    ),
    Step(
        verb=Verb.FORM_PANEL,
        action=actions.form_panel,
        form=panel_forms.FormPanelForm,
        label=_("Form the panel and set the hearing"),
        sentence=_("Both sides get the notice of hearing. The hearing lies at least thirty days after it has arrived."),
    ),
    Step(
        verb=Verb.SERVE_BUNDLE,
        action=actions.serve_bundle,
        form=hearing_forms.ServeBundleForm,
        label=_("Serve the bundle"),
        sentence=_(
            "The papers that the panel will hear go to the respondent, fourteen days or more before the hearing."
        ),
    ),
    Step(
        verb=Verb.OPEN_HEARING,
        action=actions.open_hearing,
        form=hearing_forms.OpenHearingForm,
        label=_("Open the hearing"),
        sentence=_("On its day, with every member of the panel present."),
    ),
    Step(
        verb=Verb.RECORD_ATTENDANCE,
        action=actions.record_attendance,
        form=hearing_forms.RecordAttendanceForm,
        label=_("Record who attended"),
        sentence=_("Who was there throughout. Only they go on to deliberate."),
    ),
    Step(
        verb=Verb.OPEN_DELIBERATION,
        action=actions.open_deliberation,
        form=hearing_forms.OpenDeliberationForm,
        label=_("Close the hearing and deliberate"),
        sentence=_("The respondent had the last word. From now on the panel is alone, and fourteen days begin."),
    ),
    Step(
        verb=Verb.RECORD_FINDINGS,
        action=actions.record_findings,
        form=deliberation_forms.RecordFindingsForm,
        label=_("Record the findings"),
        sentence=_(
            "One finding for each charge, with its standard and what it rests on. A majority of the "
            "panel signs. Saved findings stay."
        ),
    ),
    Step(
        verb=Verb.OPEN_HISTORY,
        action=actions.open_history,
        form=deliberation_forms.OpenHistoryForm,
        label=_("Open the history"),
        sentence=_(
            "Earlier decided cases of this member, only now that the findings are saved. Each reading is recorded."
        ),
    ),
    Step(
        verb=Verb.CLOSE_NOT_PROVEN,
        action=actions.close_not_proven,
        form=deliberation_forms.CloseNotProvenForm,
        label=_("Close the case: not proven"),
        sentence=_("Both sides are told, with reasons. A majority of the panel signs."),
    ),
    Step(
        verb=Verb.RECOMMEND_SANCTION,
        action=actions.recommend_sanction,
        form=recommendation_forms.RecommendSanctionForm,
        label=_("Recommend to the board"),
        sentence=_(
            "The sheet, step by step, and what the panel recommends. The board may approve it or go "
            "below it, never above."
        ),
    ),
    Step(
        verb=Verb.DISSOLVE_PANEL,
        action=actions.dissolve_panel,
        form=panel_forms.DissolvePanelForm,
        label=_("Dissolve the panel"),
        sentence=_("Fewer than three are left. A new panel is named; saved findings are annulled and never shown."),
    ),
)
