"""Forms of the hearing, one a verb."""

from collections.abc import Collection
from datetime import date
from typing import ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, Confirmed, PickMany, PickOne, Reasons, VerbForm
from casework.forms.dates import DateParts
from casework.forms.fields import YesNo
from casework.procedure.hearing.guards import ADJOURNING, questions_are_put_for_them
from casework.procedure.panel.forms import HearingDayForm, panel_choices
from casework.procedure.panel.guards import new_date_leaves_notice
from casework.queries.wording.short_labels import label_of_copy
from casework.record.state import CaseView
from casework.record.state.eligibility import seated_panel
from casework.record.state.hearing_notice import had_notice
from casework.vocabulary import MinuteKind, Questioner, Seat, Verb, WitnessCare, WitnessWay
from casework.workflow.guard import REASONS

ASKED_BY = {
    Seat.RESPONDENT: _("The respondent asked for it"),
    Seat.INVESTIGATOR: _("The investigator asked for it"),
    Seat.PANEL_CHAIR: _("The panel needs it"),
}


SIDES = ((Seat.RESPONDENT, _("The respondent’s side")), (Seat.INVESTIGATOR, _("The Society’s side")))


def documents(view: CaseView, keys: Collection[UUID]) -> list[tuple[str, str]]:
    """Return copies of the evidence as choices (key, words), by their number in the case."""
    return [
        (str(copy.id), label_of_copy(n, copy.on, view.bundle.pages.get(copy.id)))
        for n, copy in enumerate(view.evidence.copies, 1)
        if copy.id in keys
    ]


def began_on_that_day() -> Confirmed:
    return Confirmed(label=_("It began on the day for which both sides were called"))


def ask_for_the_day(form: VerbForm, day: date | None) -> None:
    """Ask whether a hearing began on its day, only once this day has passed: no other day had its notice."""
    if form.view is None or day is None or form.view.today <= day:
        del form.fields["on_that_day"]
        return
    named = {"day": date_format(day, "l j F Y")}
    form.fields["on_that_day"].help_text = (
        _("That was %(day)s. If nobody met on that day, adjourn the hearing instead.") % named
    )


class ServeBundleForm(VerbForm):
    nothing = _("There is no copy for the respondent that is not yet in the bundle.")
    brought_by: ClassVar = {"evidence": Verb.DISCLOSE_EVIDENCE}

    evidence = PickMany(
        label=_("Documents of the bundle"),
        help_text=_(
            "Only copies that were prepared for the respondent are listed here. They have to be served at least fourteen days "
            "before the hearing."
        ),
        offer=lambda view: documents(view, view.evidence.copy_keys - {item.evidence for item in view.hearing.bundle}),
    )

    def prepare(self) -> None:
        """Say on which day the hearing is: the documents count fourteen days before it."""
        day = self.view.hearing.on if self.view else None
        if day:
            said = _("The hearing is on %(day)s.") % {"day": date_format(day, "j F Y")}
            self.fields["evidence"].help_text = f"{self.fields['evidence'].help_text} {said}"


class OpenHearingForm(VerbForm):
    present = PickMany(
        label=_("Members of the panel who are here"), offer=lambda view: panel_choices(seated_panel(view))
    )
    respondent_present = YesNo(label=_("Is the respondent here, or represented?"))
    on_that_day = began_on_that_day()

    def prepare(self) -> None:
        """Say which hearing it is: that of the day in the notice, because no other day had one."""
        day = self.view.hearing.on if self.view else None
        ask_for_the_day(self, day)
        if day:
            named = {"day": date_format(day, "l j F Y")}
            self.fields["present"].help_text = (
                _("You open the hearing of %(day)s. For another day, adjourn it first.") % named
            )


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


class WriteMinuteForm(VerbForm):
    kind = forms.TypedChoiceField(
        label=_("What the line holds"),
        choices=MinuteKind.choices,
        coerce=MinuteKind,
        widget=forms.RadioSelect,
        initial=MinuteKind.SAID,
    )
    speaker = forms.CharField(
        label=_("Who spoke, or who asked for the ruling"),
        help_text=_("The respondent reads this. Write the role of somebody whose name is protected."),
        max_length=200,
    )
    said = Reasons(label=_("What was said, or ruled and why"), max_length=5_000)
    side = forms.TypedChoiceField(
        label=_("Whose time it took"),
        help_text=_("Questions of the panel and rulings count for neither side."),
        coerce=lambda side: Seat(side) if side else None,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        choices=[("", _("Neither side’s")), *((side.value, words) for side, words in SIDES)],
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=0, max_value=600, initial=0)


