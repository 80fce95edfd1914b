"""The filter form of the queue."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned
from casework.queries.queue.order import SORTED_BY
from casework.vocabulary import CaseState, Seat
from casework.vocabulary.marks import OwnMark
from casework.vocabulary.severities import SEVERITY_WORDS
from ledger.canonical import Values

VIEW_WORDS: Mapping[str, Promise] = {
    "turn": _("My turn"),
    "new": _("New reports"),
    "late": _("Late"),
    "nobodys": _("Unassigned"),
    "party": _("Waiting for a party"),
    "hold": _("On hold"),
    "unopened": _("Letters for you to chase"),
    "empty": _("Empty seats for you"),
    "closing": _("Closing this week"),
    "mine": _("Mine"),
}
OTHER_VIEW_WORDS: Mapping[str, Promise] = {"others": _("Waiting for somebody else")}
"""The views that have no tab: a link leads to them, and they stand among the filters in use."""
DUE = [
    ("", _("Any date")),
    ("late", _("Late")),
    ("soon", _("Next step in three days")),
    ("week", _("Next step in seven days")),
    ("none", _("No date")),
]
DUE_ON_PAGE = [
    *DUE[:2],
    ("officer", _("A step of the chosen officer is late, or one of mine if none is chosen")),
    *DUE[2:],
]
WAITING = [("", _("For any length of time")), ("14", _("For more than two weeks")), ("30", _("For more than 30 days"))]
NOBODY = (Seat.PUBLIC, Seat.CLOCK, Seat.AUDITOR)
WHOSE = [("", ""), *VIEW_WORDS.items(), *OTHER_VIEW_WORDS.items()]
SORTS = [("", ""), *((name, name) for one in SORTED_BY for name in (one, f"-{one}"))]
SEATS = [(seat.value, seat.label) for seat in Seat if seat not in NOBODY]


FILTERS = ("words", "state", "turn", "waiting", "officer", "due", "severity", "commitment", "mark", "person", "flood")
"""The fields of a filter in use, in the order of the bar."""
HIDEABLE = [
    ("about", _("About")),
    ("waiting", _("Waiting on, since")),
    ("severity", _("Severity")),
    ("officer", _("Officer")),
    ("received", _("Received")),
]
"""The columns that can be left out of the list."""


BESIDE: Mapping[str, tuple[str, ...]] = {"due": ("waiting",)}
"""The fields that stand under the button of another."""
BUTTONS: Mapping[str, Promise] = {"due": _("Time")}
"""The words on a button, where they are not those of its first field."""
BUTTON_FIELDS = ("state", "turn", "officer", "due", "severity")
"""The first field under each button of the bar."""
MORE, UNDER_MORE = _("More"), ("commitment", "mark", "hide")
"""The last button of the bar, and the fields under it."""
UNDER_BUTTONS = (*BUTTON_FIELDS, *(name for names in BESIDE.values() for name in names), *UNDER_MORE)


class CasesForm(forms.Form):
    """The filter of a list of cases. Every field is optional; an unknown value is an error with a sentence.

    Django copies the choices of each field for each request, but not those that a function returns.
    """

    compact = True
    kept = ("state", "turn", "due", "severity", "commitment", "mark", "hide", "waiting")
    """Fields that are the same for everybody: the renderer renders each once for what is given in it."""

    words = forms.CharField(
        label=_("Find in this list"),
        help_text=_(
            "The beginning of either half of a reference, a code name, the number of a letter or of a member, or the whole "
            "number on a caller’s slip. What you type appears in the web address, so a person’s name has a button of its own."
        ),
        required=False,
        max_length=48,
    )
    state = forms.MultipleChoiceField(
        label=_("Stage"), required=False, choices=lambda: CaseState.choices, widget=forms.CheckboxSelectMultiple
    )
    turn = forms.MultipleChoiceField(
        label=_("Turn"), required=False, choices=lambda: SEATS, widget=forms.CheckboxSelectMultiple
    )
    due = forms.ChoiceField(label=_("Due"), required=False, choices=lambda: DUE, widget=forms.RadioSelect)
    severity = forms.TypedMultipleChoiceField(
        label=_("Severity"),
        required=False,
        choices=SEVERITY_WORDS.items,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    commitment = forms.IntegerField(
        label=_("Commitment"), help_text=_("Its number"), required=False, min_value=1, max_value=99
    )
    whose = forms.ChoiceField(
        label=_("View"),
        required=False,
        choices=lambda: WHOSE,
        widget=forms.HiddenInput,
    )
    sort = forms.ChoiceField(
        label=_("Sorted by"),
        required=False,
        choices=lambda: SORTS,
        widget=forms.HiddenInput,
    )
    flood = forms.CharField(
        label=_("Reports that came together"), required=False, max_length=16, widget=forms.HiddenInput
    )


class QueueForm(CasesForm):
    """The same for the page of the queue, with the officer who leads a case."""

    kept_by_choices = ("officer",)
    """Fields whose rendering is cached for the same choices."""

    officer = forms.ChoiceField(label=_("Officer"), required=False, widget=forms.RadioSelect)
    due = forms.ChoiceField(label=_("Due"), required=False, choices=lambda: DUE_ON_PAGE, widget=forms.RadioSelect)
    waiting = forms.ChoiceField(
        label=_("It has been their turn"), required=False, choices=lambda: WAITING, widget=forms.RadioSelect
    )
    mark = forms.MultipleChoiceField(
        label=_("My marks"), required=False, choices=lambda: OwnMark.choices, widget=forms.CheckboxSelectMultiple
    )
    hide = forms.MultipleChoiceField(
        label=_("Leave out columns"), required=False, choices=lambda: HIDEABLE, widget=forms.CheckboxSelectMultiple
    )
    person = forms.CharField(
        label=_("Found by a person’s name"), required=False, max_length=16, widget=forms.HiddenInput
    )

    def __init__(
        self,
        *args: Any,
        officers: Sequence[tuple[str, str, UUID]] = (),
        named: Mapping[str, list[UUID]] | None = None,
        **kwargs: Any,
    ) -> None:
        """`officers` can be chosen; `named` are the cases that a search by name has found, by its handle."""
        super().__init__(*args, **kwargs)
        self.named = named or {}
        self.officers = {mark: key for mark, _name, key in officers}
        field = self.fields["officer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Any officer")), *((mark, name) for mark, name, _key in officers)]

    def clean_officer(self) -> UUID | None:
        return self.officers.get(self.cleaned_data["officer"])

    def clean(self) -> Cleaned:
        """Return what was asked, with the cases that a search by name has found. A handle is good for a short time only."""
        cleaned = super().clean() or {}
        handle = cleaned.get("person")
        if handle and handle not in self.named:
            self.add_error(None, _("That search by name has ended: it is kept for a quarter of an hour. Search again."))
        return {**cleaned, "found": self.named.get(handle) if handle else None}

    @property
    def bar(self) -> Iterator[tuple[Promise | str, list[forms.BoundField], int]]:
        """The buttons of the bar that offer something: the words, the fields, and how many values are chosen."""
        single = (name for name in BUTTON_FIELDS if name != "officer" or self.officers)
        groups = [(BUTTONS.get(name, self.fields[name].label or ""), (name, *BESIDE.get(name, ()))) for name in single]
        for words, names in (*groups, (MORE, UNDER_MORE)):
            given = [one for name in names for one in self.data.getlist(name)] if hasattr(self.data, "getlist") else []
            yield words, [self[name] for name in names], len([one for one in given if one.strip()])

    @property
    def kept_bar(self) -> "KeptBar":
        """The same as a value that can be cached, for a filter without errors."""
        data: Any = self.data
        field: Any = self.fields["officer"]
        given = ((name, tuple(data.getlist(name))) for name in UNDER_BUTTONS if name in data)
        return KeptBar(tuple(given), tuple(field.choices[1:]))

    def filters(self) -> list[tuple[str, str, str]]:
        """Return each filter in use but the view: the field, its value in the address, and both in words."""
        whose = self.cleaned_data.get("whose", "")
        found = [("whose", whose, str(OTHER_VIEW_WORDS[whose]))] if whose in OTHER_VIEW_WORDS else []
        for name in FILTERS:
            given = self.data.get(name) if name == "officer" else self.cleaned_data.get(name)
            if name not in self.fields or given in (None, "", []):
                continue
            field = self.fields[name]
            words = {str(key): label for key, label in getattr(field, "choices", ())}
            for value in given if isinstance(given, list) else [given]:
                if value not in ("", None):
                    said = f"{field.label}: {words.get(str(value), value)}"
                    found.append((name, str(value), str(field.label) if field.widget.is_hidden else said))
        return found

    def hidden_columns(self) -> list[str]:
        return self.cleaned_data.get("hide", []) if self.is_valid() else []

    def parts(self) -> dict[str, Values]:
        """Return, for each of several values of one field, the filter with that value alone: each has a count beside it."""
        wanted: Values = self.cleaned_data
        found: dict[str, Values] = {}
        for name in ("state", "turn", "severity"):
            for value in wanted[name] if len(wanted[name]) > 1 else ():
                found[f"{name}={value}"] = {**wanted, name: [value]}
        return found

    def without(self) -> dict[str, Values]:
        """Return, for each field in use, the filter without it; the view is one of them."""
        wanted = self.cleaned_data
        fields = (name for name in self.fields if wanted.get(name) and name not in ("sort", "flood", "hide"))
        return {name: {**wanted, name: None} | ({"found": None} if name == "person" else {}) for name in fields}


@dataclass(frozen=True)
class KeptBar:
    """The values in the fields of the bar, and the officers by mark and name. A bar is rendered once for equal values."""

    given: tuple[tuple[str, tuple[str, ...]], ...]
    officers: tuple[tuple[str, str], ...]

    @property
    def bar(self) -> Iterator[tuple[Promise | str, list[forms.BoundField], int]]:
        data = MultiValueDict({name: list(values) for name, values in self.given})
        return QueueForm(data, officers=[(mark, name, UUID(int=0)) for mark, name in self.officers]).bar
