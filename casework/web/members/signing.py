"""A passkey for signing: making one, and taking it away. It signs nobody in."""

import secrets
from base64 import b64decode, b64encode

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.adapters import first_page
from accounts.models import User
from accounts.offices import offices_of
from accounts.views import require_recent_proof
from casework.forms.oath import AnswerForm, EndKeyForm, RetireKeyForm
from casework.queries.people.signing_capacity import AS_MEMBER, IN_OFFICE, own_hand
from casework.vocabulary import NotNow
from casework.web.requests import AUDIENCES, acting
from casework.web.shared.context import Context
from ledger.clock import now
from policy.actions import NotAllowed, Signed, register_signing_key, retire_signing_key, send_back
from policy.models import Pending, SigningKey
from policy.passkeys import creation_options, request_options
from policy.queries import Hand, end_digest, hand_in_office, key_at, key_of
from policy.queries.second_person import fingerprint, pending_key

CHALLENGE = "signing_challenge"
BYTES, NONCE = 32, 16


@require_recent_proof
@require_http_methods(["GET", "POST"])
def key_page(request: HttpRequest, capacity: str) -> HttpResponseBase:
    """Show a person's passkey for signing, or let a browser make one. The password or a code was given just now."""
    hand = own_hand(acting(request).user, capacity)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        make_key(request, hand, form.cleaned_data["answer"])
        return redirect(leads_to(capacity, request.path))
    shown = key_context(request, hand, capacity) | {"form": form}
    return render(request, "casework/signing/key.html", shown, status=422 if form.errors else 200)


@require_recent_proof
@require_POST
def remove_key(request: HttpRequest, capacity: str) -> HttpResponseBase:
    """Take a person's passkey for signing away, once they have confirmed it."""
    hand = own_hand(acting(request).user, capacity)
    key = key_of(hand.person)
    form = (EndKeyForm if key is not None and key.counts_from <= now() else RetireKeyForm)(request.POST)
    if form.is_valid():
        remove_made_key(request, hand, form)
        return redirect("signing_key", capacity)
    shown = key_context(request, hand, capacity, form) | {"form": form}
    return render(request, "casework/signing/key.html", shown, status=422)


def key_context(request: HttpRequest, hand: Hand, capacity: str, leaving: RetireKeyForm | None = None) -> Context:
    """Return what the page shows: the key and what it signs for its end, or what a browser needs to make one.

    `ending` is a key that was ended and signs until its 72 hours are over.
    """
    key, moment = key_of(hand.person), now()
    signing = key_at(hand.person, moment)
    waits = pending_key(hand.user) if capacity == IN_OFFICE else None
    home = reverse("member_inbox") if capacity == AS_MEMBER else first_page(offices_of(hand.user, moment.date()))
    return {
        "audience": AUDIENCES[home.split("/")[1]],
        "back": reverse("own_oath") if capacity == AS_MEMBER else home,
        "capacity": capacity,
        "key": key,
        "ending": signing if signing != key else None,
        "leaving": leaving or RetireKeyForm(),
        "counts": False,
        "waits": waits,
        "number": fingerprint(waits) if waits else "",
        "options": device_options(request, hand) if key is None and waits is None else "",
    } | (end_context(key, leaving) if key is not None and key.counts_from <= moment else {})


def end_context(key: SigningKey, leaving: RetireKeyForm | None) -> Context:
    """Return the form that ends a key, and what the key is asked to sign. Both have the same nonce."""
    nonce = (leaving.cleaned_data.get("nonce") if leaving else None) or secrets.token_bytes(NONCE)
    options = request_options(challenge=end_digest(key, nonce), credential=bytes(key.credential))
    form = leaving or EndKeyForm(initial={"nonce": b64encode(nonce).decode()})
    return {"leaving": form, "counts": True, "options": options}


def device_options(request: HttpRequest, hand: Hand) -> str:
    """Return what a browser needs to make a key, as JSON, under a challenge that this session keeps for one answer."""
    challenge = secrets.token_bytes(BYTES)
    request.session[CHALLENGE] = b64encode(challenge).decode()
    # The passkeys of the person's other capacity are named, so that none is made to serve both.
    known = [bytes(one) for one in hand.user.signing_keys.values_list("credential", flat=True)]
    return creation_options(holder=hand.person.bytes, challenge=challenge, known=known)


def make_key(request: HttpRequest, hand: Hand, answer: str) -> None:
    """NotNow, with the reason, when the key cannot be kept."""
    challenge = b64decode(request.session.pop(CHALLENGE, ""))
    try:
        key = register_signing_key(hand=hand, by=acting(request).user, answer=answer, challenge=challenge, at=now())
    except NotAllowed as refused:
        raise NotNow(str(refused)) from refused
    messages.success(request, words_of_new(key))


def words_of_new(key: SigningKey | Pending) -> str:
    """Say from when on a new key signs."""
    if isinstance(key, Pending):
        return _("Your passkey is made. It signs once an administrator has signed that it is yours.")
    if key.counts_from <= key.at:
        return _("Your passkey for signing is made.")
    moment = date_format(key.counts_from, "j F Y, H:i")
    return _("Your passkey is made. It signs from %(moment)s UTC.") % {"moment": moment}


def remove_made_key(request: HttpRequest, hand: Hand, form: RetireKeyForm) -> None:
    """Take the key away and say so. NotNow, with the reason, when there is none or it has not signed its end."""
    given = form.cleaned_data
    answer = Signed(nonce=given["nonce"], answer=given["answer"]) if isinstance(form, EndKeyForm) else None
    try:
        key = take_away(hand, acting(request).user, answer)
    except NotAllowed as refused:
        raise NotNow(str(refused)) from refused
    messages.success(request, words_of_end(key))


def words_of_end(key: SigningKey | None) -> str:
    """Say until when a key signs that was taken away. None: it was taken back before it ever signed."""
    if key is None or key.retired_at is None or key.retired_at <= key.counts_from:
        return _("Your passkey is taken back. It never signed.")
    moment = date_format(key.retired_at, "j F Y, H:i")
    return _("The passkey signs until %(moment)s UTC, and then no more. What it signed stays signed.") % {
        "moment": moment
    }


def take_away(hand: Hand, by: User, signed: Signed | None) -> SigningKey | None:
    """End the key that signs and return it, or take back the one that waits for a second person."""
    waits = pending_key(hand.user) if hand == hand_in_office(hand.user) else None
    if waits is None:
        return retire_signing_key(hand=hand, by=by, at=now(), signed=signed)
    send_back(pending=waits.pk, by=by, role=hand.role, at=now())
    return None


def leads_to(capacity: str, here: str) -> str:
    return reverse("sign_oath") if capacity == AS_MEMBER else here
