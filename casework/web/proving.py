"""Proof of identity with a step that decides, for a person who has no passkey to sign it."""

from dataclasses import replace

from django.http import HttpRequest

from accounts.forms import ProofForm
from accounts.vocabulary import PROOF
from casework.access import Actor
from casework.web.requests import acting


def actor_with_proof(request: HttpRequest) -> tuple[Actor, ProofForm]:
    """Return the actor, and the form for password and code, with its errors if wrong ones were given."""
    by = acting(request)
    given = request.POST if PROOF & request.POST.keys() else None
    form = ProofForm(given, user=by.user)
    if not form.is_valid():
        return by, form
    form.save()
    return replace(by, proven=True), form
