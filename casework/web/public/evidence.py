"""Files that come with a report: added, looked at, described, put in order and taken off, and what was found in each."""

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.forms import BoundField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.budgets import Budget, spend
from accounts.rate_limit_key import source_of
from casework.forms.complaint import Evidence
from casework.vocabulary import NotSeen
from casework.vocabulary.found import PERSONAL, PLACE, SENTENCES, kind_in_words, label_of, labels_of, value_in_words
from casework.web.drafts.sendings import seen_number, sending_of
from casework.web.files.sending import SANDBOX
from casework.web.public.autosave import answer_autosave, is_autosave
from casework.web.public.fields import fields_of
from casework.web.public.pages import render_public
from casework.web.public.report import BACK, TOO_MUCH, WORDS, came_from, question_context
from casework.web.public.writing import Writing, to_query_dict, typed_answers, with_draft
from converter.frames import PROTECTED
from vault import draft_files, drafts, pieces
from vault.attached import AttachedFile
from vault.uploads import Fault, FileRefused, SealedUpload
from vault.views import Part, View

PAGE = "evidence"
LOOK_SECONDS = 4.0
MOST_LOOKING = 8.0
"""Seconds after which no further file of the same request is looked at: its sender can ask for that."""
STAYS = ("add", "remove", "up", "down", "look", "save")
"""The buttons that lead to the same page again."""

type Source = Callable[[], str]
"""Asks for the token of the network that a request came from."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A file as its sender sees it."""

    file: AttachedFile
    kind: str
    caption: BoundField
    keep: BoundField | None
    facts: Sequence[tuple[str, str]]
    left_out: str
    remarks: Sequence[str]
    picture: str
    copy: str

    @property
    def view(self) -> View | None:
        return self.file.view

    @property
    def is_locked(self) -> bool:
        return self.view is not None and self.view.why == PROTECTED

    @property
    def has_nothing_found(self) -> bool:
        view = self.view
        return (
            view is not None and bool(view.parts) and not (self.facts or self.left_out or self.remarks or view.attached)
        )


@dataclass(frozen=True)
class Refused:
    """A file that was not taken."""

    name: str
    why: str


@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def evidence(request: HttpRequest, draft: Writing) -> HttpResponse:
    """Take files, and what the sender says of each. A file that cannot be taken is named, and costs no other.

    Every button saves what was typed, and the page does so by itself while somebody types.
    """
    if request.method != "POST":
        return render_saved(request, draft)
    if is_autosave(request):
        return answer_autosave(request, draft, sent_form(request, draft))
    take_off(draft, request.POST.get("remove", ""))
    refused = add_files(request.FILES.getlist("added"), partial(source_of, request), draft)
    look_again(draft, request.POST.get("look", ""), partial(source_of, request))
    return keep_notes(request, draft, refused)


def render_saved(request: HttpRequest, draft: Writing) -> HttpResponse:
    return render_files(request, draft, saved_form(draft, draft.files), files=draft.files)


def keep_notes(request: HttpRequest, draft: Writing, refused: Sequence[Refused]) -> HttpResponse:
    """Save captions, boxes and order, and go where the button leads; what is wrong or was refused comes back first."""
    form = sent_form(request, draft)
    try:
        draft = save_notes(draft, form, request)
    except drafts.ChangedElsewhere:
        return render_files(request, draft, form, status=409)
    if has_problems(form, refused):
        return render_files(request, draft, form, status=422, refused=refused)
    return redirect(next_address(draft, request))


def saved_form(draft: Writing, files: Iterable[AttachedFile]) -> Evidence:
    saved = to_query_dict(draft.typed(PAGE) or {})
    return Evidence(saved, asked=draft.asked, files=[file.id for file in files])


def sent_form(request: HttpRequest, draft: Writing) -> Evidence:
    files = [file.id for file in drafts.attached_files(draft.found)]
    form = Evidence(request.POST, request.FILES, asked=draft.asked, files=files)
    move(form, request.POST)
    return form


def has_problems(form: Evidence, refused: Iterable[Refused]) -> bool:
    """Whether the page has to come back; each file that was refused is named among its errors."""
    for one in refused:
        form.add_error("added", f"“{one.name}”: {one.why}")
    return bool(form.errors)


def take_off(draft: Writing, file: str) -> None:
    """Remove one file, or what arrived of one; an invalid id changes nothing."""
    with suppress(ValueError):
        draft_files.detach(draft.found.handle, draft.found.secret, UUID(file))
        pieces.drop(draft.found, UUID(file))


def add_files(uploads: Iterable[object], source: Source, draft: Writing) -> list[Refused]:
    """Keep each file with the draft and look at it; return those that were refused."""
    refused, until = [], time.monotonic() + MOST_LOOKING
    for upload in uploads:
        assert isinstance(upload, SealedUpload)
        try:
            if not spend(Budget.UPLOAD, source()):
                raise FileRefused(Fault.TOO_MANY)
            file = draft_files.attach(draft.found.handle, draft.found.secret, upload)
        except FileRefused as fault:
            refused.append(Refused(upload.name or "", str(fault)))
        else:
            if time.monotonic() < until:
                draft_files.look_at(draft.found.handle, draft.found.secret, file, seconds=LOOK_SECONDS)
    return refused


