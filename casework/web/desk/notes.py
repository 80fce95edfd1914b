"""The tab of a case with its notes and tasks, and the pages on which a note is changed and a task is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from casework.access import Actor
from casework.forms.base import VerbForm
from casework.models import Case
from casework.procedure.notes import actions
from casework.procedure.notes.forms import NoteForm, TaskForm, WordsForm
from casework.queries.case.page import CasePage
from casework.queries.case.tasks import tasks_given, tasks_of
from casework.queries.evidence.sealed_drafts import DraftPlace, forget_draft
from casework.queries.people.colleagues import Colleague, colleagues, own_note_rights, team_among, team_of
from casework.queries.people.named_but_not_reading import named_but_not_reading
from casework.queries.steps.steps_for_tasks import steps_for_tasks
from casework.queries.threads.notes import lines_for_tasks, own_note
from casework.verbs import VERBS
from casework.vocabulary import DoneBefore, NotNow, NotSeen
from casework.vocabulary.notes import BEGINNINGS, NoteLevel
from casework.web.desk.case_tabs import frame, gate_shown
from casework.web.desk.team import tell_who_is_away
from casework.web.drafts import drafts
from casework.web.drafts.notes import NOTE, TASK, draft_of, page_of, place_of_note, require_notes, require_team, said_of
from casework.web.drafts.page import own_draft
from casework.web.drafts.texts import get_draft
from casework.web.requests import acting, read_uuid
from casework.web.shared.context import Context
from casework.web.step_page.cancelling import answer_cancel, cancels
from casework.web.step_page.done import Did, keep_done, tell_with_next

type Make = Callable[[QueryDict | None], VerbForm]
"""Makes a form of what was sent, or a new one of nothing."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A page with one form of notes or tasks: who asks for it, in which case, and the name under which its draft lies."""

    request: HttpRequest
    by: Actor
    case: Case
    page: str

    @property
    def place(self) -> DraftPlace:
        return place_of_note(self.case, self.by, self.page)


LABELS = {verb: one.label for verb, one in VERBS.items()}
BEGIN, LINES = "begin", "lines"
"""What the button beside a note or a message sends: the chosen line, if one was, and all its lines."""
ON_ITEMS = {"tick": actions.tick_off, "untick": actions.take_tick_off}
TICKS = frozenset({"tick", "done"})
"""The buttons with which something is done, and not undone or moved."""
ON_TASKS = {
    "done": actions.finish_task,
    "open": actions.reopen_task,
    "take": actions.take_task,
    "delete": actions.delete_task,
}
"""What the buttons beside an item of the checklist and beside a task do, by the name that the form sends."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notes_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the notes and tasks of a case, or keep a new note. What was typed stays when it is refused."""
    by = acting(request)
    if request.method != "POST":
        return show_notes(request, by, reference)
    case = require_notes(by, reference)
    form = note_form(case, by, colleagues(case), request.POST, begun_at(request))
    sheet = Sheet(request=request, by=by, case=case, page=NOTE)
    came = answer(sheet, form, partial(actions.write_note, reference=reference, by=by))
    return came if isinstance(came, HttpResponse) else show_notes(request, by, reference, came)


def show_notes(request: HttpRequest, by: Actor, reference: str, refused: NotNow | None = None) -> HttpResponse:
    page, notes, older = actions.open_notes(reference=reference, by=by, verbs=VERBS, before=_before(request))
    people = colleagues(page.case)
    form = note_form(page.case, by, people, sent(request, refused), begun_at(request))
    sheet = Sheet(request=request, by=by, case=page.case, page=NOTE)
    shown = frame(page, {}, "case_notes", by) | form_context(sheet, form, refused)
    shown |= {"notes": notes, "older": older, "named": next((one.id for one in notes if one.names_me), None)}
    shown |= tasks_shown(page, by, people) | {"gate": gate_shown(page)}
    return render(request, "casework/case/notes.html", shown, status=status_of(form, refused))


def begun_at(request: HttpRequest) -> str | Promise:
    """Return the words with which the address lets a new note begin."""
    return BEGINNINGS.get(request.GET.get("begin", ""), "")


