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
from casework.queries.receipts import entry_receipt, receipt_name, texts_of
from casework.vocabulary import NotSeen, Reading

FORMS = {"without-text": False, "with-text": True}


def wants_text(form: str) -> bool:
    """Return whether the form of a receipt that an address names holds the text. NotSeen when there is no such form."""
    if form not in FORMS:
        raise NotSeen
    return FORMS[form]


def opened_receipt(by: Actor, case: Case, entry: UUID, *, form: str) -> str | None:
    """Return the receipt of an entry in a case that was entered, None while it is being sealed.

    With text, that the texts were opened stands in the record first. NotSeen for no such entry or form.
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
    return opened_receipt(by, access.case_shown(by, reference, Reading.READ_OWN_COMPLAINT), entry, form=form)


def handed_over(request: HttpRequest, text: str | None, what: str, *, form: str, audience: str) -> HttpResponse:
    """Answer with a receipt to keep; while there is none yet, with a page that says so and when to come back (202)."""
    if text is None:
        return render(
            request, "casework/receipts/sealing.html", {"audience": audience, "again": request.path}, status=202
        )
    return _to_keep(text, receipt_name(what, with_text=wants_text(form)))


def chain_handed_over(request: HttpRequest, text: str | None, reference: str, *, audience: str) -> HttpResponse:
    """Answer with the chain of a case as a file to keep, or with the page that says that it is being sealed (202)."""
    if text is None:
        return render(
            request, "casework/receipts/sealing.html", {"audience": audience, "again": request.path}, status=202
        )
    return _to_keep(text, f"chain-{reference}.json")


def _to_keep(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=name))
    return answer
