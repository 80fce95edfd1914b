"""Forms of the requests, one a verb."""

from dataclasses import dataclass

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.pseudonyms import people_behind
from casework.forms.base import PickOne, Reasons, VerbForm
from casework.forms.dates import DateParts
from casework.forms.fields import YesNo
from casework.forms.more_days import show_days_ahead
from casework.procedure.requests.guards import (
    OBJECTABLE,
    days_possible,
    days_that_can_be_given,
    holders_of,
    kinds_open,
    own_waiting,
    time_of,
)
from casework.queries.wording.short_labels import label_of_copy
from casework.record.clocks import RunningClock
from casework.record.state import CaseView
from casework.record.state.requests import Request, requests_for
from casework.vocabulary import RequestKind, Seat
from casework.workflow.guard import Acting

K = RequestKind
WITHIN = ngettext_lazy(
    "At most %(n)s day from today. By then it is handed over, or both sides read why it is not.",
    "At most %(n)s days from today. By then it is handed over, or both sides read why it is not.",
    "n",
)
MOST = ngettext_lazy("At most %(most)s more day.", "At most %(most)s more days.", "most")
TOO_MANY = ngettext_lazy(
    "You can give at most %(limit_value)s more day.", "You can give at most %(limit_value)s more days.", "limit_value"
)
ASKED_TOO_MANY = ngettext_lazy(
    "%(asked)s were asked for; you can give at most %(most)s.",
    "%(asked)s were asked for; you can give at most %(most)s.",
    "most",
)
BY_A_DECIDER = _("A decider can give up to %(most)s: leave the request to them, since they can answer it too.")
UNSERVED = _("The time begins when the letter arrives.")
RUNNING = ngettext_lazy(
    "%(clock)s: until %(now)s now, and until %(then)s with %(days)s more day.",
    "%(clock)s: until %(now)s now, and until %(then)s with %(days)s more days.",
    "days",
)
PAUSED = ngettext_lazy(
    "%(clock)s has been paused since %(since)s. If it goes on today, %(today)s, it ends on %(now)s, and on %(then)s with "
    "%(days)s more day.",
    "%(clock)s has been paused since %(since)s. If it goes on today, %(today)s, it ends on %(now)s, and on %(then)s with "
    "%(days)s more days.",
    "days",
)
MORE_TIME = ngettext_lazy(
    "%(what)s (%(days)s day) for %(side)s, asked on %(day)s",
    "%(what)s (%(days)s days) for %(side)s, asked on %(day)s",
    "days",
)
CAN_BE_GIVEN = ngettext_lazy(
    "At most %(most)s more day can be given.", "At most %(most)s more days can be given.", "most"
)
BY_TWO = _(
    "At most %(most)s more days can be given: %(investigator)s by the investigator, all of them only by a decider."
)
SIDES = {Seat.RESPONDENT: _("the respondent"), Seat.COMPLAINANT: _("the reporter")}


def label_of(one: Request) -> str:
    """Return a request as a choice: what, of which side, since when, and how many days."""
    said = {"what": one.kind.label, "side": SIDES[one.side], "day": date_format(one.on, "j F Y"), "days": one.days or 0}
    if one.kind is K.MORE_TIME:
        return str(MORE_TIME % said)
    return str(_("%(what)s, of %(side)s, asked on %(day)s") % said)


@dataclass(kw_only=True)
class _Asking:
    """The case and the person who asks, as guards want them."""

    view: CaseView
    acting: Acting


class MakeRequestForm(VerbForm):
    """It offers what can be asked for now."""

    kind = forms.TypedChoiceField(
        label=_("What do you ask for?"), choices=K.choices, coerce=K, widget=forms.RadioSelect
    )
    words = Reasons(
        label=_("Say what you ask for, and why"),
        help_text=_(
            "For a witness: who, what they can say, and how they can be heard. For a document: which one, and what it shows. "
            "For an adjustment: of all officers, only the adviser of the case reads this. A name takes no right from anybody."
        ),
        max_length=5_000,
    )
    days = forms.IntegerField(
        label=_("If you ask for more time: how many days"), min_value=1, max_value=60, required=False
    )
    about = forms.TypedChoiceField(
        label=_("If somebody should not deal with this case: in which role they do"),
        coerce=Seat,
        empty_value=None,
        required=False,
    )
    new_facts = forms.BooleanField(
        label=_("This was refused before, and I now have new facts"),
        help_text=_("A request that only repeats one that was refused is closed by itself."),
        required=False,
    )

    def prepare(self) -> None:
        if self.view is not None and self.acting is not None:
            kinds = kinds_open(_Asking(view=self.view, acting=self.acting))
            self.set_choices("kind", choices=[(kind.value, kind.label) for kind in kinds])
            if K.MORE_TIME in kinds:
                self.fields["days"].help_text = _most_in_words(_Asking(view=self.view, acting=self.acting))
        held = [seat for seat in OBJECTABLE if self.view is None or holders_of(self.view, seat)]
        self.set_choices("about", choices=[("", _("Nobody")), *((seat.value, seat.label) for seat in held)])


class WithdrawRequestForm(VerbForm):
    nothing = _("You have no request that waits for an answer.")
    request = PickOne(label=_("Which request?"))

    def prepare(self) -> None:
        if self.view is not None and self.acting is not None:
            own = own_waiting(_Asking(view=self.view, acting=self.acting))
            self.set_choices("request", choices=[(str(one.id), label_of(one)) for one in own])