def tasks_shown(page: CasePage, by: Actor, people: Mapping[UUID, Colleague]) -> Context:
    """Return the tasks of a case or, for a viewer who is not in its team, those that they wrote themselves. One query."""
    team = team_among(people)
    if by.user.pk in team:
        return {"tasks": tasks_of(page.case, by.user.pk, team)}
    return {"given": tasks_given(page.case, by.user.pk, people)}


def note_form(
    case: Case, by: Actor, people: Mapping[UUID, Colleague], typed: QueryDict | None, begin: str | Promise = ""
) -> NoteForm:
    """Return the form of a new note. It begins with `begin`, unless there is a draft."""
    rights, initial = own_note_rights(case), {"level": NoteLevel.MINE.value, "words": begin}
    return NoteForm(typed, rights=rights, people=people, own=by.user.pk, initial=initial)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def note_page(request: HttpRequest, reference: str, note: UUID) -> HttpResponse:
    """Show a note of one's own to be changed, change it, or delete it."""
    by = acting(request)
    case = require_notes(by, reference)
    if "delete" in request.POST:
        return delete(request, by, case, note)
    initial = {"words": own_note(case, by.user.pk, note).words}
    sheet = Sheet(request=request, by=by, case=case, page=page_of(note))
    act = partial(actions.change_note, reference=reference, by=by, note=note)
    return form_page(sheet, lambda typed: WordsForm(typed, initial=initial), act)


