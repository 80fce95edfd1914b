"""A report that was not sent, opened by its twelve words in another browser."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from casework.web.public.writing import keep_open
from vault import drafts
from vault.codes import Code


def unsent_report(code: Code | None) -> drafts.Opened | None:
    """Return the unsent report of this code. From now on it opens in no other browser."""
    try:
        return drafts.resume(code) if code else None
    except drafts.NoSuchDraft:
        return None


def go_on(request: HttpRequest, found: drafts.Opened) -> HttpResponse:
    answer = redirect("resume_report", found.handle)
    return keep_open(answer, found.handle, found.secret, request)
