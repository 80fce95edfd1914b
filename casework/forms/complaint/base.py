"""What every page of the report has: its question, its short name, and how its answers read when they are checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from casework.forms.base import ALLOWED, VerbForm
from casework.forms.dates import ApproximateDate
from casework.forms.words import CANNOT_BE_KEPT
from casework.queries.keep_away import OfficesListed, offices_listed
from ledger.canonical import JsonObject
from policy.editions import CodeText

type Words = str | Promise
type Row = tuple[Words, str]

MOST_NAMES, LONGEST_NAME = 20, 200


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the questions depend on: the Code in force, the Society's day, and who is in office, asked only when needed."""

    code: CodeText
    today: date

    @cached_property
    def offices(self) -> OfficesListed:
        """Who could come to see a report."""
        return offices_listed(self.today)


class Question(VerbForm):
    """One page of the report. `heading` names the field whose words are the page's heading; without it, `title` is.

    `expected` names fields that are left empty only where another one of the page says why.
    """

    page: ClassVar[str]
    title: ClassVar[Words]
    short: ClassVar[Words]
    lede: ClassVar[Words] = ""
    heading: ClassVar[str] = ""
    row_names: ClassVar[Mapping[str, Words]] = {}
    expected: Sequence[str] = ()

    def __init__(self, *args: Any, asked: Asked, **kwargs: Any) -> None:
        """Keep what the choices and limits come from."""
        self.asked = asked
        super().__init__(*args, **kwargs)

    def rows(self) -> list[Row]:
        """Return the valid answers in words, a row a field; a field with no answer says so."""
        shown = {name: field for name, field in self.fields.items() if not _hidden(field)}
        names = {name: self.short if len(shown) == 1 else field.label or "" for name, field in shown.items()}
        names |= self.row_names
        return [(names[name], in_words(field, self.cleaned_data.get(name))) for name, field in shown.items()]

    def kept(self, typed: Mapping[str, list[str]]) -> dict[str, list[str]]:
        """Return what was typed into this page's fields and their parts, and nothing else that was sent.

        Of a field that takes one answer the last one stays, as the form reads it.
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
        """Whether something typed cannot be kept. Fields that are still empty count as unfinished, and lose their errors."""
        for name in list(self.errors):
            value = self[name].value() if name in self.fields else None
            empty = not any(value) if isinstance(value, (list, tuple)) else value in (None, "", False)
            if name in self.fields and empty:
                del self.errors[name]
        return bool(self.errors)

    def is_blank(self, typed: Mapping[str, list[str]]) -> bool:
        """Whether nothing was typed or ticked: what the page itself puts into hidden fields does not count."""
        return not any(
            any(texts) for name, texts in typed.items() if name not in self.fields or not _hidden(self.fields[name])
        )

    @classmethod
    def begun(cls, typed: Mapping[str, list[str]]) -> JsonObject:
        """Return what was typed on a page that is not finished, to be shown again.

        A list where several can be ticked, and of a field in several parts.
        """
        several = {name for name, field in cls.base_fields.items() if isinstance(field, forms.MultipleChoiceField)}
        found: JsonObject = {n: values if n in several else values[-1] for n, values in typed.items() if values}
        for name, field in cls.base_fields.items():
            if parts := getattr(field.widget, "widgets_names", ()):
                found[name] = [found.get(f"{name}{part}", "") for part in parts]
        return found


class Names(forms.CharField):
    """Names, one a line; cleans to a tuple without empty lines."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, **options: Any) -> None:
        """Take a reasonable number of reasonable names."""
        super().__init__(max_length=MOST_NAMES * LONGEST_NAME // 2, required=False, **options)

    def clean(self, value: Any) -> Any:
        """Return the names. ValidationError when there are too many, one is too long, or one cannot be kept."""
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
    """Return an answer as it is read back to the person who gave it."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if value in (None, "", (), []):
        return gettext("No answer")
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
    """Return a day that is known roughly, as roughly as it is known."""
    if day.first == day.last:
        said = date_format(day.first, "j F Y")
    elif day.first.month == day.last.month:
        said = date_format(day.first, "F Y")
    else:
        said = date_format(day.first, "Y")
    return gettext("about %(day)s") % {"day": said} if day.about else said


def _hidden(field: forms.Field) -> bool:
    return bool(field.widget.is_hidden)
