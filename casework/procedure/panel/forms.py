"""Forms of the panel, one a verb."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.pseudonyms import people_behind
from casework.forms.base import Cleaned, PickMany, PickOne, Reasons, VerbForm
from casework.forms.dates import DateParts
from casework.forms.fields import HourField, YesNo
from casework.procedure.panel import guards
from casework.queries.people.panelists import Panelist, next_panel, panelists
from casework.record.events.hearing_time import USUAL_HOUR, USUAL_MINUTES
from casework.record.state import CaseView
from casework.record.state.eligibility import challenged_members, seated_panel
from casework.record.state.hearing_notice import first_hearing_day
from casework.vocabulary import CanCome
from casework.workflow.guard import REASONS


class ComposeForm(VerbForm):
    """Names a body of several people, one of whom chairs. `people` are all who may sit; the page shows few at a time."""

    people: Sequence[Panelist] = ()

    def offer(self, people: Sequence[Panelist]) -> None:
        self.people = people
        self.set_choices("chair", "members", choices=[(one.person, _name_of(one)) for one in people])

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        if cleaned.get("chair") in cleaned.get("members", ()):
            self.add_error(
                "members", ValidationError(_("The person who chairs cannot also be a member beside the chair."))
            )
        return cleaned


class NamePanelForm(ComposeForm):
    """When the form opens, the next three people of the rota are chosen."""

    chair = PickOne(label=_("Chair"))
    members = PickMany(
        label=_("Members beside the chair"), help_text=_("Two or four. At least one of the panel is a lay person.")
    )
    rota_reason = Reasons(
        label=_("If these are not the next on the rota: why"),
        max_length=2_000,
        required=False,
    )

    def prepare(self) -> None:
        order = panelists(self.view, self.picker) if self.view else []
        self.offer(order)
        chosen = [one.person for one in order if one.person in next_panel(order, 3)]
        self.initial["chair"], self.initial["members"] = chosen[:1] and chosen[0], chosen[1:]


class HearingDayForm(VerbForm):
    """A form that asks for the day of a hearing as `hearing_on`, its hour and its length. A link may have chosen the day.

    `too_early`: the guard of a day that leaves too little notice.
    """

    too_early: ClassVar[str] = "hearing_is_30_days_ahead"
    hearing_at = HourField(label=_("Hour at which it begins"), initial=USUAL_HOUR)
    hearing_minutes = forms.IntegerField(
        label=_("How long it is to last, in minutes"), min_value=15, max_value=720, initial=USUAL_MINUTES
    )

    def prepare(self) -> None:
        if self.view:
            self.fields["hearing_at"].help_text = hour_hint(self.view)
        chosen = self.initial.pop("hearing_on", None)
        with suppress(ValueError):
            self.initial["hearing_on"] = date.fromisoformat(chosen or "")

    def clean_hearing_on(self) -> date:
        """Refuse at its field a day that the step refuses: one that is past, too far off, or too early for the notice."""
        day: date = self.cleaned_data["hearing_on"]
        if self.view and not guards.hearing_is_within_a_year(self.view, day):
            raise ValidationError(REASONS["hearing_is_within_a_year"])
        if self.view and not self.leaves_notice(self.view, day):
            raise ValidationError(REASONS[self.too_early])
        return day

    def leaves_notice(self, view: CaseView, day: date) -> bool:
        return guards.hearing_is_30_days_ahead(view, day)


def hour_hint(view: CaseView) -> str:
    return str(_("For example 9:30 or 14:00, by the clock of the Society (%(zone)s).") % {"zone": view.rules.zone})


class FormPanelForm(HearingDayForm):
    field_order = ("hearing_on", "hearing_at", "hearing_minutes", "arrangements")
    hearing_on = DateParts(
        label=_("Day of the hearing"),
        help_text=_("More than 30 days after the notice arrives. Leave room for the post."),
    )
    arrangements = Reasons(
        label=_("Place or link, and how to take part"),
        help_text=_("Both sides read this. They ask for interpreters, access and adjustments by “Ask for something”."),
        max_length=5_000,
    )


class OfferHearingDaysForm(VerbForm):
    gives = frozenset({"days", "answer_by"})

    day_1 = DateParts(label=_("First day"), help_text=_("More than 30 days after the last answer, on a business day."))
    day_2 = DateParts(label=_("Second day"))
    day_3 = DateParts(label=_("Third day"), required=False)
    day_4 = DateParts(label=_("Fourth day"), required=False)
    day_5 = DateParts(label=_("Fifth day"), required=False)
    answer_by = DateParts(
        label=_("Last day to answer"),
        help_text=_("If somebody says nothing by then, a day is ordered without them."),
    )

    def prepare(self) -> None:
        """Name the first possible day."""
        if self.view:
            first = date_format(first_hearing_day(self.view, self.view.today), "l j F Y")
            said = _("If the last answer comes today, the first possible day is %(day)s.") % {"day": first}
            self.fields["day_1"].help_text = f"{self.fields['day_1'].help_text} {said}"

    def clean(self) -> Cleaned:
        """Add an error to each day on which the hearing could not be held, with the reason."""
        cleaned = super().clean()
        days = {name: cleaned[name] for name in DAYS if cleaned.get(name)}
        for name, day in days.items():
            closed = self.view.rules.calendar.closing_reason(day) if self.view else None
            if closed:
                self.add_error(name, ValidationError(CLOSED, params={"why": closed}))
            elif self.view and not can_be_held(self.view, day):
                self.add_error(name, ValidationError(_("Choose a day more than 30 days ahead, and within a year.")))
            elif list(days.values()).index(day) != list(days).index(name):
                self.add_error(name, ValidationError(_("This day is already above.")))
        last = cleaned.get("answer_by")
        if last and days and self.view and not self.view.today <= last < min(days.values()):
            self.add_error("answer_by", ValidationError(REASONS["answers_are_due_before_the_first_day"]))
        elif last and self.view:
            self._refuse_too_early(days, last, self.view)
        return cleaned

    def _refuse_too_early(self, days: Mapping[str, date], last: date, view: CaseView) -> None:
        """Add an error to each day that a notice can no longer reach if somebody answers on the last day."""
        first = first_hearing_day(view, last)
        said = {"last": date_format(last, "j F Y"), "day": date_format(first, "l j F Y")}
        for name, day in days.items():
            if not guards.notice_can_follow_the_last_answer(view, [day], last) and name not in self.errors:
                self.add_error(name, ValidationError(TOO_EARLY, params=said))

    def step_input(self) -> Cleaned:
        days = tuple(self.cleaned_data[name] for name in DAYS if self.cleaned_data[name])
        return {"days": days, "answer_by": self.cleaned_data["answer_by"]}


def can_be_held(view: CaseView, day: date) -> bool:
    return guards.hearing_is_within_a_year(view, day) and guards.hearing_is_30_days_ahead(view, day)


DAYS = ("day_1", "day_2", "day_3", "day_4", "day_5")
TOO_EARLY = _("If somebody answers on %(last)s, the notice cannot arrive in time. The first possible day is %(day)s.")
ANSWER_BY = _("The last day to answer is %(day)s.")
CLOSED = _("This is no business day of the Society: %(why)s.")


class AnswerHearingDaysForm(VerbForm):
    gives = frozenset({"answers"})

    def prepare(self) -> None:
        """Ask about each offered day, as it was answered before if it was."""
        if self.view is None:
            return
        last = self.view.panel.answer_by
        said = dict(self.view.panel.day_answers).get(self.picker, ()) if self.picker else ()
        for n, day in enumerate(self.view.panel.days, 1):
            self.fields[f"day_{n}"] = forms.TypedChoiceField(
                label=date_format(day, "l j F Y"),
                choices=CanCome.choices,
                coerce=CanCome,
                initial=said[n - 1] if n <= len(said) else None,
                widget=forms.RadioSelect,
                help_text=ANSWER_BY % {"day": date_format(last, "j F Y")} if last and n == 1 else "",
            )
        self.inline = self.fields.keys()

    def step_input(self) -> Cleaned:
        return {"answers": tuple(self.cleaned_data[name] for name in self.fields)}


class ChallengeMemberForm(VerbForm):
    member = PickOne(
        label=_("Who should not sit?"), offer=lambda view: panel_choices(seated_panel(view) - challenged_members(view))
    )
    particulars = Reasons(
        label=_("Why?"),
        help_text=_(
            "What ties this person to the case or to anybody in it. Both sides read this, and the person who rules on it."
        ),
        max_length=5_000,
    )
    new_facts = forms.BooleanField(
        label=_("This rests on something that I could not know before"),
        help_text=_(
            "After the ten days, or once this was ruled on, only such facts count. Say when you learned of them."
        ),
        required=False,
    )


class RuleChallengeForm(VerbForm):
    member = PickOne(label=_("Who was challenged"), offer=lambda view: panel_choices(challenged_members(view)))
    upheld = YesNo(
        label=_("Is the challenge right?"),
        help_text=_("If so, this person leaves the panel at once and does not see the case again."),
    )
    reasons = Reasons(label=_("Reasons"), help_text=_("Both sides read them."), max_length=5_000)


def _name_of(one: Panelist) -> str:
    return str(_("%(name)s (lay)") % {"name": one.name}) if one.lay else one.name


def panel_choices(persons: Collection[UUID]) -> list[tuple[str, str]]:
    """Return people as choices (pseudonym, name), by name. One query."""
    people = people_behind(persons)
    return sorted(((str(person), user.name) for person, user in people.items()), key=lambda one: one[1])
