"""A passkey for signing: making one, and taking it away. It signs nobody in."""

import secrets
from base64 import b64decode, b64encode

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.adapters import first_page
from accounts.models import User
from accounts.offices import offices_of
from accounts.views import require_recent_proof
from casework.forms.oath import AnswerForm, RetireKeyForm
from casework.queries.signing_capacity import AS_MEMBER, IN_OFFICE, own_hand
from casework.vocabulary import NotNow
from casework.web.context import Context
from casework.web.requests import AUDIENCES, acting
from ledger.clock import now
from policy.actions import NotAllowed, register_signing_key, retire_signing_key, send_back
from policy.models import Pending
from policy.passkeys import creation_options
from policy.queries import Hand, hand_in_office, key_of
from policy.queries.second_person import fingerprint, pending_key

CHALLENGE = "signing_challenge"
BYTES = 32


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
    form = RetireKeyForm(request.POST)
    if form.is_valid():
        remove_made_key(request, hand)
        return redirect("signing_key", capacity)
    shown = key_context(request, hand, capacity) | {"form": form, "leaving": form}
    return render(request, "casework/signing/key.html", shown, status=422)


def key_context(request: HttpRequest, hand: Hand, capacity: str) -> Context:
    """Return what the page shows: the key, or what a browser needs to make one."""
    key, moment = key_of(hand.person), now()
    waits = pending_key(hand.user) if capacity == IN_OFFICE else None
    home = reverse("member_inbox") if capacity == AS_MEMBER else first_page(offices_of(hand.user, moment.date()))
    return {
        "audience": AUDIENCES[home.split("/")[1]],
        "back": reverse("own_oath") if capacity == AS_MEMBER else home,
        "capacity": capacity,
        "key": key,
        "leaving": RetireKeyForm(),
        "counts": key is not None and key.counts_from <= moment,
        "waits": waits,
        "number": fingerprint(waits) if waits else "",
        "options": device_options(request, hand) if key is None and waits is None else "",
    }


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
    waits = _("Your passkey is made. It signs once an administrator has signed that it is yours.")
    messages.success(request, waits if isinstance(key, Pending) else _("Your passkey for signing is made."))


def remove_made_key(request: HttpRequest, hand: Hand) -> None:
    """NotNow, with the reason, when there is none."""
    try:
        signed = take_away(hand, acting(request).user)
    except NotAllowed as refused:
        raise NotNow(str(refused)) from refused
    back = _("Your passkey is taken back. It never signed.")
    messages.success(request, _("The passkey signs no more. What it signed stays signed.") if signed else back)


def take_away(hand: Hand, by: User) -> bool:
    """Take away the key that signs, or take back the one that waits; return whether it was one that signs."""
    waits = pending_key(hand.user) if hand == hand_in_office(hand.user) else None
    if waits is None:
        retire_signing_key(hand=hand, by=by, at=now())
    else:
        send_back(pending=waits.pk, by=by, role=hand.role, at=now())
    return waits is None


def leads_to(capacity: str, here: str) -> str:
    return reverse("sign_oath") if capacity == AS_MEMBER else here
