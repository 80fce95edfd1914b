"""Forms of the hearing of an appeal, one a verb."""

from datetime import date, timedelta

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from casework.forms.base import PickMany, PickOne, Reasons, VerbForm
from casework.forms.dates import DateParts
from casework.forms.fields import YesNo
from casework.procedure.appeal_evidence.forms import OnGrounds
from casework.procedure.appeal_hearing.guards import (
    ADJOURNING,
    appeal_day_leaves_notice,
    first_appeal_day,
    new_appeal_day_leaves_notice,
)
from casework.procedure.evidence.forms import evidence_of
from casework.procedure.hearing.forms import ask_for_the_day, began_on_that_day
from casework.procedure.panel.forms import HearingDayForm, panel_choices
from casework.record.state import CaseView
from casework.record.state.eligibility import seated_appeal_panel
from casework.vocabulary import Seat

ASKED_BY = {
    Seat.RESPONDENT: _("The respondent asked for it"),
    Seat.INVESTIGATOR: _("The investigator asked for it"),
    Seat.APPEAL_CHAIR: _("The appeal panel needs it"),
}


def new_evidence_waiting(view: CaseView) -> list[tuple[object, str]]:
    """Return the new evidence that the chair has not ruled on, as choices."""
    waiting = {one.id for one in view.appeal_hearing.waiting}
    return [one for one in evidence_of(view) if one[0] in waiting]


class CallAppealHearingForm(HearingDayForm):
    field_order = ("hearing_on", "hearing_at", "hearing_minutes", "arrangements")
    hearing_on = DateParts(
        label=_("Day of the hearing of the appeal"),
        help_text=_("More than 21 days after the call arrives. Leave room for the post."),
    )
    arrangements = Reasons(
        label=_("Place or link, and how to take part"),
        help_text=_("Both sides read this. Say whom to tell about interpreters, access and adjustments."),
        max_length=5_000,
    )

    too_early = "appeal_day_leaves_notice"

    def leaves_notice(self, view: CaseView, day: date) -> bool:
        return appeal_day_leaves_notice(view, day)

    def prepare(self) -> None:
        """Name the first possible day, and the holidays of the two months after it."""
        super().prepare()
        if self.view is None:
            return
        first = first_appeal_day(self.view)
        said = _("If the call arrives today, the first possible day is %(day)s.") % {
            "day": date_format(first, "l j F Y")
        }
        closed = "".join(f", {date_format(day, 'l j F')} ({why})" for day, why in _holidays(self.view, first))
        warned = _("No business days: weekends%(days)s.") % {"days": closed}
        self.fields["hearing_on"].help_text = f"{self.fields['hearing_on'].help_text} {said} {warned}"


def _holidays(view: CaseView, first: date) -> list[tuple[date, str]]:
    """Return the days within two months from `first` that are no business days and belong to no weekend, with the reason."""
    calendar, days = view.rules.calendar, [first + timedelta(days=n) for n in range(60)]
    return [
        (day, calendar.closing_reason(day) or "")
        for day in days
        if day.weekday() not in calendar.weekend and not calendar.is_business(day)
    ]


class AdjournAppealHearingForm(HearingDayForm):
    field_order = ("asked_by", "hearing_on", "hearing_at", "hearing_minutes", "reasons")
    asked_by = forms.TypedChoiceField(
        label=_("For whom is it adjourned?"),
        help_text=_("Each side can have this twice."),
        coerce=Seat,
        widget=forms.RadioSelect,
        choices=[(seat.value, ASKED_BY[seat]) for seat in ADJOURNING],
    )
    hearing_on = DateParts(
        label=_("New day of the hearing"),
        help_text=_("More than 14 days after the notice arrives; more than 21 where the first call was not in time."),
    )
    reasons = Reasons(label=_("Why there is another day"), help_text=_("Both sides read this."), max_length=5_000)
    too_early = "new_appeal_day_leaves_notice"

    def leaves_notice(self, view: CaseView, day: date) -> bool:
        return new_appeal_day_leaves_notice(view, day)


class AppealSubmissionForm(OnGrounds):
    statement = Reasons(
        label=_("What do you say to the appeal panel?"),
        help_text=_(
            "Say for each ground what is wrong or right, and on which page it stands. The other side reads it."
        ),
        max_length=20_000,
    )


class RuleNewEvidenceForm(VerbForm):
    evidence = PickOne(label=_("New evidence"), offer=new_evidence_waiting)
    admitted = YesNo(
        label=_("Is it heard?"),
        help_text=_("Only if it could not come before, and can matter for a ground."),
    )
    reasons = Reasons(label=_("Reasons"), help_text=_("Both sides read them."), max_length=5_000)


class HearAppealForm(VerbForm):
    present = PickMany(
        label=_("Members of the appeal panel who are here"),
        help_text=_("All three have to be."),
        offer=lambda view: panel_choices(seated_appeal_panel(view)),
    )
    respondent_present = YesNo(label=_("Is the respondent here, or represented?"))
    last_word_offered = forms.BooleanField(
        label=_("The respondent was offered the last word"),
        help_text=_("Leave this empty only where the respondent’s absence was considered and recorded."),
        required=False,
    )
    note = Reasons(
        label=_("Who else was there, who spoke for whom, and when the hearing began and ended"),
        max_length=5_000,
        required=False,
    )
    on_that_day = began_on_that_day()

    def prepare(self) -> None:
        """Say of which day it is recorded: that of the call, because no other day had its notice."""
        day = self.view.appeal_hearing.on if self.view else None
        ask_for_the_day(self, day)
        if day:
            named = {"day": date_format(day, "l j F Y")}
            said = _("You record the hearing of %(day)s. For another day, adjourn it first.") % named
            self.fields["present"].help_text = f"{self.fields['present'].help_text} {said}"
