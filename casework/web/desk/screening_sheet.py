"""The screening sheet: the report and the five parts of screening on one page. Each part is saved by itself, by its own steps.

The risk comes first, before any name. Then one form has all other parts: what is filled in is saved, the rest stays open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from casework import access
from casework.access import Actor
from casework.procedure.reading.papers import open_papers
from casework.procedure.screening.guards import in_time, sworn_throughout
from casework.queries.case.matrix import MatrixRow
from casework.queries.case.page import CasePage, Text
from casework.queries.case.reported import answers_reported, reported, texts_reported
from casework.queries.case.same_member import others_about_member
from casework.queries.case.step_version import step_version
from casework.queries.decisions.blind_reading import agreement_in
from casework.queries.evidence.sealed_drafts import DraftPlace, place_of_step
from casework.queries.steps.offers import Offer
from casework.record.events import AllegationScoped, RiskTriaged
from casework.recording import OpenedTexts
from casework.verbs import VERBS
from casework.vocabulary import AllegationState, BadShape, NotNow, Verb
from casework.vocabulary.case_stages import OTHER_WAYS_TO_SCREEN
from casework.web.cases.papers_beside import acts_alleged
from casework.web.decisions.rests_on import pieces_of
from casework.web.desk.case_tabs import frame
from casework.web.desk.members_offered import members_reported, offer_members, say_who_was_reported
from casework.web.desk.screening_form import OPEN, STEPS, Sheet, step_of, title_of, without
from casework.web.desk.screening_risk import SHEET, comes_back, form_of_risk
from casework.web.desk.screening_save import Saved, risk_refused, save_parts
from casework.web.drafts import drafts
from casework.web.drafts.page import own_draft
from casework.web.drafts.texts import Draft, get_draft
from casework.web.requests import acting
from casework.web.shared.context import Context
from casework.web.step_page.page import way_back
from casework.workflow.step import in_the_way, not_none

PARTS = (
    (Verb.TRIAGE_CASE, gettext_lazy("Risk, before any name")),
    (Verb.IDENTIFY_RESPONDENT, gettext_lazy("Who it is about")),
    (Verb.FRAME_ALLEGATION, gettext_lazy("Allegations")),
    (Verb.SCOPE_ALLEGATION, gettext_lazy("Is it for us?")),
    (Verb.OPEN_INVESTIGATION, gettext_lazy("Decision")),
)
"""The parts in their order, each with its step."""
PLACES = {verb: number for number, (verb, _title) in enumerate(PARTS, 1)}


@dataclass(frozen=True, kw_only=True)
class SheetPart:
    """A part. `is_now`: the first that is not done. `is_open`: it can be filled in. `again`: its step can be taken again."""

    number: int
    verb: Verb
    title: Promise
    done: bool
    is_now: bool
    is_open: bool
    again: bool


@dataclass(frozen=True, kw_only=True)
class AllegationCheck:
    """An allegation with what the record says: whether it was reported in time, and an oath was in force on every day.

    `reasons` are those of the decision on its scope, if the viewer may read them.
    """

    row: MatrixRow
    state: AllegationState
    ongoing: bool
    reasons: str
    in_time: bool
    sworn: bool


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def screening_sheet(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the sheet to a screener, or save the parts that were filled in. The risk is sent to the page of its step."""
    by = acting(request)
    if request.method != "POST":
        access.require_step(by, reference, Verb.OPEN_INVESTIGATION)
        return show_sheet(request, by, reference, None)
    if drafts.is_about_draft(request):
        return answer_draft(request, by, reference)
    return answer_parts(request, by, reference, save_parts(request, by, reference, place_shown(by, reference)))


def place_of_sheet(by: Actor, *, reference: str) -> DraftPlace:
    """Return where the draft of the sheet lies, for a screener who may take its last step. Raises as the page does."""
    access.require_step(by, reference, Verb.OPEN_INVESTIGATION)
    return place_shown(by, reference)


drafts.PLACES[SHEET] = place_of_sheet


def place_shown(by: Actor, reference: str) -> DraftPlace:
    """Return the same for an officer who sees the case: a form that is sent twice is answered after its steps as well."""
    case, held = access.rights_in(by, reference)
    access.require_held(by, reference, held, *access.SHOWN_TO_OFFICERS)
    return place_of_step(not_none(case), SHEET, "office", by.user.pk)


def answer_draft(request: HttpRequest, by: Actor, reference: str) -> HttpResponse:
    """Keep or delete the draft, or show both texts if another one was kept since the page was shown."""
    place = place_of_sheet(by, reference=reference)
    try:
        return drafts.answer_draft(request, by, place, request.path)
    except drafts.TextsDiffer:
        other = get_draft(place)
        typed = Draft(version=other.version, typed={})
        return show_sheet(
            request, by, reference, Saved(typed=drafts.typed_in(request), draft=typed, others=other.typed)
        )


def answer_parts(request: HttpRequest, by: Actor, reference: str, saved: Saved) -> HttpResponse:
    """Lead on if everything was saved; else show the sheet with what was not, and why."""
    if saved.refused or not (saved.done or saved.repeated):
        return show_sheet(request, by, reference, saved)
    steps = ", ".join(str(VERBS[verb].label) for verb in dict.fromkeys(saved.done))
    said = _("%(step)s – done.") % {"step": steps} if steps else _("This was done before.")
    messages.success(request, said)
    opened = Verb.OPEN_INVESTIGATION.value not in (held := access.rights_in(by, reference)[1])
    return redirect(way_back(held, "desk", reverse("case" if opened else SHEET, args=[reference])))


