"""The receipt: the reference, and the code until it was typed back or a day is over."""

from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from casework.access import Actor
from casework.forms.codes import SameCodeForm
from casework.forms.keep_away import rows_of
from casework.queries.case.receipts import report_entry
from casework.queries.rulebook.published import times_from
from casework.queries.threads.follow_up import is_used, on_receipt
from casework.verbs.receipts import report_receipt, wants_text
from casework.vocabulary import NotSeen
from casework.web.public.pages import render_public
from casework.web.public.writing import COOKIE
from casework.web.shared.context import Context
from casework.web.shared.receipts import receipt_name, sealed_file_response
from ledger.clock import now
from ledger.receipts import is_sealed, receipt_of
from vault import drafts
from vault.codes import Code, parse

TEXT_READ, EARLIEST = "text_read", "2000-01-01T00:00:00+00:00"
"""When a receipt with the text was taken from here: that opened the report too, and is no use of the code elsewhere."""
KEPT_BY_REPORTER: Context = {"code": "", "keep_away": [], "ticked": 0, "people": []}
"""What of an outcome is deleted once the reporter has the code."""


@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, handle: UUID) -> HttpResponse:
    """Show the receipt to the browser that sent the report, and accept the code typed back. NotSeen for any other browser."""
    secret = request.COOKIES.get(COOKIE, "")
    found, code = outcome(handle, secret)
    form = SameCodeForm(request.POST if request.method == "POST" else None, given=code) if code else None
    if form is not None and form.is_valid():
        drafts.shorten(handle, secret, outcome={**found, **KEPT_BY_REPORTER})
        return redirect(request.path)
    shown, failed = receipt_context(found, code, form) | files(handle, found, code), form is not None and form.is_bound
    return render_public(request, "casework/public/receipt.html", shown, status=422 if failed else 200)


@require_safe
def receipt_file(request: HttpRequest, handle: UUID, which: int, form: str) -> HttpResponse:
    """Hand out the receipt of the report about one of the people; with the text only while the code stands there."""
    secret = request.COOKIES.get(COOKIE, "")
    found, code = outcome(handle, secret)
    case = case_at(found["cases"], which)
    text = receipt_of(report_entry(case))
    if wants_text(form):
        text = report_receipt(reporter_with(code), case, report_entry(case), form=form)
        drafts.shorten(handle, secret, outcome={**found, TEXT_READ: now().isoformat()})
    return sealed_file_response(request, text, name_of_file(found, which, form), audience="public")


def name_of_file(found: Context, which: int, form: str) -> str:
    number = f"-{which + 1}" if len(found["cases"]) > 1 else ""
    return receipt_name(f"report-{found['reference']}{number}", form)


def case_at(cases: list[str], which: int) -> str:
    """Return one of the cases by its place. NotSeen when there is none."""
    if which >= len(cases):
        raise NotSeen
    return cases[which]


def reporter_with(code: Code | None) -> Actor:
    """Return the reporter, by the code that the page still shows. NotSeen once it was typed back."""
    user = User.objects.reporter_with(lookup_id=code.lookup_id) if code else None
    if user is None:
        raise NotSeen
    return Actor(user=user)


def files(handle: UUID, found: Context, code: Code | None) -> Context:
    """Return what the page offers to keep: where the files of each case are, whether they are signed, and with what."""
    people = found.get("people") or [""] * len(found["cases"])
    addresses = [(f"{reverse('receipt', args=[handle])}{which}/", name) for which, name in enumerate(people)]
    sealed = all(is_sealed(report_entry(case)) for case in found["cases"])
    return {"files": addresses, "sealed": sealed, "opens": code is not None}


def outcome(handle: UUID, secret: str) -> tuple[Context, Code | None]:
    """Return the outcome of a draft, and the code while it is still shown. NotSeen unless this browser sent the draft.

    Once the code has opened the report somewhere, its reporter has it, and it is deleted here.
    """
    try:
        found: Context = dict(drafts.outcome(handle, secret))
    except drafts.NoSuchDraft:
        raise NotSeen from None
    code = parse(found["code"]) if found["code"] else None
    if code is None or not is_used(code, since=datetime.fromisoformat(found.get(TEXT_READ, EARLIEST))):
        return found, code
    found |= KEPT_BY_REPORTER
    drafts.shorten(handle, secret, outcome=found)
    return found, None


def receipt_context(found: Context, code: Code | None, form: SameCodeForm | None) -> Context:
    filed_on, told = date.fromisoformat(found["filed_on"]), on_receipt(found["cases"][0])
    return {
        "reference": found["reference"],
        "filed_on": filed_on,
        "times": times_from(filed_on, slow=found["slow"]),
        "told": told,
        "slow": found["slow"],
        "mails": found["mails"],
        # Only while the code is shown: later, other people may use this browser.
        "anonymous": bool(code) and found["anonymous"],
        "danger": bool(code) and told.danger,
        "form": form,
        "kept_away": rows_of(told.keep_away, found["keep_away"], ticked=found["ticked"]),
        **({"words": code.words, "digits": code.digits} if code else {}),
    }
