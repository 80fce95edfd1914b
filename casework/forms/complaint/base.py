"""The base of the pages of the report: title, short name, and the answers in words for the check page."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, gettext_noop

from casework.forms.base import ALLOWED, VerbForm
from casework.forms.dates import ApproximateDate
from casework.forms.words import CANNOT_BE_KEPT
from casework.queries.conflicts.keep_away import OfficesListed, listed_under, office_holders
from casework.queries.rulebook.published import Books
from ledger.canonical import JsonObject
from policy.editions import CodeText

type Words = str | Promise
type Row = tuple[Words, str]

MOST_NAMES, LONGEST_NAME = 20, 200
NO_ANSWER = gettext_noop("No answer")


@dataclass(frozen=True)
class Asked:
    """What the questions depend on: the books in force on the Society's day, and the offices, each read on first use.

    `reported` are the names that the reporter gave of the people reported.
    """

    find: Callable[[], Books]
    reported: tuple[str, ...] = ()

    @cached_property
    def books(self) -> Books:
        return self.find()

    @property
    def code(self) -> CodeText:
        return self.books.code

    @property
    def today(self) -> date:
        return self.books.today

    @cached_property
    def offices(self) -> OfficesListed:
        return listed_under(self.books.rules, office_holders(self.today))


@dataclass(frozen=True, kw_only=True)
class Fold:
    """Lines that a page shows only when somebody opens them."""

    title: Words
    lines: Sequence[Words]


class Question(VerbForm):
    """One page of the report. Its heading is the label of the field `heading`, or else its `title`.

    `expected` names fields that may stay empty only if another field of the page says why. `fold` is shown below the fields.
    `spare` are fields that are asked only of programs: a page shows one of them if it is filled in.
    `own_template` is the name of the template of the fields, where it is not the usual one. `parts` are the pages with which
    the answers are kept, if they are not kept under the page itself.
    """

    page: ClassVar[str]
    title: ClassVar[Words]
    short: ClassVar[Words]
    lede: ClassVar[Words] = ""
    heading: ClassVar[str] = ""
    own_template: ClassVar[str] = ""
    row_names: ClassVar[Mapping[str, Words]] = {}
    parts: ClassVar[Sequence[str]] = ()
    expected: Sequence[str] = ()
    spare: ClassVar[Sequence[str]] = ()

    def __init__(self, *args: Any, asked: Asked, **kwargs: Any) -> None:
        self.asked = asked
        super().__init__(*args, **kwargs)

    @property
    def fold(self) -> Fold | None:
        return None

    @property
    def groups(self) -> Iterable[Any]:
        """The groups of boxes on the page; empty on other pages."""
        return ()

    @property
    def unasked(self) -> frozenset[str]:
        """The fields that the valid answers leave no question about, so that they have no row."""
        return frozenset()

    def rows(self) -> list[Row]:
        """Return the valid answers in words, one row for each field, also for a field without an answer."""
        unasked = self.unasked
        shown = {name: field for name, field in self.fields.items() if not _hidden(field) and name not in unasked}
        names = {name: self.short if len(shown) == 1 else field.label or "" for name, field in shown.items()}
        names |= self.row_names
        return [(names[name], in_words(field, self.cleaned_data.get(name))) for name, field in shown.items()]

    def rows_to_check(self) -> list[Row]:
        """Return the rows for the page that checks the report: the first one, and each other that says something.

        The "No" of a box that is not ticked says nothing.
        """
        has_boxes = any(isinstance(field, forms.BooleanField) for field in self.fields.values())
        nothing = (gettext(NO_ANSWER), *([gettext("No")] if has_boxes else []))
        return [row for place, row in enumerate(self.rows()) if place == 0 or row[1] not in nothing]

    def own_input(self, typed: Mapping[str, list[str]]) -> dict[str, list[str]]:
        """Return the input of this page's fields and their parts.

        A field that takes one answer keeps the last one, as Django reads it.
        """
        found: dict[str, list[str]] = {}
        for name, field in self.fields.items():
            if isinstance(field, forms.FileField):
                continue
            several = getattr(field.widget, "allow_multiple_selected", False)
            parts = getattr(field.widget, "widgets_names", ())
            for key in (name, *(f"{name}{part}" for part in parts)):
                if key in typed:
                    found[key] = list(typed[key]) if several else list(typed[key][-1:])
        return found

    def has_wrong_answers(self) -> bool:
        """Whether an answer is invalid. Empty fields count as unfinished: their errors are removed."""
        for name in list(self.errors):
            value = self[name].value() if name in self.fields else None
            empty = not any(value) if isinstance(value, (list, tuple)) else value in (None, "", False)
            if name in self.fields and empty:
                del self.errors[name]
        return bool(self.errors)

    def is_blank(self, typed: Mapping[str, list[str]]) -> bool:
        """Whether nothing was typed or ticked. Hidden fields do not count."""
        return not any(
            any(texts) for name, texts in typed.items() if name not in self.fields or not _hidden(self.fields[name])
        )

    @classmethod
    def initial_from(cls, typed: Mapping[str, list[str]]) -> JsonObject:
        """Return the input of an unfinished page as initial values of its form: lists for fields with several parts."""
        several = {name for name, field in cls.base_fields.items() if isinstance(field, forms.MultipleChoiceField)}
        found: JsonObject = {n: values if n in several else values[-1] for n, values in typed.items() if values}
        for name, field in cls.base_fields.items():
            if parts := getattr(field.widget, "widgets_names", ()):
                found[name] = [found.get(f"{name}{part}", "") for part in parts]
        return found


class Names(forms.CharField):
    """Takes one name a line. Cleans to a tuple without empty lines."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=MOST_NAMES * LONGEST_NAME // 2, required=False, **options)

    def clean(self, value: object) -> tuple[str, ...]:
        typed = super().clean(value)
        names = tuple(line.strip() for line in typed.splitlines() if line.strip())
        if any(ord(char) < 32 and char not in ALLOWED for char in typed):
            raise ValidationError(CANNOT_BE_KEPT, params={"label": self.label})
        if len(names) > MOST_NAMES:
            raise ValidationError(gettext_lazy("Give 20 names at most, the most important first."))
        if any(len(name) > LONGEST_NAME for name in names):
            raise ValidationError(gettext_lazy("Write one name a line, each 200 characters at most."))
        return names


def in_words(field: forms.Field, value: object) -> str:
    """Return an answer as the check page shows it."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if value in (None, "", (), []):
        return gettext(NO_ANSWER)
    choices = {str(key): str(words) for key, words in getattr(field, "choices", ())}
    match value:
        case ApproximateDate():
            return about_words(value)
        case date():
            return date_format(value, "j F Y")
        case list() | tuple():
            return "\n".join(choices.get(str(each), str(each)) for each in value)
    return choices.get(str(value), str(value))


def about_words(day: ApproximateDate) -> str:
    """Return a day in words, no more precise than it is known."""
    if day.first == day.last:
        said = date_format(day.first, "j F Y")
    elif day.first.month == day.last.month:
        said = date_format(day.first, "F Y")
    else:
        said = date_format(day.first, "Y")
    return gettext("about %(day)s") % {"day": said} if day.about else said


def _hidden(field: forms.Field) -> bool:
    return bool(field.widget.is_hidden)
