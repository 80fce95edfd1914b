"""What comes with a step that decides or binds: the answer of a passkey, or password and code."""

from base64 import b64decode
from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest

from accounts.forms import ProofForm
from accounts.vocabulary import PROOF
from casework.access import Actor
from casework.vocabulary import ProofNeeded
from casework.web.requests import acting
from ledger.clock import now
from policy.actions import Signed
from policy.queries import key_at

WITH_CODE = "with_code"
"""The hidden field of somebody who proves who they are by password and code, and does not use their passkey."""


def actor_with_proof(request: HttpRequest) -> tuple[Actor, ProofForm]:
    """Return the actor, and the form for password and code, with its errors if wrong ones were given."""
    by = acting(request)
    given = request.POST if PROOF & request.POST.keys() else None
    form = ProofForm(given, user=by.user)
    if not form.is_valid():
        return by, form
    form.save()
    return replace(by, proven=True), form


def passkey_answer(request: HttpRequest, by: Actor) -> Signed | None:
    """Return what a passkey answered through the page of signing, with the nonce that the page was made with; or None.

    ProofNeeded for somebody who asks to give password and code instead, and has not yet.
    """
    if WITH_CODE in request.POST and not by.proven:
        raise ProofNeeded
    try:
        nonce = b64decode(request.POST.get("nonce", ""), validate=True)
    except ValueError:
        return None
    answer = request.POST.get("answer", "")
    return Signed(nonce=nonce, answer=answer) if answer and len(nonce) == 16 else None


def has_key(person: UUID) -> bool:
    """Whether a person has a passkey that counts. Without one they prove by password and code, which is weaker."""
    return key_at(person, now()) is not None
