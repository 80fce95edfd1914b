"""A second person signs that a passkey belongs to its holder, or sends it back."""

import secrets
from base64 import b64decode, b64encode
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from accounts.mails import MailKind, write_mail
from accounts.models import User
from accounts.pseudonyms import pseudonym
from ledger import queries as ledger
from ledger.append import Draft, append
from ledger.canonical import Json
from ledger.commitments import commitment
from ledger.entries import moment
from policy.actions.refusals import NotAllowed
from policy.models import Pending, SigningKey
from policy.passkeys import NotSigned
from policy.queries import Hand, hand_in_office
from policy.queries.second_person import why_not_second

REGISTERED = "signing_key.registered"
GONE = "This waits no longer: it was signed, or sent back."


@transaction.atomic(durable=True)
def countersign_key(*, pending: UUID, by: User, at: datetime) -> SigningKey:
    """Make an officer's new passkey count from now on. Appends `signing_key.registered`, which names the second person.

    NotAllowed if `by` cannot be the second person (`why_not_second`), or if the stored key is not the proposed one.
    """
    waits = lock_pending(pending, Pending.Kind.PASSKEY)
    if refused := why_not_second(by, about=waits.about_id, by=waits.by_id, day=at.date()):
        raise NotAllowed(refused)
    hand, proposed = hand_in_office(waits.about), ledger.entry(waits.entry_id)
    key = _unpack_key(waits, at)
    key.user, key.person, key.stream = hand.user, hand.person, hand.stream
    if proposed.body["actor"] != str(hand.person) or not _is_the_one(key, waits, proposed.body["commit"]["key"]):
        raise NotAllowed("The stored passkey is not the one that was put forward. Have its holder make another.")
    key.save(force_insert=True)
    waits.delete()
    draft = key_draft(hand, key, REGISTERED, {"counts_from": moment(at), "second": str(pseudonym(by))})
    append(replace(draft, refs=[("proposal", bytes(proposed.leaf))]))
    return key


@transaction.atomic(durable=True)
def send_back(*, pending: UUID, by: User, role: str, at: datetime) -> Pending:
    """Delete a proposal that waits for a second person. Appends `proposal.sent_back`.

    NotAllowed except for the person who made it and the people who could sign it. For a passkey, its holder gets a mail.
    """
    waits = lock_pending(pending)
    if by.pk != waits.by_id and (refused := why_not_second(by, about=waits.about_id, by=waits.by_id, day=at.date())):
        raise NotAllowed(refused)
    append(delete_pending(waits, by=by, role=role, at=at))
    return waits


def delete_pending(waits: Pending, *, by: User, role: str, at: datetime) -> Draft:
    """Delete a proposal, and return the entry that the caller must append."""
    leaf = bytes(ledger.entry(waits.entry_id).leaf)
    Pending.objects.filter(pk=waits.pk).delete()
    if waits.kind == Pending.Kind.PASSKEY:
        write_mail(waits.about_id, MailKind.SIGN_IN_CHANGED)
    return Draft(
        id=uuid4(),
        type="proposal.sent_back",
        stream="system",
        actor=pseudonym(by),
        role=role,
        occurred=at,
        refs=[("proposal", leaf)],
    )


def lock_pending(pending: UUID, kind: Pending.Kind | None = None) -> Pending:
    """Return a proposal, with its row locked. NotAllowed if it no longer waits."""
    found = (
        Pending.objects.select_for_update(of=("self",)).filter(pk=pending, **({"kind": kind} if kind else {})).first()
    )
    if found is None:
        raise NotAllowed(GONE)
    return found


def key_draft(hand: Hand, key: SigningKey, kind: str, data: dict[str, Json]) -> Draft:
    """Return an entry of the type `kind` that commits to a passkey."""
    return Draft(
        id=key.entry_id,
        type=kind,
        stream=hand.stream,
        actor=hand.person,
        role=hand.role,
        occurred=key.at,
        data=data,
        commit={"key": commitment(salt=bytes(key.salt), entry_id=key.entry_id, field="key", value=key.json)},
    )


def pack_key(key: SigningKey) -> dict[str, str]:
    """Return the form in which a passkey is stored while it waits."""
    parts = {name: b64encode(bytes(getattr(key, name))).decode() for name in ("credential", "cose", "salt")}
    return parts | {"rp_id": key.rp_id, "origin": key.origin}


def _unpack_key(waits: Pending, at: datetime) -> SigningKey:
    kept = waits.kept or {}
    return SigningKey(
        credential=b64decode(kept["credential"]),
        cose=b64decode(kept["cose"]),
        rp_id=kept["rp_id"],
        origin=kept["origin"],
        salt=secrets.token_bytes(32),
        at=at,
        counts_from=at,
        entry_id=uuid4(),
    )


def _is_the_one(key: SigningKey, waits: Pending, committed: str) -> bool:
    salt = b64decode((waits.kept or {})["salt"])
    try:
        known = commitment(salt=salt, entry_id=waits.entry_id, field="key", value=key.json)
    except NotSigned:
        return False
    return b64encode(known).decode() == committed
