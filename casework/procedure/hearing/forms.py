"""Forms of the hearing, one a verb."""

from collections.abc import Collection
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import PickMany, Reasons, VerbForm
from casework.forms.dates import DateParts
from casework.forms.fields import YesNo
from casework.procedure.hearing.guards import ADJOURNING
from casework.procedure.panel.forms import HearingDayForm, panel_choices
from casework.queries.short_labels import label_of_copy
from casework.record.state import CaseView
from casework.record.state.eligibility import seated_panel
from casework.vocabulary import Seat

ASKED_BY = {
    Seat.RESPONDENT: _("The respondent asked for it"),
    Seat.INVESTIGATOR: _("The investigator asked for it"),
    Seat.PANEL_CHAIR: _("The panel needs it"),
}


def documents(view: CaseView, keys: Collection[UUID]) -> list[tuple[str, str]]:
    """Return copies of the evidence as choices (key, words), by their number in the case."""
    return [
        (str(copy.id), label_of_copy(n, copy.on, view.bundle.pages.get(copy.id)))
        for n, copy in enumerate(view.evidence.copies, 1)
        if copy.id in keys
    ]


class ServeBundleForm(VerbForm):
    evidence = PickMany(
        label=_("Documents of the bundle"),
        help_text=_(
            "Only copies that were prepared for the respondent stand here. Fourteen days before the hearing they count."
        ),
        offer=lambda view: documents(view, view.evidence.copy_keys - {item.evidence for item in view.hearing.bundle}),
    )


class OpenHearingForm(VerbForm):
    present = PickMany(
        label=_("Members of the panel who are here"), offer=lambda view: panel_choices(seated_panel(view))
    )
    respondent_present = YesNo(label=_("Is the respondent here, or represented?"))


class RecordAttendanceForm(VerbForm):
    throughout = PickMany(
        label=_("Members of the panel who attended the whole sitting"),
        help_text=_("A member who missed part of it cannot deliberate."),
        required=False,
        offer=lambda view: panel_choices(seated_panel(view)),
    )
    respondent_present = YesNo(label=_("Was the respondent there, or represented?"))
    note = Reasons(
        label=_("Who else was there, and when the sitting began and ended"), max_length=5_000, required=False
    )


class OpenDeliberationForm(VerbForm):
    last_word_offered = forms.BooleanField(
        label=_("The respondent was offered the last word"),
        help_text=_("Leave this empty only where the respondent’s absence was considered and recorded."),
        required=False,
    )


class NewDayForm(HearingDayForm):
    hearing_on = DateParts(
        label=_("New day of the hearing"),
        help_text=_("More than 14 days after the notice arrives; more than 30 where the first notice was not in time."),
    )
    reasons = Reasons(label=_("Why there is another day"), help_text=_("Both sides read this."), max_length=5_000)


class AdjournHearingForm(NewDayForm):
    asked_by = forms.TypedChoiceField(
        label=_("For whom is it adjourned?"),
        help_text=_("Each side can have this twice."),
        coerce=Seat,
        widget=forms.RadioSelect,
        choices=[(seat.value, ASKED_BY[seat]) for seat in ADJOURNING],
    )
    field_order = ("asked_by", "hearing_on", "reasons")
