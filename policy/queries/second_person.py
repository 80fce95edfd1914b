"""The second person, who has to sign a proposal, and when one person alone is still enough."""

import hashlib
from base64 import b64decode
from datetime import date
from uuid import UUID

from accounts.models import User
from accounts.offices import holders, offices_of, signed_in_holders
from accounts.vocabulary import Office
from ledger.models import StreamHead
from policy.models import Pending

NEED_TWO = frozenset(
    {Office.CUSTODIAN, Office.REGISTRAR, Office.ADMINISTRATOR, Office.BOARD_MEMBER, Office.BOARD_SECRETARY}
)
"""The offices that one administrator alone cannot give."""

MOST = 100


def one_suffices(by: User | None = None) -> bool:
    """Whether one person may act alone: before the first report, until a second administrator has signed in.

    `by` is the administrator who acts, who counts as one of the two even if they never signed in. Three queries.
    """
    if StreamHead.objects.filter(stream__startswith="case/").exists():
        return False
    there = signed_in_holders(Office.ADMINISTRATOR)
    return len(there if by is None else there | {by.pk}) < 2


def why_not_second(user: User, *, about: UUID, by: UUID, day: date) -> str:
    """Return a sentence why somebody cannot sign what `by` put forward about a person; empty if they can.

    Another administrator signs or, if there is none, a registrar.
    """
    if user.pk in {about, by}:
        return "Somebody else has to sign this."
    held = offices_of(user, day)
    others = [each for each in holders(Office.ADMINISTRATOR, day) if each.user_id not in {about, by}]
    if Office.ADMINISTRATOR in held or (not others and Office.REGISTRAR in held):
        return ""
    return "Another administrator has to sign this." if others else "A registrar has to sign this."


def role_of_second(user: User, day: date) -> str:
    """Return the office in which somebody signs what another put forward, or refuses it."""
    return (Office.ADMINISTRATOR if Office.ADMINISTRATOR in offices_of(user, day) else Office.REGISTRAR).value


def list_pending() -> list[Pending]:
    """Return the offices and passkeys that wait for a second person, the oldest first, at most MOST. One query."""
    kinds = (Pending.Kind.OFFICE, Pending.Kind.PASSKEY)
    return list(Pending.objects.select_related("about", "by").filter(kind__in=kinds)[:MOST])


def pending_editions() -> Pending | None:
    """Return the editions that wait for a second officer. One query."""
    return Pending.objects.select_related("by").filter(kind=Pending.Kind.EDITION).first()


def pending_key(user: User) -> Pending | None:
    """Return the passkey of a person in office that waits for a second person. One query."""
    return Pending.objects.filter(about=user, kind=Pending.Kind.PASSKEY).first()


def describe(waits: Pending) -> str:
    """Return one line that says what waits, about whom, by whom and since when."""
    since = f"{waits.at:%-d %B %Y}"
    if waits.kind == Pending.Kind.OFFICE:
        office = waits.what.replace("_", " ")
        return f"the office of {office} for {waits.about.name}, put forward by {waits.by.name} on {since}"
    return (
        f"a passkey that signs for {waits.about.name}, made on {since}; its holder sees the number {fingerprint(waits)}"
    )


def fingerprint(waits: Pending) -> str:
    """Return a short number of a waiting passkey: the signer asks the holder whether theirs is the same."""
    digest = hashlib.sha256(b64decode((waits.kept or {}).get("cose", ""))).digest()
    number = f"{int.from_bytes(digest[:8], 'big') % 10**12:012}"
    return " ".join(number[at : at + 4] for at in range(0, 12, 4))