class AnswerRequestForm(VerbForm):
    """It asks only for what the requests that wait for this person need."""

    shows_days = True

    request = PickOne(label=_("Which request?"))
    granted = YesNo(label=_("Do you grant it?"))
    days = forms.IntegerField(
        label=_("If more time: how many days you give"), min_value=1, max_value=60, required=False
    )
    due_on = DateParts(label=_("If a document: the day by which the Society produces it"), required=False)
    person = PickOne(label=_("If somebody should not deal with the case: who leaves it"))
    reasons = Reasons(
        label=_("Reasons"),
        help_text=_(
            "The side that asked reads them, and so does the respondent; about an adjustment, only the person who asked for it."
        ),
        max_length=5_000,
    )
    field_order = ("request", "granted", "days", "due_on", "person", "reasons")

    def prepare(self) -> None:
        person = self.fields["person"]
        assert isinstance(person, PickOne)
        person.required, person.empty_value = False, None
        if self.view is None:
            return
        self.fields["due_on"].help_text = WITHIN % {"n": self.view.rules.limits["document_days"]}
        waiting = requests_for(self.view, self.acting.seats) if self.acting else self.view.requests.waiting
        self.set_choices("request", choices=[(str(one.id), label_of(one)) for one in waiting])
        kinds = {one.kind for one in waiting}
        for field, kind in (("days", K.MORE_TIME), ("due_on", K.DOCUMENT), ("person", K.SHOULD_NOT_SIT)):
            if kind not in kinds:
                del self.fields[field]
        if K.SHOULD_NOT_SIT in kinds:
            self.set_choices("person", choices=[("", _("Nobody")), *_people(self.view, waiting)])
        if K.MORE_TIME in kinds and self.acting is not None:
            asked = [one for one in waiting if one.kind is K.MORE_TIME]
            self.fields["days"] = _days_field(_Asking(view=self.view, acting=self.acting), asked)


class ProduceDocumentForm(VerbForm):
    request = PickOne(
        label=_("Which order?"),
        offer=lambda view: [
            (str(one.id), date_format(one.due_on, "j F Y") if one.due_on else "") for one in view.requests.orders
        ],
    )
    copy = PickOne(label=_("The copy that was prepared for the respondent"))
    note = Reasons(
        label=_("If there is no such document: what was looked for, and why it is not there"),
        help_text=_("Both sides read this."),
        max_length=2_000,
        required=False,
    )

    def prepare(self) -> None:
        copy = self.fields["copy"]
        assert isinstance(copy, PickOne)
        copy.required, copy.empty_value = False, None
        copies = self.view.evidence.copies if self.view else ()
        pages = self.view.bundle.pages if self.view else {}
        found = [(str(one.id), label_of_copy(n, one.on, pages.get(one.id))) for n, one in enumerate(copies, 1)]
        self.set_choices("copy", choices=[("", _("None")), *found])


def _days_field(case: _Asking, asked: list[Request]) -> forms.IntegerField:
    """Return the field of the days: it says the day that counts now, the day with what was asked for, and the most."""
    most = {one.id: days_that_can_be_given(case, one.clock) for one in asked}
    field = forms.IntegerField(
        label=_("If more time: how many days you give"),
        help_text=" ".join(_time_in_words(case, one, most[one.id]) for one in asked),
        min_value=1,
        max_value=max(most.values()) or None,  # If no day is left, the guard says so.
        required=False,
    )
    field.error_messages["max_value"] = TOO_MANY
    runs = {str(one.id): (run, most[one.id]) for one in asked if (run := _run_of(case.view, one))}
    show_days_ahead(field, case.view, runs)
    return field


def _most_in_words(case: _Asking) -> str:
    """Say to a side how many days can be given to its time: fewer by the investigator than by a decider, where both may."""
    most, alone = (days_possible(case.view, time_of(case), by_decider=one) for one in (True, False))
    return str(CAN_BE_GIVEN % {"most": most} if most == alone else BY_TWO % {"most": most, "investigator": alone})


def _run_of(view: CaseView, one: Request) -> RunningClock | None:
    return view.clock(one.clock) if one.clock else None


def _time_in_words(case: _Asking, one: Request, most: int) -> str:
    """Say what more days lead to: as many as were asked for, or the most if that is less; then what a decider can give."""
    asked, by_decider = one.days or 0, days_possible(case.view, one.clock, by_decider=True)
    said = [_running_in_words(case.view, one, min(asked, most))]
    said += [str(ASKED_TOO_MANY % {"asked": asked, "most": most} if asked > most else MOST % {"most": most})]
    said += [str(BY_A_DECIDER % {"most": by_decider})] if by_decider > most else []
    return " ".join(filter(None, said))


def _running_in_words(view: CaseView, one: Request, days: int) -> str:
    run = _run_of(view, one)
    now = run.last_day_with(0, calendar=view.rules.calendar, today=view.today) if run else None
    then = run.last_day_with(days, calendar=view.rules.calendar, today=view.today) if run else None
    if one.clock is None or run is None or now is None or then is None:
        return str(UNSERVED) if run else ""
    said = {
        "clock": one.clock.label,
        "days": days,
        "now": date_format(now, "j F Y"),
        "then": date_format(then, "j F Y"),
    }
    if run.waiting_since:
        said |= {"since": date_format(run.waiting_since, "j F Y"), "today": date_format(view.today, "j F Y")}
        return str(PAUSED % said)
    return str(RUNNING % said)


def _people(view: CaseView, waiting: tuple[Request, ...]) -> list[tuple[str, str]]:
    about = {one.about for one in waiting if one.about}
    people = people_behind(frozenset().union(*(holders_of(view, seat) for seat in about)))
    return sorted(((str(person), user.name) for person, user in people.items()), key=lambda one: one[1])
