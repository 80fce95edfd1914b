"""The screening sheet: the report and the five parts of screening on one page. Each part is a step and is saved by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from casework import access
from casework.access import Actor
from casework.forms.base import VerbForm
from casework.forms.fields import YesNo
from casework.procedure.reading.actions import open_papers
from casework.procedure.screening.guards import in_time, sworn_throughout
from casework.queries.case_page import CasePage, Offer, Text
from casework.queries.matrix import MatrixRow
from casework.queries.possible_members import PossibleMember, possible_members
from casework.queries.reported import answers_reported, reported, texts_reported
from casework.queries.same_member import others_about_member
from casework.queries.step_version import step_version
from casework.recording import OpenedTexts
from casework.verbs import VERBS
from casework.vocabulary import AllegationState, Verb
from casework.web.case_tabs import acts_alleged, frame
from casework.web.context import Context
from casework.web.draft_page import draft_on_page
from casework.web.prefill import prefill
from casework.web.requests import acting
from casework.web.rests_on import pieces_of
from casework.workflow.step import in_the_way
from ledger.canonical import Values

PARTS = (
    (Verb.TRIAGE_CASE, gettext_lazy("Risk, before any name")),
    (Verb.IDENTIFY_RESPONDENT, gettext_lazy("Who it is about")),
    (Verb.FRAME_ALLEGATION, gettext_lazy("Allegations")),
    (Verb.SCOPE_ALLEGATION, gettext_lazy("Is it for us?")),
    (Verb.OPEN_INVESTIGATION, gettext_lazy("Decision")),
)
"""The parts in their order, each with its step."""
OTHER_WAYS = (
    Verb.REQUEST_INFORMATION,
    Verb.DECIDE_IDENTITY,
    Verb.OFFER_EARLY_RESOLUTION,
    Verb.DISMISS_CASE,
    Verb.REFER_CASE,
    Verb.MERGE_CASE,
)
"""Steps that a screener can take instead, or first. Each has a page of its own, with its letters."""


@dataclass(frozen=True, kw_only=True)
class SheetPart:
    """A part. `is_now`: the first that is not done. `again`: its step can be taken once more."""

    number: int
    verb: Verb
    title: Promise
    done: bool
    is_now: bool
    again: bool


@dataclass(frozen=True, kw_only=True)
class AllegationCheck:
    """An allegation with what the record says: whether it was reported in time, and an oath was in force on every day."""

    row: MatrixRow
    state: AllegationState
    in_time: bool
    sworn: bool


@login_required
@require_safe
def screening_sheet(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the sheet to a screener. Its forms go to the pages of the steps, which lead back here or show what is wrong."""
    by = acting(request)
    access.require_step(by, reference, Verb.OPEN_INVESTIGATION)
    page, texts = open_papers(reference=reference, by=by, verbs=VERBS, shown=texts_of_sheet)
    shown = (
        frame(page, texts, "screening_sheet", by) | around_report(page, texts) | around_parts(request, by, page, texts)
    )
    return render(request, "casework/sheets/screening.html", shown)


def around_parts(request: HttpRequest, by: Actor, page: CasePage, texts: OpenedTexts) -> Context:
    """Return the parts, the form of the next part, and the content of the parts that are done."""
    parts = sheet_parts(page)
    now = next(part for part in parts if part.is_now)
    shown = form_of_part(request, by, page, now)
    offer_members(shown["form"], members_for_part(page, texts, now))
    return shown | {
        "parts": parts,
        "request_key": uuid4(),
        "allegations": allegation_checks(page),
        "ends": other_ways(page),
        "sheet": "screening",
        "others_about": others_about_member(page.case, by.user),
    }


def texts_of_sheet(page: CasePage) -> Iterator[Text]:
    """Yield the report, the acts that were framed, and the titles of the evidence."""
    yield from texts_reported(page)
    yield from acts_alleged(page)
    yield from (text for text in page.texts if text.field == "title")


def sheet_parts(page: CasePage) -> tuple[SheetPart, ...]:
    """Return the five parts. The last is never done while the case is screened."""
    view = page.case.view
    alleged = view.allegations.all
    done = (
        view.screening.triaged,
        view.screening.respondent is not None,
        bool(alleged),
        bool(alleged) and not view.allegations.in_state(AllegationState.DRAFTED),
        False,
    )
    allowed = {offer.verb for offer in page.offers if offer.allowed}
    return tuple(
        SheetPart(
            number=n,
            verb=verb,
            title=title,
            done=done[n - 1],
            is_now=n - 1 == done.index(False),
            again=done[n - 1] and verb in allowed,
        )
        for n, (verb, title) in enumerate(PARTS, 1)
    )


def around_report(page: CasePage, texts: OpenedTexts) -> Context:
    """Return the report in short and in full, and the evidence that came with it."""
    return {
        "report": reported(page, texts),
        "story": str(answers_reported(page, texts).get("narrative") or ""),
        "pieces": pieces_of(page.case, texts),
        "files": {},
        "bundle_pages": {},
    }


def form_of_part(request: HttpRequest, by: Actor, page: CasePage, part: SheetPart) -> Context:
    """Return the form of the next part with its draft and what the case fills in, or why its step is shut."""
    case = page.case
    form = VERBS[part.verb].form(view=case.view, acting=case.acting, auto_id="sheet_%s")
    form.inline = [name for name, field in form.fields.items() if isinstance(field, YesNo)]
    draft = draft_on_page(request, by, case, part.verb, form, chosen={})
    against = in_the_way(case, part.verb) or form.lacking
    if not against and part.verb is not Verb.IDENTIFY_RESPONDENT:  # the sheet has the report open, and compares members
        prefill(form, case, part.verb, by)
    return {
        "form": form,
        "draft": draft,
        "case": case,
        "step": VERBS[part.verb],
        "against": against,
        "version": step_version(case, part.verb),
    }


def members_for_part(page: CasePage, texts: OpenedTexts, now: SheetPart) -> tuple[PossibleMember, ...]:
    """Return the members whom the report may be about, if this part asks who it is."""
    if now.verb is not Verb.IDENTIFY_RESPONDENT:
        return ()
    said = answers_reported(page, texts)
    accused, told = said.get("accused"), said.get("particulars")
    return possible_members(accused, days_reported(told)) if isinstance(accused, dict) else ()


def days_reported(told: object) -> tuple[date, date] | None:
    first, last = (told.get(name) for name in ("first_day", "last_day")) if isinstance(told, dict) else (None, None)
    return (date.fromisoformat(first), date.fromisoformat(last or first)) if first else None


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


def allegation_checks(page: CasePage) -> list[AllegationCheck]:
    view = page.case.view
    states = {one.id: one for one in view.allegations.all}
    return [
        AllegationCheck(
            row=row,
            state=states[row.key].state,
            in_time=in_time(states[row.key], view),
            sworn=sworn_throughout(states[row.key], view.sworn),
        )
        for row in page.matrix
    ]


def other_ways(page: CasePage) -> list[Offer]:
    """Return the other steps that the viewer has, open steps first."""
    found = [offer for offer in page.offers if offer.verb in OTHER_WAYS]
    return sorted(found, key=lambda offer: (not (offer.allowed or offer.waits), OTHER_WAYS.index(offer.verb)))
