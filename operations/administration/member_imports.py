"""Lists of members: uploaded, compared with the register, confirmed and imported."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casework.vocabulary import NotSeen
from casework.web.requests import acting
from ledger.clock import now
from operations.administration.access import page
from operations.administration.member_forms import WHOLE, ListInMemory, UploadForm
from operations.administration.members import keepers
from operations.csv_import import MemberRow
from operations.member_lists import AT_ONCE, rows_read, work_on
from operations.tasks import member_lists
from policy.actions import NotAllowed, confirm_members, upload_members
from policy.models import MemberImport

LAST = 10
"""How many earlier lists the page of uploading names."""


@csrf_exempt
def upload(request: HttpRequest) -> HttpResponseBase:
    """Take a list. The handler must be named before anything reads the body, also the check against forged forms."""
    request.upload_handlers = [ListInMemory(request)]
    return _upload(request)


@keepers
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def _upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        return redirect("admin_members_import", _store_upload(request, form).pk)
    context = {"tab": "members", "back": reverse("admin_members"), "form": form, "columns": list(MemberRow.base_fields)}
    context["earlier"] = MemberImport.objects.filter(by=acting(request).user).defer("content", "shown")[:LAST]
    return page(request, "members_upload.html", context)


@keepers
@require_safe
def preview(request: HttpRequest, upload: UUID) -> HttpResponse:
    """Show what a list would change, how far it was read, what it did, or why it was refused."""
    found = _own(request, upload)
    context = {"tab": "members", "back": reverse("admin_members_upload"), "upload": found, "read": rows_read(upload)}
    return page(request, "members_import.html", context | {"shown": found.shown})


@keepers
@require_POST
def confirm(request: HttpRequest, upload: UUID) -> HttpResponse:
    """Import a list as its preview says, or say that the preview has changed."""
    found = _own(request, upload)
    try:
        confirm_members(upload=upload, by=acting(request).user, plan=request.POST.get("plan", ""), at=now())
    except NotAllowed as refused:
        messages.error(request, str(refused))
    else:
        _see_to(found)
    return redirect("admin_members_import", upload)


@keepers
@require_POST
def take_away(request: HttpRequest, upload: UUID) -> HttpResponse:
    """Delete a list that nobody confirmed."""
    MemberImport.objects.filter(pk=_own(request, upload).pk, state=MemberImport.State.READY).delete()
    return redirect("admin_members_upload")


def _store_upload(request: HttpRequest, form: UploadForm) -> MemberImport:
    said, content = form.cleaned_data, form.cleaned_data["file"].read()
    filename, whole = said["file"].name[-200:], said["names"] == WHOLE
    kept = upload_members(by=acting(request).user, filename=filename, content=content, whole=whole, at=now())
    _see_to(kept)
    return kept


def _see_to(upload: MemberImport) -> None:
    """Work on a short list at once, so that the next page shows the result; have the worker see to a long one."""
    if upload.size <= AT_ONCE:
        work_on(upload.pk)
    else:
        transaction.on_commit(partial(member_lists.delay), robust=True)


def _own(request: HttpRequest, upload: UUID) -> MemberImport:
    """Return a list of the person who asks. NotSeen for any other."""
    found = MemberImport.objects.filter(pk=upload, by=acting(request).user).first()
    if found is None:
        raise NotSeen
    return found
