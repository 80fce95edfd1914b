"""The answers typed into a form, question by question in the words of the form."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.forms.base import VerbForm
from casework.procedure.row import Step
from casework.record.state import CaseView
from casework.workflow.guard import Acting
from ledger.canonical import Values

KEY = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?::\w+)?")
"""A key as a form sends it. The key of a letter is followed by its reader."""

type Said = tuple[tuple[str, str], ...]


def answers_in_words(
    step: Step, view: CaseView, typed: Values, *, reader: Acting, then: Callable[[], CaseView] | None = None
) -> Said:
    """Return the input of a step as (question, answer), in the form's order, without empty answers.

    Choices are named as `reader` may know them.
    `then` returns the view in which it was typed. It is asked only for the names of choices that are gone since.
    """
    data = typed if isinstance(typed, MultiValueDict) else MultiValueDict(dict(typed))
    form = step.form(data, MultiValueDict(), view=view, reader=reader)
    if not form.is_valid() and then is not None and _lacks_a_choice(form):
        form = step.form(data, MultiValueDict(), view=then(), reader=reader)
        form.is_valid()
    answers = ((str(field.label or ""), _answer(form, name, field)) for name, field in form.fields.items())
    return tuple((question, answer) for question, answer in answers if answer)


def typed_in_words(step: Step | None, typed: Mapping[str, Sequence[str]]) -> Said:
    """Return what was typed as (question, answer) without asking the case, so no answer names anything of it.

    The form's own questions and choices are named. A key that was chosen is left out.
    """
    found: dict[str, list[str]] = {}
    fields = step.form.base_fields if step else {}
    for name, texts in typed.items():
        field = next((fields[one] for one in sorted(fields, reverse=True) if f"{name}_".startswith(f"{one}_")), None)
        words = _words(field) if field else {}
        label = str((field.label if field else "") or _("What you typed"))
        found.setdefault(label, []).extend(words.get(text, text) for text in texts if not KEY.fullmatch(text))
    in_words = ((label, "\n".join(filter(str.strip, texts))) for label, texts in found.items())
    return tuple((label, answer) for label, answer in in_words if answer)


def _lacks_a_choice(form: VerbForm) -> bool:
    return any(error.code == "invalid_choice" for errors in form.errors.as_data().values() for error in errors)


def _answer(form: VerbForm, name: str, field: forms.Field) -> str:
    cleaned = form.cleaned_data.get(name)
    if isinstance(cleaned, date):
        return date_format(cleaned, "j F Y")
    if isinstance(field, forms.BooleanField):
        return _("Yes") if form[name].value() else ""
    given = form[name].value()
    values = [str(one).strip() for one in (given if isinstance(given, (list, tuple)) else [given]) if one is not None]
    words = _words(field)
    return ", ".join(words.get(value) or _without_key(value) for value in values if value)


def _without_key(value: str) -> str:
    """Return a value unchanged, unless it is a key, which says nothing to a person."""
    return _("something that cannot be chosen any more") if KEY.fullmatch(value) else value


def _words(field: forms.Field) -> dict[str, str]:
    words: dict[str, str] = {}
    for key, label in getattr(field, "choices", ()):
        under = label if isinstance(label, (list, tuple)) else [(key, label)]
        words |= {str(value): str(text) for value, text in under}
    return words
