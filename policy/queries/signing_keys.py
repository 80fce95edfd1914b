"""The pseudonym and key with which somebody signs, and the evidence that is kept of a signature."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from accounts.models import User
from accounts.pseudonyms import pseudonym
from ledger import queries as ledger
from ledger.canonical import JsonObject
from ledger.commitments import commitment
from ledger.models import Entry
from ledger.receipts import Opening
from policy.models import Member, SigningKey
from policy.passkeys import NotSigned, assertion
from policy.signing import key_end_digest


@dataclass(frozen=True, kw_only=True)
class Hand:
    """One capacity in which a person signs: the pseudonym, the stream of its keys, and the role in that stream.

    A member and the same person in office have two, so that no key ties one to the other in the record.
    """

    user: User
    person: UUID
    stream: str
    role: str


def hand_of_member(member: Member) -> Hand:
    """Return the hand with which a member signs the oath. ValueError for a member without an account."""
    if member.user is None:
        raise ValueError("a member without an account signs nothing here")
    person = pseudonym(member.user, member.pseudonym.hex)
    return Hand(user=member.user, person=person, stream=member.stream, role="member")


def hand_in_office(user: User) -> Hand:
    """Return the hand with which a person signs in office."""
    return Hand(user=user, person=pseudonym(user), stream="system", role="officer")


def key_of(person: UUID) -> SigningKey | None:
    """Return the signing key of a pseudonym, even one that does not count yet, or None. A key that is about to end is none."""
    return SigningKey.objects.filter(person=person, retired_at__isnull=True).first()


def key_at(person: UUID, at: datetime) -> SigningKey | None:
    """Return the key that signs under a pseudonym at a moment: it counts, and has not ended yet. None where there is none."""
    counts = SigningKey.objects.filter(person=person, counts_from__lte=at)
    return counts.filter(Q(retired_at__isnull=True) | Q(retired_at__gt=at)).first()


def key_at_or_next(person: UUID, at: datetime) -> SigningKey | None:
    """Return the key that signs under a pseudonym at a moment or, while there is none, the one that waits. One query."""
    own = SigningKey.objects.filter(Q(retired_at__isnull=True) | Q(retired_at__gt=at), person=person)
    return own.order_by("counts_from").first()


def openings_of_key(entry_id: UUID) -> tuple[Opening, ...]:
    """Return what opens the entry that made a key: its public half. Nothing for another entry, or if the row was lost."""
    key = SigningKey.objects.filter(entry_id=entry_id).first()
    return () if key is None else (Opening("key", bytes(key.salt), dict(key.json)),)


def had_key(hand: Hand) -> bool:
    """Whether a key ever signed for a hand; the record knows of it also where its row was lost with a database. One query."""
    made = Entry.objects.filter(stream=hand.stream, type="signing_key.registered")
    return any(entry.body["actor"] == str(hand.person) for entry in made)


def key_counting(user: User, person: UUID, at: datetime) -> SigningKey | None:
    """Return the key with which a user signs under a pseudonym at a moment, or None.

    It locks the person's account, so that no key is added or removed until the transaction ends.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    return key_at(person, at)


def end_digest(key: SigningKey, nonce: bytes) -> bytes:
    """Return what a key signs for its own end."""
    leaf = bytes(ledger.entry(key.entry_id).leaf)
    return key_end_digest(log=settings.LOG_ORIGIN, person=key.person, key=leaf, nonce=nonce)


def evidence_of(key: SigningKey, digest: bytes, answer: str) -> JsonObject:
    """Return the evidence that this key signed a digest: signature, key, and the entry that brought the key.

    It is all a verifier needs, with no other file. NotSigned when the answer is no such signature, or when the stored key
    is not the one that its entry commits to.
    """
    entry = ledger.entry(key.entry_id)
    if (entry.type, entry.body["actor"]) != ("signing_key.registered", str(key.person)):
        raise NotSigned
    known = commitment(salt=bytes(key.salt), entry_id=key.entry_id, field="key", value=key.json)
    if entry.body["commit"]["key"] != b64encode(known).decode():
        raise NotSigned
    signed = assertion(answer, challenge=digest, credential=bytes(key.credential), cose=bytes(key.cose))
    return {
        **signed.json(),
        "key": key.json,
        "key_salt": b64encode(bytes(key.salt)).decode(),
        "key_entry": bytes(entry.entry).decode(),
    }
