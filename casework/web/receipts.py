"""Handing out a receipt as a file, in one of its two forms; until its entry is signed, saying that it is being sealed."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.procedure.reading.actions import open_content
from casework.queries.case_page import group_by_compartment
from casework.queries.receipts import entry_receipt, texts_of
from casework.vocabulary import NotSeen, Reading

FORMS = {"without-text": False, "with-text": True}


def wants_text(form: str) -> bool:
    """Return whether a form of receipt holds the text. NotSeen when there is no such form."""
    if form not in FORMS:
        raise NotSeen
    return FORMS[form]


def open_receipt(by: Actor, case: Case, entry: UUID, *, form: str) -> str | None:
    """Return the receipt of an entry of the case, or None while it is being sealed.

    If the receipt has texts, the opening is recorded first. NotSeen if there is no such entry or form.
    """
    texts = texts_of(case, entry) if wants_text(form) else ()
    event = next(one.event for one in case.record if one.event.id == entry)
    opening = (event.sealed[text.field].opens for text in texts)
    rights = {min(right for right in opens if right.value in case.rights) for opens in opening}
    if texts:
        open_content(reference=case.reference, by=by, rights=rights, wanted=group_by_compartment(texts))
    return entry_receipt(case, entry, texts)


def own_receipt(by: Actor, reference: str, entry: UUID, *, form: str) -> str | None:
    """Return the receipt of a reporter's own report, None while it is being sealed. NotSeen for anybody else."""
    return open_receipt(by, access.case_shown(by, reference, Reading.READ_OWN_COMPLAINT), entry, form=form)


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
