"""Words of the case in the form of a step, for people who may read them; the opening is recorded first."""

from typing import cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from casework.access import Actor
from casework.forms.base import VerbForm
from casework.models import Case
from casework.procedure.reading.actions import open_content
from casework.queries.case_page import all_readable, group_by_compartment
from casework.vocabulary import CaseCompartment, Verb


def offer_by_title(form: VerbForm, case: Case, verb: Verb, by: Actor) -> None:
    """Put the title before each piece of evidence, or copy of one, that the form offers and its reader may open."""
    field = form.fields.get("evidence")
    if not isinstance(field, forms.ChoiceField):
        return
    known = case.view.evidence
    entries = {one.id: one.added_by for one in known.all} | {copy.id: copy.given_by for copy in known.copies}
    titles = {text.entry: text for _, some in all_readable(case) for text in some if text.field == "title"}
    choices = cast(list[tuple[UUID, str]], field.choices)
    offered = [(key, words, titles.get(entries[key]) if key in entries else None) for key, words in choices]
    wanted = group_by_compartment(title for _, _, title in offered if title is not None)
    if not wanted:
        return
    opened = open_content(reference=case.reference, by=by, rights=[verb], wanted=wanted)
    read = {address[0]: text for address, text in opened.items()}
    field.choices = [
        (key, f"{read[title.entry]} ({words})" if title and read.get(title.entry) else words)
        for key, words, title in offered
    ]


def ask_by_line(form: VerbForm, case: Case, verb: Verb, by: Actor) -> None:
    entry = case.view.filing.asked
    if verb is not Verb.RULE_ON_KEEP_AWAY or entry is None:
        return
    key = (entry, "lines")
    lines = open_content(reference=case.reference, by=by, rights=[verb], wanted={CaseCompartment.KEEP_AWAY: [key]})[key]
    for place, line in enumerate(lines, start=1):
        form.fields[f"line_{place}"].label = _("“%(line)s”: whom does it mean?") % {"line": line}
