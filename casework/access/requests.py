"""Requests that must count once, and refusals that must tell nothing."""

import hashlib
from datetime import datetime
from uuid import uuid4

from django.db import connection

from casework.access.actor import Actor
from casework.models import RequestKey
from casework.vocabulary import DoneBefore, Right, Verb
from ledger.clock import now

COUNT_ONE = """
    INSERT INTO casework_refusal (id, user_id, verb, target, hour, count, folded) VALUES (%s, %s, %s, %s, %s, 1, false)
    ON CONFLICT ON CONSTRAINT one_refusal_an_hour DO UPDATE SET count = casework_refusal.count + 1
"""
TWICE = "This has already been done. Nothing was done twice."


def claim(by: Actor, right: Right, reference: str, at: datetime) -> None:
    """Claim the actor's request key; DoneBefore when it was used before. The claim is part of the act's transaction."""
    if by.request_key is None:
        return
    _, new = RequestKey.objects.get_or_create(
        user=by.user, key=by.request_key, defaults={"verb": right.value, "digest": _digest(right, reference), "at": at}
    )
    if not new:
        raise DoneBefore(TWICE)


def refuse_twice(by: Actor, verb: Verb, reference: str) -> None:
    """Raise DoneBefore when this very request of the actor was answered before; it may have ended the right to repeat it."""
    if by.request_key is None:
        return
    asked = RequestKey.objects.filter(user=by.user, key=by.request_key, digest=_digest(verb, reference))
    if asked.exists():
        raise DoneBefore(TWICE)


def _digest(right: Right, reference: str) -> bytes:
    return hashlib.sha256(f"{right.value}\0{reference}".encode()).digest()


def note_refusal(by: Actor, right: str, reference: str) -> None:
    """Count a refusal, one row an hour for each person, verb and target; the same for real and invented targets.

    Called by entrances after the refused act was rolled back. One statement, whatever was refused.
    """
    target = hashlib.sha256(f"{by.user.pk}\0{reference}".encode()).digest()
    hour = now().replace(minute=0, second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ONE, [uuid4(), by.user.pk, right, target, hour])
