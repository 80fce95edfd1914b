"""New editions: an administrator chooses files, sees what they change and signs; a second officer publishes them."""

import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import ProofForm
from accounts.models import User
from accounts.offices import offices_of
from accounts.vocabulary import Office
from casework.forms.base import Cleaned
from casework.forms.oath import NonceForm
from casework.vocabulary import NotSeen
from casework.web.requests import acting
from casework.web.shared.context import Context
from ledger.canonical import JsonObject
from ledger.clock import now
from operations.administration.access import do_or_show_refusal, office_required, page
from operations.administration.member_forms import ListInMemory
from policy import editions
from policy.actions import Signed, publish_pending, put_forward_editions, send_back_editions
from policy.actions.propose_editions import FILES, folder_of
from policy.actions.publish_editions import SECOND_OFFICES, due_publications, publication_digest
from policy.editions import EditionError
from policy.models import Pending
from policy.passkeys import request_options
from policy.queries import hand_in_office, key_at
from policy.queries.book_differences import BookDifferences, book_differences
from policy.queries.second_person import pending_editions

publishers = office_required(Office.ADMINISTRATOR, *SECOND_OFFICES)
MOST_BYTES, NONCE = 300_000, 16
CHOOSE_ALL = gettext_lazy("Choose {file} too.")
NO_TEXT = gettext_lazy("This is not a file of an edition: it has to be text in UTF-8, up to 300 kB.")