def show_sheet(request: HttpRequest, by: Actor, reference: str, saved: Saved | None) -> HttpResponse:
    page, texts = open_papers(reference=reference, by=by, verbs=VERBS, shown=texts_of_sheet)
    shown = frame(page, texts, SHEET, by) | around_report(page, texts)
    shown |= around_parts(request, by, page, texts, saved)
    status = 200 if saved is None else 409 if saved.refused and not saved.wrong else 422
    return render(request, "casework/sheets/screening.html", shown, status=status)


def sheet_again(
    request: HttpRequest, by: Actor, reference: str, refused: BadShape | NotNow, *, of: Verb, there: str
) -> HttpResponse | None:
    """Return the sheet with why the risk that came from it was refused; None for every other step."""
    comes = comes_back(by, of, reference, refused, there)
    return show_sheet(request, by, reference, risk_refused(refused)) if comes else None


def around_parts(request: HttpRequest, by: Actor, page: CasePage, texts: OpenedTexts, saved: Saved | None) -> Context:
    """Return the parts, the fields of those that are open, and the content of the parts that are done."""
    triaged = page.case.view.screening.triaged
    shown = around_fields(by, page, texts, saved) if triaged else form_of_risk(request, by, page)
    return shown | {
        "parts": sheet_parts(page),
        "case": page.case,
        "request_key": uuid4(),
        "allegations": allegation_checks(page, texts),
        "why_this_risk": reasons_for_risk(page, texts),
        "ends": other_ways(page),
        "sheet": "screening",
        "agreement": agreement_in(page.case),
        "others_about": others_about_member(page.case, by.user),
        **around_refused(page, saved),
    }


def texts_of_sheet(page: CasePage) -> Iterator[Text]:
    """Yield the report, the acts that were framed with the reasons on their scope, and the titles of the evidence."""
    yield from texts_reported(page)
    yield from acts_alleged(page)
    shown = {*scope_entries(page).values(), *entries_of_risk(page)}
    yield from (text for text in page.texts if text.entry in shown)
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
            is_open=not done[n - 1] and (done[0] or n == 1),
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


def around_fields(by: Actor, page: CasePage, texts: OpenedTexts, saved: Saved | None) -> Context:
    """Return the fields of all parts that are open, with what was typed or the draft, and what was refused."""
    case = page.case
    draft = (saved.draft if saved else None) or get_draft(place_of_step(case.pk, SHEET, "office", by.user.pk))
    typed, wrong = (saved.typed, saved.wrong) if saved else (draft.typed, {})
    fields = Sheet(case=case, texts=texts, typed=without(typed, OPEN), wrong=wrong).fields()
    if fields.who:
        offer_members(fields.who, members_reported(page, texts))
        say_who_was_reported(fields.who, answers_reported(page, texts).get("accused"))
    return {
        "fields": fields,
        "draft": own_draft(draft, {}, rules=case.view.rules),
        "others": ["\n".join(said) for said in (saved.others if saved else {}).values()],
        "versions": [step_version(case, verb) for verb in STEPS.values()],
        "until_then": in_the_way(case, Verb.OPEN_INVESTIGATION),
    }


def around_refused(page: CasePage, saved: Saved | None) -> Context:
    """Return what stands first on the sheet after a press that did not save everything."""
    if saved is None:
        return {}
    said = [(PLACES[step_of(group)], title_of(group, page.case.view), why) for group, why in saved.refused.items()]
    nothing = not saved.refused and not saved.others
    return {"refused": said, "nothing": nothing, "errors": bool(said) or nothing, "saved": len(saved.done)}


def scope_entries(page: CasePage) -> dict[UUID, UUID]:
    """Return, by allegation, the last entry that decided its scope."""
    events = (one.event for one in page.case.record)
    return {event.allegation: event.id for event in events if isinstance(event, AllegationScoped)}


def entries_of_risk(page: CasePage) -> list[UUID]:
    """Return the entry that assessed the risk, if there is one."""
    return [one.event.id for one in page.case.record if isinstance(one.event, RiskTriaged)]


def reasons_for_risk(page: CasePage, texts: OpenedTexts) -> str:
    """Return why the risk was assessed as it was; empty for people who may not read it."""
    return "".join(str(texts.get((entry, "notes")) or "") for entry in entries_of_risk(page))


def allegation_checks(page: CasePage, texts: OpenedTexts) -> list[AllegationCheck]:
    view, scoped = page.case.view, scope_entries(page)
    states = {one.id: one for one in view.allegations.all}
    return [
        AllegationCheck(
            row=row,
            state=states[row.key].state,
            ongoing=states[row.key].ongoing,
            reasons=str(texts.get((scoped[row.key], "reasons")) or "") if row.key in scoped else "",
            in_time=in_time(states[row.key], view),
            sworn=sworn_throughout(states[row.key], view.sworn),
        )
        for row in page.matrix
    ]


def other_ways(page: CasePage) -> list[Offer]:
    """Return the other steps that the viewer has, open steps first."""
    found = [offer for offer in page.offers if offer.verb in OTHER_WAYS_TO_SCREEN]
    return sorted(found, key=lambda offer: (not (offer.allowed or offer.waits), OTHER_WAYS_TO_SCREEN.index(offer.verb)))