def look_again(draft: Writing, file: str, source: Source) -> None:
    """Look at a file at which nobody could look before; an invalid id changes nothing.

    It counts for `source` as a file does: each look can keep the converter busy for seconds.
    """
    with suppress(ValueError):
        wanted = UUID(file)
        if spend(Budget.UPLOAD, source()):
            draft_files.look_at(draft.found.handle, draft.found.secret, wanted, seconds=LOOK_SECONDS)


def move(form: Evidence, sent: QueryDict) -> None:
    for button, by in (("up", -1), ("down", 1)):
        with suppress(ValueError):
            form.move(UUID(sent.get(button, "")), by)


def save_notes(draft: Writing, form: Evidence, request: HttpRequest) -> Writing:
    """Save captions, boxes and order, and return the draft as it is then. A page left blank stays one never answered.

    What is wrong is said at the form. Raises ChangedElsewhere.
    """
    sent = request.POST
    typed = typed_answers(form, sent)
    stays = sent.get("change") in (BACK, WORDS) or any(button in sent for button in STAYS)
    moved = "up" in sent or "down" in sent
    if not form.is_valid() or (stays and not moved and form.is_blank(typed) and draft.typed(PAGE) is None):
        return draft
    try:
        return draft.saved(PAGE, typed, seen_number(sent), sending=sending_of(request))
    except drafts.TooMuchTyped:
        form.add_error(None, TOO_MUCH)
        return draft


def next_address(draft: Writing, request: HttpRequest) -> str:
    """Return where a button leads: back, to the same page, there to the file that was moved, or to the next page."""
    sent, again = request.POST, request.get_full_path()
    if sent.get("change") == BACK:
        return draft.before(PAGE, came_from(request))
    if sent.get("change") == WORDS and draft.has_code:
        return draft.words_from(PAGE)
    if moved := sent.get("up") or sent.get("down") or sent.get("look"):
        return f"{again}#file_{moved}"
    return again if any(button in sent for button in STAYS) else draft.after(PAGE, came_from(request))


def render_files(
    request: HttpRequest,
    draft: Writing,
    form: Evidence,
    *,
    files: Sequence[AttachedFile] | None = None,
    status: int = 200,
    refused: Sequence[Refused] = (),
) -> HttpResponse:
    files = drafts.attached_files(draft.found) if files is None else files
    by_id = {file.id: file for file in files}
    page = {
        **question_context(draft, form),
        "fields": fields_of(form if form.errors else Evidence(asked=draft.asked)),  # no file is shown in its field
        "rows": [build_row(draft, form, by_id[file]) for file in form.order],
        "refused": refused,
        "unfinished": pieces.unfinished(draft.found) if draft.found.has_pieces else (),
        "used": sum(file.description.size for file in files),
        "elsewhere": status == 409,
        "uploads": reverse("report_upload", args=[draft.found.handle, UUID(int=0)]),
    }
    return render_public(request, "casework/public/evidence.html", page, status=status, society=draft.society)


def build_row(draft: Writing, form: Evidence, file: AttachedFile) -> Row:
    found, part = file.view.found if file.view else (), first_part(file.view)
    facts = [(label_of(what), value_in_words(what, value)) for what, value in found if what in PERSONAL]
    address = [draft.found.handle, file.id]
    return Row(
        file=file,
        kind=kind_in_words(file.description.media_type),
        caption=form.caption(file.id),
        keep=form.keep(file.id) if any(what == PLACE for what, _said in found) else None,
        facts=facts,
        left_out=labels_of(what for what, _said in found if what not in (*PERSONAL, *SENTENCES)),
        remarks=[said for what, said in found if what in SENTENCES],
        picture=reverse("report_picture", args=address) if part and part.kind == "page" else "",
        copy=reverse("report_copy", args=address) if part else "",
    )


def first_part(view: View | None) -> Part | None:
    """Return the part of a first look that can be shown: a page or a text."""
    return next((part for part in view.parts if part.kind in ("page", "text")), None) if view else None


@require_safe
@with_draft
def picture(request: HttpRequest, draft: Writing, file: UUID) -> HttpResponse:
    """Send the picture of the first page of a file. NotSeen if there is none."""
    attached = attached_file(draft, file)
    part = first_part(attached.view)
    if attached.view is None or part is None or part.kind != "page":
        raise NotSeen
    answer = HttpResponse(attached.view.read(part), content_type="image/jpeg")
    answer.headers["Content-Security-Policy"] = SANDBOX
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@require_safe
@with_draft
def copy(request: HttpRequest, draft: Writing, file: UUID) -> HttpResponse:
    """Show the first page of a file as its readers will see it. NotSeen if there is none."""
    attached = attached_file(draft, file)
    part = first_part(attached.view)
    if attached.view is None or part is None:
        raise NotSeen
    page = {
        "name": attached.description.name,
        "kind": kind_in_words(attached.description.media_type),
        "is_picture": attached.description.media_type.startswith("image/"),
        "picture": reverse("report_picture", args=[draft.found.handle, file]) if part.kind == "page" else "",
        "text": attached.view.read(part).decode("utf-8", "replace") if part.kind == "text" else "",
        "back": f"{draft.address(PAGE)}#file_{file}",
    }
    return render_public(request, "casework/public/copy.html", page, society=draft.society)


def attached_file(draft: Writing, file: UUID) -> AttachedFile:
    found = next((one for one in drafts.attached_files(draft.found) if one.id == file), None)
    if found is None:
        raise NotSeen
    return found
