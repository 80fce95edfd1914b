"""Handing out a receipt as a file, in one of its two forms; until its entry is signed, saying that it is being sealed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from casework.verbs.receipts import wants_text


def receipt_name(what: str, form: str) -> str:
    """Return the file name of a receipt. `what` says what it is of; nothing of its words stands in a name."""
    return f"{what}{'-with-text' if wants_text(form) else ''}.tlog-proof"


def sealed_file_response(request: HttpRequest, text: str | None, name: str, *, audience: str) -> HttpResponse:
    """Answer with a file to keep; while its entries are being sealed, with a page that says when to come back (202)."""
    if text is None:
        waiting = {"audience": audience, "again": request.path}
        return render(request, "casework/receipts/sealing.html", waiting, status=202)
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=name))
    return answer
