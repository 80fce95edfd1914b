"""Changes of an account that two administrators sign: asking for one, and what the record says of it."""

import secrets
from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from accounts.models import AccountChange, User
from accounts.pseudonyms import pseudonym
from accounts.sealing import CannotOpenSecret, open_secret, seal_secret
from accounts.vocabulary import Certainty, ChangeEnd, Office
from casework.access.person_entries import entry_about
from casework.vocabulary import NotNow
from ledger import queries as ledger
from ledger.append import Draft
from ledger.canonical import Json
from ledger.commitments import commitment
from ledger.entries import moment as written
from ledger.models import Entry
from policy.actions.register_signing_key import WAIT
from policy.actions.tell_signers import tell_signers

ASKED, CHANGE_SIGNED = "account_change.asked", "account_change.signed"
CHANGE_GONE = "This waits no longer: it was refused, stopped or done."


def ask_for_change(
    by: User, user: User, kind: AccountChange.Kind, certainty: Certainty, moment: datetime, *, address: str = ""
) -> Draft:
    """Store the request for a change, and return its entry, which the caller still has to append.

    Nothing changes before WAIT is over. A passkey that replaces another counts after the same time: its person is
    informed at once, and people read a mail within three days. NotNow while a change of the same kind waits.
    """
    entry_id, salt = uuid4(), secrets.token_bytes(32) if address else None
    until = moment + WAIT
    try:
        with transaction.atomic():
            AccountChange.objects.create(
                id=entry_id,
                kind=kind,
                user=user,
                by=by,
                certainty=certainty,
                address=seal_secret(address.encode(), user.pk.bytes) if address else None,
                salt=salt,
                at=moment,
                until=until,
            )
    except IntegrityError:
        raise NotNow("This waits for a second administrator already.") from None
    tell_signers(about=user.pk, by=by.pk, day=moment.date())
    return entry_about(
        user,
        ASKED,
        by=by,
        role=Office.ADMINISTRATOR.value,
        moment=moment,
        data={"what": kind.value, "certainty": certainty.value, "until": written(until)},
        commit={"address": _address_commitment(salt, entry_id, address)} if salt else {},
        entry_id=entry_id,
    )


def lock_change(change: UUID) -> AccountChange:
    """Return an open change, locked until the transaction ends. NotNow if it is over."""
    found = AccountChange.objects.select_for_update(of=("self",)).filter(pk=change, ended_at__isnull=True)
    waits = found.select_related("user", "by", "second").first()
    if waits is None:
        raise NotNow(CHANGE_GONE)
    return waits


def address_of(change: AccountChange) -> str:
    """Return the new address of the account; empty if the change is about something else. Raises CannotOpenSecret."""
    return open_secret(bytes(change.address), change.user_id.bytes).decode() if change.address else ""


def is_as_recorded(change: AccountChange) -> bool:
    """Whether the record says that one administrator asked for this change and another signed it. Two queries.

    It is False for a row that somebody wrote into the table or changed there.
    """
    if change.signed_entry is None:
        return False
    asked, signed = (Entry.objects.filter(id=each).first() for each in (change.pk, change.signed_entry))
    if asked is None or signed is None or (asked.type, signed.type) != (ASKED, CHANGE_SIGNED):
        return False
    said, person = asked.body, str(pseudonym(change.user))
    about = (said["data"]["person"], said["data"]["what"], said["data"]["until"])
    if about != (person, change.kind, written(change.until)):
        return False
    if signed.body["actor"] in {said["actor"], person} or said["actor"] == person:
        return False
    return _refers(signed, asked) and _is_the_address(change, said["commit"])


def _refers(signed: Entry, asked: Entry) -> bool:
    return [ref["leaf"] for ref in signed.body["refs"]] == [b64encode(bytes(asked.leaf)).decode()]


def _is_the_address(change: AccountChange, commit: dict[str, str]) -> bool:
    if not change.address or not change.salt:
        return change.kind == AccountChange.Kind.SECOND_FACTOR and not commit
    try:
        address = address_of(change)
    except CannotOpenSecret:
        return False
    known = _address_commitment(bytes(change.salt), change.pk, address)
    return commit == {"address": b64encode(known).decode()}


def _address_commitment(salt: bytes, entry_id: UUID, address: str) -> bytes:
    return commitment(salt=salt, entry_id=entry_id, field="address", value=address)


def reference_to_asking(change: AccountChange) -> tuple[str, bytes]:
    return "proposal", bytes(ledger.entry(change.pk).leaf)


def end_change(
    change: AccountChange,
    end: ChangeEnd,
    *,
    by: User,
    role: str,
    moment: datetime,
    data: Mapping[str, Json] | None = None,
) -> Draft:
    """Store how a change ended, and return its entry, which the caller still has to append."""
    change.ended_at, change.end = moment, end.value
    change.save(update_fields=["ended_at", "end"])
    return entry_about(
        change.user,
        f"account_change.{end.value}",
        by=by,
        role=role,
        moment=moment,
        data={"what": change.kind, **(data or {})},
        refs=[reference_to_asking(change)],
    )
