"""The fields of a page of the report. Those of an empty page are rendered once: they say nothing of anybody."""

from datetime import date
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from casework.forms.complaint import Asked, Question
from policy.editions import CodeText


def fields_of(form: Question) -> SafeString:
    """Return the fields of a page, with what was typed. A page that offers names of people is never kept."""
    if form.is_bound or form.initial or form.groups:
        return _rendered(form)
    return _blank(type(form), get_language(), form.asked.code, form.asked.today)


@lru_cache(maxsize=64)
def _blank(kind: type[Question], _language: str | None, code: CodeText, today: date) -> SafeString:
    return _rendered(kind(asked=Asked(code=code, today=today)))


def _rendered(form: Question) -> SafeString:
    template = "persons" if form.persons else "keep_away" if form.groups else ""
    if not template:
        return form.render()
    return mark_safe(render_to_string(f"casework/public/{template}.html", {"form": form}))  # noqa: S308  it has escaped it
