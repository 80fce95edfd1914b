"""The fields of a page of the report. Those of an empty page are rendered once: they say nothing of anybody who writes."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from casework.forms.complaint import Question
from casework.queries.conflicts.keep_away import OfficesListed
from policy.editions import CodeText


@dataclass(frozen=True)
class EmptyPage:
    """An empty page, and all that its fields depend on: a page that lists the people in office, on who they are."""

    kind: type[Question]
    language: str | None
    code: CodeText
    today: date
    offices: OfficesListed | None
    form: Question = field(compare=False)


def fields_of(form: Question) -> SafeString:
    """Return the fields of a page, with what was typed."""
    if form.is_bound or form.initial:
        return _rendered(form)
    asked = form.asked
    offices = asked.offices if form.groups else None
    return _rendered_once(EmptyPage(type(form), get_language(), asked.code, asked.today, offices, form))


@lru_cache(maxsize=64)
def _rendered_once(page: EmptyPage) -> SafeString:
    return _rendered(page.form)


def _rendered(form: Question) -> SafeString:
    if not form.own_template:
        return form.render()
    return mark_safe(render_to_string(f"casework/public/{form.own_template}.html", {"form": form}))  # noqa: S308  it has escaped it
