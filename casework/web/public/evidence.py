"""Files that come with a report: added several at a time, each taken or refused by itself, and taken off again."""

from contextlib import suppress
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accounts.budgets import Budget, spend
from accounts.rate_limit_key import source_of
from casework.forms.complaint import Evidence
from casework.web.public.pages import render_public
from casework.web.public.report import BACK, keep_answers, question_context
from casework.web.public.writing import Writing, with_draft
from vault import drafts
from vault.uploads import Fault, FileRefused, SealedUpload


@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def evidence(request: HttpRequest, draft: Writing) -> HttpResponse:
    """Take files, take one off, go on or back. A file that cannot be taken is named, and costs no other."""
    form = Evidence(*((request.POST, request.FILES) if request.method == "POST" else ()), asked=draft.asked)
    if off := request.POST.get("remove"):
        return take_off(draft, off)
    if request.method == "POST" and form.is_valid() and not add_files(request, form, draft):
        return go_on(request, draft, form)
    page = {**question_context(draft, form), "files": drafts.attached_files(draft.found)}
    status = 422 if form.errors else 200
    return render_public(request, "casework/public/evidence.html", page, status=status, society=draft.society)


def go_on(request: HttpRequest, draft: Writing, form: Evidence) -> HttpResponse:
    """Go on once every file is kept: back, to the same page where files were to be added, or to the next one."""
    if request.POST.get("change") == BACK:
        return redirect(draft.before("evidence"))
    return redirect(draft.address("evidence")) if "add" in request.POST else keep_answers(request, draft, form)


def add_files(request: HttpRequest, form: Evidence, draft: Writing) -> bool:
    """Keep each file with the draft; return whether one was refused, which is then said beside the field."""
    uploads: list[SealedUpload] = form.cleaned_data["added"]
    for upload in uploads:
        try:
            if not spend(Budget.UPLOAD, source_of(request)):
                raise FileRefused(Fault.TOO_MANY)
            drafts.attach(draft.found.handle, draft.found.secret, upload)
        except FileRefused as refused:
            form.add_error("added", f"“{upload.name}”: {refused}")
    return bool(form.errors)


def take_off(draft: Writing, file: str) -> HttpResponse:
    """Remove one file; an invalid id changes nothing."""
    with suppress(ValueError):
        drafts.detach(draft.found.handle, draft.found.secret, UUID(file))
    return redirect(draft.address("evidence"))
