"""Where the script of the page of evidence sends a file in pieces, and asks where to go on after an interruption."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods

from accounts.budgets import Budget, spend
from accounts.rate_limit_key import source_of
from casework.forms.complaint.evidence import PieceForm
from casework.web.public.evidence import LOOK_SECONDS
from casework.web.public.writing import Writing, with_draft
from vault import draft_files, pieces
from vault.uploads import Fault, FileRefused


@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def upload(request: HttpRequest, draft: Writing, upload: UUID) -> HttpResponse:
    """Say how far an upload is; take its next piece, or give it up. What is refused is said in a sentence, with 422."""
    if "stop" in request.POST:
        pieces.drop(draft.found, upload)
    if request.method != "POST" or "stop" in request.POST:
        return said(pieces.progress(draft.found, upload))
    form = PieceForm(request.POST, request.FILES)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    return take_piece(draft, upload, form, source_of(request))


def take_piece(draft: Writing, upload: UUID, form: PieceForm, source: str) -> JsonResponse:
    """Keep a piece; a file that is whole with it is looked at. Each file is counted once for `source`, its network's token."""
    piece = form.cleaned_data["piece"]
    where = {name: form.cleaned_data[name] for name in ("start", "size", "modified")}
    try:
        if not where["start"] and not spend(Budget.UPLOAD, source):
            raise FileRefused(Fault.TOO_MANY)
        after = pieces.add_piece(draft.found, upload, piece, **where)
    except FileRefused as refused:
        pieces.drop(draft.found, upload)
        return JsonResponse({"refused": str(refused)}, status=422)
    if after.file is not None:
        draft_files.look_at(draft.found.handle, draft.found.secret, after.file, seconds=LOOK_SECONDS)
    return said(after)


def said(progress: pieces.Progress) -> JsonResponse:
    return JsonResponse({"offset": progress.offset, "whole": progress.file is not None})
