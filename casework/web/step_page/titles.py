"""Words of the case in the form of a step, for people who may read them; the opening is recorded first."""

from collections.abc import Collection, Mapping
from textwrap import shorten
from typing import Any, cast
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from casework.access import Actor
from casework.forms.base import VerbForm
from casework.models import Case
from casework.procedure.findings.forms import RestsOnField, line_key
from casework.procedure.reading.actions import open_content
from casework.queries.case.page import all_readable, group_by_compartment
from casework.record.state.hearing import MinuteLine
from casework.recording import OpenedTexts
from casework.vocabulary import CaseCompartment, Reading, Right, Verb
from casework.web.shared.came_from import query_from
from casework.web.step_page.prefill import ALL_CHOSEN


def fill_in(form: VerbForm, case: Case, verb: Verb, by: Actor) -> None:
    """Put words of the case into the form that it cannot read itself, after recording that they were opened."""
    offer_by_title(form, case, verb, by)
    ask_by_line(form, case, verb, by)
    offer_lines_in_words(form, case, verb, by)


def offer_by_title(form: VerbForm, case: Case, verb: Verb, by: Actor) -> None:
    """Put the title before each piece of evidence, or copy of one, that the form offers and its reader may open.

    A step that sends documents also links to each.
    """
    field = form.fields.get("evidence")
    if not isinstance(field, forms.ChoiceField):
        return
    known = case.view.evidence
    entries = {str(one.id): one.added_by for one in known.all}
    entries |= {str(copy.id): copy.given_by for copy in known.copies}
    titles = {text.entry: text for _, some in all_readable(case) for text in some if text.field == "title"}
    choices = cast(list[tuple[UUID | str, str]], field.choices)
    offered = {key: titles[entry] for key, _ in choices if (entry := entries.get(str(key))) in titles}
    if not offered:
        return
    wanted = group_by_compartment(offered.values())
    opened = open_content(reference=case.reference, by=by, rights=[verb], wanted=wanted)
    read = {address[0]: text for address, text in opened.items()}
    said = {key: read.get(title.entry) for key, title in offered.items()}
    field.choices = [(key, f"{said[key]} ({words})" if said.get(key) else words) for key, words in choices]
    if verb in ALL_CHOSEN and Reading.SEE_CASE.value in case.rights:
        step = reverse("step", args=[case.reference, verb])
        hint(form, {str(key): _link(case, key, title.entry, said[key], step) for key, title in offered.items()})


def titles_opened(case: Case, by: Actor, right: Right, entries: Collection[UUID]) -> Mapping[UUID, str]:
    """Return the title of each of these entries that has one which the viewer may open, after recording that they opened it."""
    texts = [text for _, some in all_readable(case) for text in some if text.field == "title" and text.entry in entries]
    if not texts:
        return {}
    wanted = group_by_compartment(texts)
    opened = open_content(reference=case.reference, by=by, rights=[right], wanted=wanted)
    return {entry: str(words) for (entry, _field), words in opened.items() if words}


def hint(form: VerbForm, hints: Mapping[str, SafeString]) -> None:
    """Put a hint below each choice of the field. A validated field has copied its hints, so its bound field gets them."""
    if form.is_bound:
        bound: Any = form["evidence"]
        bound.choice_hints = hints
    else:
        form.fields["evidence"].widget.attrs["choice_hints"] = hints


def _link(case: Case, key: UUID | str, entry: UUID, title: Any, step: str) -> SafeString:
    """Return a link to the file of a document, or to its words among the papers of the case, beside the form in a new tab.

    Back on that page leads to the `step`.
    """
    file = case.view.evidence.files.get(UUID(str(key)))
    there = reverse("file", args=[case.reference, file]) if file else ""
    there = there or f"{reverse('case_evidence', args=[case.reference])}{query_from(step)}#entry_{entry}"
    hidden = format_html('<span class="govuk-visually-hidden">: {}</span>', title or "")
    link = '<a class="govuk-link" href="{}" target="_blank" rel="noopener">{}{}</a>'
    return format_html(link, there, _("Look at it (opens in a new tab)"), hidden)


def offer_lines_in_words(form: VerbForm, case: Case, verb: Verb, by: Actor) -> None:
    """Put its words behind each line of the minute that the form offers and its reader may open."""
    fields = [one for one in form.fields.values() if isinstance(one, RestsOnField)]
    offered = {key for field in fields for key, _words in cast(list[tuple[str, str]], field.choices)}
    lines = {line_key(n): line for n, line in enumerate(case.view.hearing.minute, 1) if line_key(n) in offered}
    asked = {(line.entry, "said") for line in lines.values()} | {
        (line.corrected, "corrected") for line in lines.values()
    }
    readable = (text for _, some in all_readable(case) for text in some if (text.entry, text.field) in asked)
    wanted = group_by_compartment(readable) if lines else {}
    if not wanted:
        return
    texts = open_content(reference=case.reference, by=by, rights=[verb], wanted=wanted)
    for field in fields:
        field.choices = [
            (key, _with_words(words, lines[key], texts) if key in lines else words)
            for key, words in cast(list[tuple[str, str]], field.choices)
        ]


def _with_words(words: str, line: MinuteLine, texts: OpenedTexts) -> str:
    said = texts.get((line.corrected, "corrected")) if line.corrected else texts.get((line.entry, "said"))
    return f"{words}: {shorten(str(said), width=120, placeholder='…')}" if said else words


def ask_by_line(form: VerbForm, case: Case, verb: Verb, by: Actor) -> None:
    entry = case.view.filing.asked
    if verb is not Verb.RULE_ON_KEEP_AWAY or entry is None:
        return
    key = (entry, "lines")
    lines = open_content(reference=case.reference, by=by, rights=[verb], wanted={CaseCompartment.KEEP_AWAY: [key]})[key]
    for place, line in enumerate(lines, start=1):
        form.fields[f"line_{place}"].label = _("“%(line)s”: whom does it mean?") % {"line": line}
