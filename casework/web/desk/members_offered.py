"""The members whom a report may be about, as the choices of a form: each compared with what the report says."""

from collections.abc import Iterator
from datetime import date

from django import forms
from django.utils.translation import gettext as _

from casework.forms.base import VerbForm
from casework.queries.case.page import CasePage
from casework.queries.case.reported import answers_reported
from casework.queries.conflicts.possible_members import PossibleMember, possible_members
from casework.recording import OpenedTexts
from ledger.canonical import Values


def members_reported(page: CasePage, texts: OpenedTexts) -> tuple[PossibleMember, ...]:
    """Return the members whom the report may be about."""
    said = answers_reported(page, texts)
    accused, told = said.get("accused"), said.get("particulars")
    return possible_members(accused, days_reported(told)) if isinstance(accused, dict) else ()


def days_reported(told: object) -> tuple[date, date] | None:
    first, last = (told.get(name) for name in ("first_day", "last_day")) if isinstance(told, dict) else (None, None)
    return (date.fromisoformat(first), date.fromisoformat(last or first)) if first else None


def say_who_was_reported(form: VerbForm, said: object) -> None:
    """Say beside the member what the reporter wrote: the name or the number is theirs, and nobody has compared it yet."""
    wrote = (
        ", ".join(str(said[name]) for name in ("name", "number") if said.get(name)) if isinstance(said, dict) else ""
    )
    if wrote:
        field = form.fields["member"]
        field.help_text = f"{_('The reporter wrote: “%(words)s”.') % {'words': wrote}} {field.help_text}".strip()


def offer_members(form: VerbForm, possible: tuple[PossibleMember, ...]) -> None:
    """Let the form offer these members instead of asking for a number. A member whose number was reported is chosen."""
    if not possible:
        return
    hints: Values = {one.member.number: " · ".join(compared_words(one)) for one in possible}
    choices = [(one.member.number, f"{one.member.name}, {one.member.number}") for one in possible]
    field = form.fields["member"]
    field.widget = forms.RadioSelect(choices=choices, attrs={"choice_hints": hints})
    field.label, field.help_text = _("Which member is it?"), ""
    field.initial = next((one.member.number for one in possible if one.by_number), None)
    form.initial.pop("member", None)


def compared_words(one: PossibleMember) -> Iterator[str]:
    """Yield how a member compares with the report, each with a mark and in words."""
    member = one.member
    if member.employer:
        mark = {True: "✓ ", False: "✕ ", None: ""}[one.employer_fits]
        yield mark + member.employer
    if one.employer_fits is False:
        yield _("another employer than the report says")
    yield from (words for words in (member.place, member.chapter) if words)
    if one.bound is not None:
        yield (
            _("✓ an oath was in force on every day in the report")
            if one.bound
            else _("✕ no oath was in force on at least one day in the report")
        )
