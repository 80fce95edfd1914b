"""A member's own oath: the page to read it, and the page to sign it after a new proof of identity."""

import secrets
from base64 import b64encode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.views import require_recent_proof
from casework.forms.oath import SignByPasskeyForm, SignOathForm
from casework.queries.oath.own_oath import OwnOath, asked_of_passkey, other_acts, own_oath
from casework.verbs.receipts import last_receipt, wants_text
from casework.vocabulary import NotNow, NotSeen
from casework.web.requests import acting
from casework.web.shared.context import Context
from casework.web.shared.receipts import receipt_name, sealed_file_response
from ledger.clock import now
from ledger.receipts import Opening, receipt_of
from policy.actions import NotAllowed, Signed, sign_oath
from policy.models import OathSignature
from policy.queries.oaths import openings_of_signature
from policy.queries.signing_keys import openings_of_key


@login_required
@require_GET
def oath_page(request: HttpRequest) -> HttpResponse:
    own = get_own_oath(request)
    return render(request, "casework/member/oath.html", {"audience": "member", "own": own, "others": other_acts(own)})


@require_recent_proof
@require_http_methods(["GET", "POST"])
def sign_page(request: HttpRequest) -> HttpResponseBase:
    """Let a member sign the words in force. The password or a code was given within five minutes."""
    own = get_own_oath(request)
    form = (SignByPasskeyForm if own.by_passkey else SignOathForm)(request.POST or None)
    if not own.due:
        return redirect("own_oath")
    if request.method == "POST" and form.is_valid():
        write_signature(own, request, form.cleaned_data)
        return redirect("own_oath")
    return render_sign_form(request, own, form)


@login_required
@require_GET
def receipt_file(request: HttpRequest, entry: UUID, form: str) -> HttpResponse:
    """Hand a member the receipt of an oath or act of their own, in one of its two forms. NotSeen for any other entry."""
    name, openings = _own_entry(get_own_oath(request), entry)
    receipt = receipt_of(entry, openings if wants_text(form) else ())
    return sealed_file_response(request, receipt, receipt_name(name, form), audience="member")


def _own_entry(own: OwnOath, entry: UUID) -> tuple[str, tuple[Opening, ...]]:
    """Return the name of a receipt, and what opens its entry: an oath, or an act about the passkey. NotSeen for others."""
    for signature in own.signed:
        if signature.entry_id == entry:
            return f"oath-{signature.effective.isoformat()}", openings_of_signature(signature)
    for act in other_acts(own):
        if act.entry == entry:
            return f"passkey-{act.on.isoformat()}", openings_of_key(entry)
    raise NotSeen


@login_required
@require_GET
def last_act_receipt(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Hand a member or representative the receipt of an act of their own in a case that they may not see any more."""
    name = receipt_name(f"act-{entry.hex[:8]}", "without-text")
    return sealed_file_response(request, last_receipt(acting(request), entry), name, audience="member")


def get_own_oath(request: HttpRequest) -> OwnOath:
    """Return the oath of the signed-in person. NotSeen if they are no member."""
    own = own_oath(acting(request).user, now())
    if own is None:
        raise NotSeen
    return own


def render_sign_form(request: HttpRequest, own: OwnOath, form: SignOathForm) -> HttpResponse:
    """Answer with the page of signing; where a passkey signs, with what it is asked, under a nonce made for this page."""
    shown: Context = {"audience": "member", "own": own, "form": form, "back": reverse("own_oath")}
    if own.by_passkey:
        nonce = (form.cleaned_data.get("nonce") if form.is_bound else None) or secrets.token_bytes(16)
        form.initial = {"nonce": b64encode(nonce).decode()}
        shown["options"] = asked_of_passkey(own, nonce)
    return render(request, "casework/member/sign_oath.html", shown, status=422 if form.errors else 200)


def write_signature(own: OwnOath, request: HttpRequest, given: Context) -> None:
    """Write the signature and confirm it. NotNow with the reason if the rule book refuses it."""
    by_passkey = Signed(nonce=given["nonce"], answer=given["answer"]) if "nonce" in given else None
    method = OathSignature.Method.PASSKEY if by_passkey else OathSignature.Method.RE_AUTHENTICATION
    by, moment = acting(request).user, now()
    try:
        sign_oath(member=own.member, by=by, method=method, effective=own.today, at=moment, signed=by_passkey)
    except NotAllowed as refused:
        raise NotNow(str(refused)) from refused
    messages.success(request, _("You have signed the oath. It binds you from today."))
