"""The page that checks a receipt: it judges a file in memory and stores nothing."""

import re
from base64 import b64encode
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from casework.forms.checking import ReceiptForm
from casework.record.events import label_of, title_of
from casework.vocabulary.record_words import BESIDE_CASES
from casework.web.public.pages import render_public
from casework.web.shared.context import Context
from ledger.checking import LARGEST, VERIFIER_PAGE, Checked, NoKeyring, check_receipt, verifier_digest
from ledger.entries import read_moment
from ledger.verify import Unreadable

NO_KEYS = _(
    "This installation publishes no keys now, so nothing can be checked here: use the program below with your own copy."
)
UNNAMED, PLAIN_NAME = "receipt.tlog-proof", re.compile(r"\w[\w .()-]{0,120}", re.ASCII)
TOO_LONG_TO_PASTE = _("This is too long to paste. Choose the file instead, whose name ends in .tlog-proof.")


class KeptInMemory(FileUploadHandler):
    """Reads the beginning of a file into memory, one byte more than any receipt has, and ignores the rest."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._held = bytearray()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._held += raw_data[: LARGEST + 1 - len(self._held)]

    def file_complete(self, file_size: int) -> SimpleUploadedFile:
        return SimpleUploadedFile(self.file_name or UNNAMED, bytes(self._held))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Explain receipts, and judge a receipt that was sent. It writes nothing, so it asks for no CSRF token."""
    request.upload_handlers = [KeptInMemory(request)]
    form = read_form(request) if request.method == "POST" else ReceiptForm()
    checked = judge_receipt(form) if form.is_bound and form.is_valid() else None
    digests = {"digest": verifier_digest(), "page_digest": verifier_digest(VERIFIER_PAGE)}
    page = {"form": form, **digests, **(check_context(checked) | named(form) if checked else {})}
    return render_public(request, "casework/public/verify.html", page, status=422 if form.errors else 200)


def read_form(request: HttpRequest) -> ReceiptForm:
    """Return the form with the receipt that was sent; with one error if it is too large to be read."""
    try:
        return ReceiptForm(request.POST, request.FILES)
    except RequestDataTooBig:
        form = ReceiptForm({"pasted": "-"})
        form.add_error("pasted", str(TOO_LONG_TO_PASTE))
        return form


def judge_receipt(form: ReceiptForm) -> Checked | None:
    """Return the verdict on the receipt that was sent. If it is not valid, return None and add the reason to the form."""
    try:
        checked = check_receipt(form.cleaned_data["receipt"])
    except Unreadable as fault:
        form.add_error(form.came_in, str(fault))
        return None
    except NoKeyring:
        form.add_error(None, str(NO_KEYS))
        return None
    for words in checked.faults:
        form.add_error(form.came_in, words)
    return None if checked.faults else checked


def named(form: ReceiptForm) -> Context:
    """Return the name of the receipt as a terminal takes it: that of its file, unless it could mean something else there."""
    chosen = form.cleaned_data.get("file")
    name = str(chosen.name) if chosen else ""
    said = f'"{name}"' if set(name) & set(" ()") else name
    return {"name": said if PLAIN_NAME.fullmatch(name) else UNNAMED, "was_pasted": not chosen}


def check_context(checked: Checked) -> Context:
    """Return what the page shows about a valid receipt: its content in words, and files to keep."""
    return {
        "checked": checked,
        "what": title_of(checked.type) or BESIDE_CASES.get(checked.type, checked.type),
        "recorded_at": read_moment(checked.recorded_at),
        "opened": [label_of(name) for name in checked.opened],
        "files": [(name, _in_page(text), text) for name, text in (("today", checked.note), ("proof", checked.proof))],
        "grows": checked.today >= checked.size,
    }


def _in_page(text: str) -> str:
    """Return a text as an address within the page, so that a browser downloads it without another request."""
    return f"data:text/plain;base64,{b64encode(text.encode('utf-8')).decode('ascii')}"