class CallWitnessForm(VerbForm):
    gives = frozenset({"witness", "named", "questions", "support", "to_reporter", "way", "protected", "questioner"})
    inline = ("way",)
    witness = Reasons(
        label=_("Who it is, and how the office reaches them"),
        help_text=_("The panel and its adviser read this, while the panel sits. Nobody else does."),
        max_length=1_000,
    )
    named = forms.CharField(
        label=_("What the member reads of who it is"),
        help_text=_("Leave it empty where the name is protected: the member then reads “not given”."),
        max_length=200,
        required=False,
    )
    questions = Reasons(
        label=_("What they are asked about"),
        help_text=_("The member reads this before the hearing, and so does a reporter who is called."),
        max_length=2_000,
    )
    way = forms.TypedChoiceField(
        label=_("How they are heard"), choices=WitnessWay.choices, coerce=WitnessWay, widget=forms.RadioSelect
    )
    care = forms.TypedChoiceField(
        label=_("Who they are to the case"), choices=WitnessCare.choices, coerce=WitnessCare, widget=forms.RadioSelect
    )
    questioner = forms.TypedChoiceField(
        label=_("Who puts the questions"),
        help_text=_("Nobody of a side asks a reporter, or somebody vulnerable, in person."),
        choices=Questioner.choices,
        coerce=Questioner,
        widget=forms.RadioSelect,
    )
    support = Reasons(label=_("Adjustments, breaks, and who may sit beside them"), max_length=2_000, required=False)

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        care, questioner = cleaned.get("care"), cleaned.get("questioner")
        if care and questioner and not questions_are_put_for_them(care is not WitnessCare.OTHER, questioner):
            self.add_error("questioner", ValidationError(REASONS["questions_are_put_for_them"]))
        return cleaned

    def step_input(self) -> Cleaned:
        """Return what the step takes. The record does not say in the clear that a reporter is called."""
        said = dict(self.cleaned_data)
        care = said.pop("care")
        called = care is WitnessCare.REPORTER
        return said | {"protected": care is not WitnessCare.OTHER, "to_reporter": said["questions"] if called else ""}


def lines_of(view: CaseView) -> list[tuple[str, str]]:
    """Return the lines of the minute as choices (key, number)."""
    return [(str(line.entry), str(_("Line %s") % number)) for number, line in enumerate(view.hearing.minute, 1)]


class CorrectMinuteForm(VerbForm):
    line = PickOne(label=_("Which line"), offer=lines_of)
    corrected = Reasons(
        label=_("As it was said"),
        help_text=_("In the words of the person who had spoken. The line as it was stays beside it."),
        max_length=5_000,
    )


class ConfirmLastWordForm(VerbForm):
    had = YesNo(label=_("Did you have the last word at the hearing?"))
    why_not = Reasons(label=_("If not: why"), max_length=2_000, required=False)

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        if cleaned.get("had") is False and not cleaned.get("why_not"):
            self.add_error("why_not", ValidationError(_("Say why you did not have the last word.")))
        return cleaned


class OpenDeliberationForm(VerbForm):
    last_word_offered = forms.BooleanField(
        label=_("The respondent was offered the last word"),
        help_text=_("Leave this empty only where the respondent’s absence was considered and recorded."),
        required=False,
    )


class NewDayForm(HearingDayForm):
    field_order: tuple[str, ...] = ("hearing_on", "hearing_at", "hearing_minutes", "reasons")
    hearing_on = DateParts(
        label=_("New day of the hearing"),
        help_text=_("More than 14 days after the notice arrives; more than 30 where the first notice was not in time."),
    )
    reasons = Reasons(label=_("Why there is another day"), help_text=_("Both sides read this."), max_length=5_000)
    too_early: ClassVar[str] = "new_date_leaves_notice"

    def leaves_notice(self, view: CaseView, day: date) -> bool:
        return new_date_leaves_notice(view, day)


class AdjournHearingForm(NewDayForm):
    asked_by = forms.TypedChoiceField(
        label=_("For whom is it adjourned?"),
        help_text=_("Each side can have this twice."),
        coerce=Seat,
        widget=forms.RadioSelect,
        choices=[(seat.value, ASKED_BY[seat]) for seat in ADJOURNING],
    )
    field_order = ("asked_by", "hearing_on", "hearing_at", "hearing_minutes", "reasons")

    def leaves_notice(self, view: CaseView, day: date) -> bool:
        return new_date_leaves_notice(view, day, noticed=had_notice(view))


class AbsenceForm(VerbForm):
    reason_given = YesNo(label=_("Did the respondent say why they do not come?"))
    medical = YesNo(label=_("Is there medical evidence that they cannot come?"))
    prejudice = YesNo(label=_("Would going on do them harm that cannot be made good?"))
    public_interest = YesNo(label=_("Does the public interest ask that the hearing goes on now?"))
    would_help = YesNo(
        label=_("Would another day help?"),
        help_text=_("If so, adjourn the hearing instead. That the notice came in time is known from its service."),
    )
    reasons = Reasons(
        label=_("Reasons"),
        help_text=_("What was considered under each question. Not coming is no admission."),
        max_length=10_000,
    )