class FilesForm(forms.Form):
    """The three files of a folder, which clean to `files`: their texts by name."""

    code = forms.FileField(label=gettext_lazy("The Code: code.toml"))
    oath = forms.FileField(label=gettext_lazy("The oath: oath.toml"))
    rulebook = forms.FileField(label=gettext_lazy("The rulebook: rulebook.toml"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.error_messages["required"] = CHOOSE_ALL.format(file=f"{name}.toml")

    def clean(self) -> Cleaned:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        return {**cleaned, "files": {file: _text(cleaned[file.removesuffix(".toml")].read()) for file in FILES}}


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise ValidationError(NO_TEXT) from None
    if len(data) > MOST_BYTES:
        raise ValidationError(NO_TEXT)
    return text


@csrf_exempt
def choose_editions(request: HttpRequest) -> HttpResponseBase:
    """Take the files. The handler must be named before anything reads the body, also the check against forged forms."""
    request.upload_handlers = [ListInMemory(request)]
    return _choose(request)


@publishers
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def _choose(request: HttpRequest) -> HttpResponse:
    """Show the editions that wait; or let an administrator choose files, and show what these change and what to sign."""
    waits = pending_editions()
    if waits is not None:
        return redirect("admin_sign_editions", waits.pk)
    is_sent = request.method == "POST" and Office.ADMINISTRATOR in request.offices  # type: ignore[attr-defined]
    if is_sent and "packed" in request.POST:
        return _put_forward(request, _unpacked(request.POST["packed"]))
    form = FilesForm(request.POST, request.FILES) if is_sent else FilesForm()
    if form.is_valid() and (shown := _read(form.cleaned_data["files"], form)) is not None:
        signing = sign_context(request, acting(request).user, Office.ADMINISTRATOR, shown[1])
        return _preview(request, form.cleaned_data["files"], shown[0], signing)
    return page(request, "editions.html", {"tab": "editions", "form": form})


def _read(files: Mapping[str, str], form: forms.Form) -> tuple[list[BookDifferences], list[JsonObject]] | None:
    """Return what the files change, and what is signed; None, with the reason in the form, if they are no editions."""
    with folder_of(files) as folder:
        try:
            due = due_publications(folder)
            found = book_differences(editions.read(folder))
        except EditionError as fault:
            form.add_error(None, str(fault).replace(f"{folder}/", ""))
            return None
    if not due:
        form.add_error(None, _("All of this is published already, and two officers have signed it."))
        return None
    return found, due


def _put_forward(request: HttpRequest, files: Mapping[str, str]) -> HttpResponse:
    by, blank = acting(request).user, FilesForm({})
    shown = _read(files, blank)
    if shown is None:
        return page(request, "editions.html", {"tab": "editions", "form": blank})
    signing = sign_context(request, by, Office.ADMINISTRATOR, shown[1])
    form = signing["form"]
    if form.is_valid():
        with folder_of(files) as folder:
            waits = do_or_show_refusal(
                form, lambda: put_forward_editions(folder=folder, by=by, signed=given_signature(form))
            )
        if waits is not None:
            messages.success(
                request, _("You have signed it. An auditor or board secretary has to sign it on this page too.")
            )
            return redirect("admin_sign_editions", waits.pk)
    return _preview(request, files, shown[0], signing)


def _preview(
    request: HttpRequest, files: Mapping[str, str], found: Sequence[BookDifferences], signing: Context
) -> HttpResponse:
    packed = b64encode(json.dumps(files).encode()).decode()
    shown = {"tab": "editions", "back": reverse("admin_editions"), "books": found, "packed": packed, "may_sign": True}
    return page(request, "editions_sign.html", shown | signing)


def _unpacked(packed: str) -> Mapping[str, str]:
    """Return the files that the page of signing sent back. NotSeen if these are none."""
    try:
        files = json.loads(b64decode(packed, validate=True))
        return {name: str(files[name]) for name in FILES}
    except (ValueError, LookupError, TypeError):
        raise NotSeen from None


@publishers
@require_http_methods(["GET", "HEAD", "POST"])
def sign_editions(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """Show what an administrator put forward, and let a second officer sign that it is published.

    What was put forward before an upgrade may be refused since: the page then says why, and nobody can sign.
    """
    waits, by, refused = get_editions(proposal), acting(request).user, forms.Form({})
    found = _read(waits.kept or {}, refused)
    held = [office for office in SECOND_OFFICES if office in offices_of(by, now().date())]
    own = by == waits.by
    shown: Context = {"tab": "editions", "waits": waits, "own": own, "may_send_back": own or held}
    if found is None or not held:
        return page(request, "editions_sign.html", shown | {"books": found and found[0], "form": refused})
    signing = sign_context(request, by, held[0], found[1]) | {"books": found[0], "may_sign": True}
    form = signing["form"]
    if form.is_valid() and do_or_show_refusal(
        form, lambda: publish_pending(pending=waits.pk, second=by, signed=given_signature(form))
    ):
        messages.success(request, _("It is published."))
        return redirect("admin_editions")
    return page(request, "editions_sign.html", shown | signing)


@publishers
@require_POST
def refuse_editions(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """Send back editions that wait, or take them back."""
    waits, form = get_editions(proposal), forms.Form(request.POST)
    if form.is_valid() and do_or_show_refusal(
        form, lambda: send_back_editions(pending=waits.pk, by=acting(request).user) or True
    ):
        messages.success(request, _("It is sent back. Nothing was published."))
    return redirect("admin_editions")


def get_editions(proposal: UUID) -> Pending:
    """Return the editions that wait under this key. NotSeen if there are none."""
    waits = pending_editions()
    if waits is None or waits.pk != proposal:
        raise NotSeen
    return waits


def sign_context(request: HttpRequest, user: User, office: Office, due: Sequence[JsonObject]) -> Context:
    """Return the form with which a person signs: for their passkey, with what it is asked, or for password and code."""
    person, sent = hand_in_office(user).person, request.POST if {"answer", "proof-code"} & request.POST.keys() else None
    key = key_at(person, now())
    if key is None:
        return {"form": ProofForm(sent, user=user)}
    form = NonceForm(sent)
    form.full_clean()
    nonce = getattr(form, "cleaned_data", {}).get("nonce")
    if nonce is None:
        nonce = secrets.token_bytes(NONCE)
        fresh = {"nonce": b64encode(nonce).decode()}
        form = NonceForm(fresh) if form.is_bound else NonceForm(initial=fresh)
    digest = publication_digest(person, office, due, nonce)
    return {"form": form, "options": request_options(challenge=digest, credential=bytes(key.credential))}


def given_signature(form: forms.Form) -> Signed | None:
    """Return what a passkey signed; None where password and code were given, which are used up."""
    if isinstance(form, NonceForm):
        return Signed(nonce=form.cleaned_data["nonce"], answer=form.cleaned_data["answer"])
    assert isinstance(form, ProofForm)
    form.save()
    return None
