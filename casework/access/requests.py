"""Requests that must count once, and refusals that must reveal nothing."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID, uuid4

from django.utils.translation import gettext_lazy as _

from accounts.keys import derived_keys
from accounts.prepared import prepared_cursor
from accounts.sealing import open_secret, seal_secret
from casework.access.actor import Actor
from casework.models import RequestKey
from casework.vocabulary import BadShape, DoneBefore, NotSeen, Right, Verb
from ledger.clock import now

CLAIM = """
    INSERT INTO casework_requestkey (user_id, key, verb, digest, answer, at)
    SELECT %(user)s::uuid, %(key)s::uuid, %(verb)s::text, %(digest)s::bytea, %(answer)s::text, %(at)s::timestamptz {}
    ON CONFLICT ON CONSTRAINT request_is_new DO NOTHING RETURNING true
"""
"""By hand: `bulk_create(ignore_conflicts=True)` does not tell whether the key was new."""
COUNT_ONE = """
    INSERT INTO casework_refusal (id, user_id, verb, target, hour, count, folded) VALUES (%s, %s, %s, %s, %s, 1, false)
    ON CONFLICT ON CONSTRAINT one_refusal_an_hour DO UPDATE SET count = casework_refusal.count + 1
"""
"""By hand: an upsert that adds to what is stored has no ORM form."""
KEY = "Idempotency-Key"
TWICE = _("This has already been done. Nothing was done twice.")
OTHER = _("This key was used for another request. Give each new request a new key.")


def claim(by: Actor, right: Right, reference: str, at: datetime, *, answer: str = "") -> None:
    """Claim the actor's request key in the transaction of the act; of two requests at once the second waits for the first.

    `answer` is sealed for a repeated request. Raises DoneBefore with it for the same request, BadShape for a key that was
    used with another body, and NotSeen for another person's key.
    """
    if by.request_key is not None:
        KeyClaim.of(by.user.pk, by.request_key, by.body, right, reference, at=at, answer=answer).make()


@dataclass(frozen=True, kw_only=True)
class KeyClaim:
    """A request key that is to be claimed for a user, or for an unknown person (None), with what the request asks."""

    user: UUID | None
    key: UUID
    verb: str
    digest: bytes
    answer: str
    at: datetime

    @classmethod
    def of(
        cls, user: UUID | None, key: UUID, body: bytes, right: Right, reference: str, *, at: datetime, answer: str
    ) -> Self:
        kept = seal_secret(answer.encode()).decode() if answer else ""
        digest = _digest(right, reference, body)
        return cls(user=user, key=key, verb=right.value, digest=digest, answer=kept, at=at)

    def make(self) -> None:
        """Claim the key. Raises what `claim` raises. One statement for a new key."""
        with prepared_cursor() as cursor:
            cursor.execute(CLAIM.format(""), vars(self))
            found = cursor.fetchone()
        self.refuse_unless(is_new=found is not None)

    def refuse_unless(self, *, is_new: bool) -> None:
        """Raise what `claim` raises, unless the key was new."""
        if not is_new:
            _judge(RequestKey.objects.get(key=self.key), self.user, self.digest)


def refuse_twice(by: Actor, verb: Verb, reference: str) -> None:
    """Raise DoneBefore if this request of the actor was answered before; its step may have ended the right to repeat it.

    Raises BadShape or NotSeen as `claim` does. One query.
    """
    if by.request_key is None:
        return
    asked = RequestKey.objects.filter(key=by.request_key).first()
    if asked is not None:
        _judge(asked, by.user.pk, _digest(verb, reference, by.body))


def _judge(asked: RequestKey, user: UUID | None, digest: bytes) -> None:
    if asked.user_id != user:
        raise NotSeen
    if bytes(asked.digest) != digest:
        raise BadShape({KEY: [str(OTHER)]})
    raise DoneBefore(str(TWICE), answer=open_secret(asked.answer.encode()).decode() if asked.answer else "")


def _digest(right: Right, reference: str, body: bytes) -> bytes:
    """Return 32 keyed bytes for what was asked (HMAC-SHA-256), so that nobody can test a guess."""
    key = derived_keys("request")[0]
    return hmac.digest(key, f"{right.value}\0{reference}\0".encode() + body, "sha256")


def note_refusal(by: Actor, right: str, reference: str) -> None:
    """Count a refusal, one row an hour for each person, verb and target; the same for real and invented targets.

    Entrances call it after the refused act was rolled back. One statement, whatever was refused.
    """
    target = hashlib.sha256(f"{by.user.pk}\0{reference}".encode()).digest()
    hour = now().replace(minute=0, second=0, microsecond=0)
    with prepared_cursor() as cursor:
        cursor.execute(COUNT_ONE, [uuid4(), by.user.pk, right, target, hour])