def delete(request: HttpRequest, by: Actor, case: Case, note: UUID) -> HttpResponse:
    try:
        actions.delete_note(reference=case.reference, by=by, note=note)
    except NotNow as refused:
        messages.warning(request, refused.reasons[0])
    else:
        forget_draft(place_of_note(case, by, page_of(note)))
        messages.success(request, _("The note is deleted. Nobody else had read it."))
    return redirect("case_notes", case.reference)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_task(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for a task, or keep it. A line of a note or a message can be sent here to begin with: it is only shown."""
    by = acting(request)
    case = require_team(by, reference)
    team, sheet = team_of(case), Sheet(request=request, by=by, case=case, page=TASK)
    steps = steps_for_tasks(case, team, by.user.pk, LABELS)
    make = partial(TaskForm, people=team, own=by.user.pk, steps=steps)
    if BEGIN in request.POST:
        return begin_task(sheet, make)
    return form_page(sheet, make, partial(actions.add_task, reference=reference, by=by))


def begin_task(sheet: Sheet, make: Callable[..., VerbForm]) -> HttpResponse:
    """Show the form with the line that was sent, and the others to choose from. A draft from before stands beside it."""
    lines, kept = lines_for_tasks("\n".join(sheet.request.POST.getlist(LINES))), get_draft(sheet.place)
    line = sheet.request.POST.get(BEGIN, "")
    form = make(None, initial={"words": line if line in lines else "".join(lines[:1])})
    draft = own_draft(replace(kept, typed={}), kept.typed, rules=sheet.case.view.rules)
    begun = {"form": form, "draft": draft, "others": said_of(kept.typed), "request_key": uuid4()}
    shown = form_frame(sheet) | begun | {"lines": lines if len(lines) > 1 else ()}
    return render(sheet.request, "casework/case/note_form.html", shown)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_tasks(request: HttpRequest, reference: str) -> HttpResponse:
    """Tick an item or a task, take a task, or delete one, as the button says. NotSeen for a button that no page has."""
    by = acting(request)
    require_team(by, reference)
    if request.method == "POST":
        press(request, by, reference)
    return redirect("case_notes", reference)


def press(request: HttpRequest, by: Actor, reference: str) -> None:
    do, _colon, which = request.POST.get("do", "").partition(":")
    try:
        change_task(by, reference, do, which)
        keep_done(request, reference, Did.TICKED, times=int(do in TICKS))
        if do in TICKS:
            messages.success(request, _("Ticked off."))
    except NotNow as refused:
        messages.warning(request, refused.reasons[0])


def change_task(by: Actor, reference: str, do: str, which: str) -> None:
    task = read_uuid(which)
    if do in ON_ITEMS:
        ON_ITEMS[do](reference=reference, by=by, item=which)
    elif do in ON_TASKS and task:
        ON_TASKS[do](reference=reference, by=by, task=task)
    else:
        raise NotSeen


TITLES = {TASK: gettext_lazy("Add a task")}
CHANGE = gettext_lazy("Change a note")


def form_page(sheet: Sheet, make: Make, act: Callable[..., object]) -> HttpResponse:
    """Show a form with its draft on a page of its own, or do what it asks and lead back to the tab."""
    request, home, came = sheet.request, reverse("case_notes", args=[sheet.case.reference]), None
    if request.method == "POST":
        came = answer(sheet, make(request.POST), act, home)
    if isinstance(came, HttpResponse):
        return came
    return show_form(sheet, make(sent(request, came)), came)


def show_form(sheet: Sheet, form: VerbForm, refused: NotNow | None) -> HttpResponse:
    shown = form_frame(sheet) | form_context(sheet, form, refused)
    return render(sheet.request, "casework/case/note_form.html", shown, status=status_of(form, refused))


def form_frame(sheet: Sheet) -> Context:
    home, title = reverse("case_notes", args=[sheet.case.reference]), TITLES.get(sheet.page, CHANGE)
    return {"audience": "staff", "case": sheet.case, "title": title, "back": home, "is_note": sheet.page != TASK}


def answer(sheet: Sheet, form: VerbForm, act: Callable[..., object], home: str = "") -> HttpResponse | NotNow | None:
    """Keep the draft, or do what the form asks, and lead on. Return why it was refused; None if the form says so itself."""
    request = sheet.request
    try:
        if cancels(request):
            leads = home or reverse("case", args=[sheet.case.reference])
            return answer_cancel(request, sheet.by, sheet.place, leads, form)
        if drafts.is_about_draft(request):
            return drafts.answer_draft(request, sheet.by, sheet.place, request.path)
        if not form.is_valid():
            return None
        act(**form.cleaned_data)
    except DoneBefore:
        return redirect(home or request.path)
    except NotNow as refused:
        return refused
    forget_draft(sheet.place)
    words = _("Your task is saved.") if sheet.page == TASK else _("Your note is saved.")
    tell_with_next(request, words, sheet.case.reference)
    tell_who_does_not_read(sheet, form)
    tell_who_is_away(request, form)
    keep_done(request, sheet.case.reference, Did.TASK if sheet.page == TASK else Did.NOTE)
    return redirect(home or request.path)


def tell_who_does_not_read(sheet: Sheet, form: VerbForm) -> None:
    """Name on the next page those whom a new note names in its words, and who will not read it."""
    if not isinstance(form, NoteForm):
        return
    typed = form.cleaned_data
    reading = {one.name for one in form.read_by[typed["level"]]}
    if names := named_but_not_reading(sheet.case, typed["words"], reading):
        said = _("You name %(names)s in your note. They will not read it: they are not among its readers.")
        messages.warning(sheet.request, said % {"names": ", ".join(names)})


def sent(request: HttpRequest, refused: NotNow | None) -> QueryDict | None:
    """Return what a form was sent with; None where it is only shown beside another text, and is not judged."""
    return None if request.method != "POST" or isinstance(refused, drafts.TextsDiffer) else request.POST


def form_context(sheet: Sheet, form: VerbForm, refused: NotNow | None) -> Context:
    """Return what a page with a form and its draft shows."""
    draft = draft_of(sheet.request, sheet.by, sheet.case, sheet.place, form)
    return {
        "form": form,
        "draft": draft,
        "others": said_of(draft.others),
        "refused": () if refused is None or isinstance(refused, drafts.TextsDiffer) else refused.reasons,
        "request_key": uuid4(),
    }


def status_of(form: VerbForm, refused: NotNow | None) -> int:
    if refused:
        return refused.status
    return 422 if form.is_bound and not form.is_valid() else 200


def _before(request: HttpRequest) -> UUID | None:
    """Return the note before which a page of notes begins. NotSeen for a value that no link of the page has."""
    said = request.GET.get("before", "")
    key = read_uuid(said)
    if said and key is None:
        raise NotSeen
    return key
