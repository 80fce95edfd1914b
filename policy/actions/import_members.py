"""Imports a confirmed list of members into the register: all of it, or nothing."""

import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import batched, chain
from uuid import UUID, uuid4

from django.db import connection, transaction

from accounts.keys import keyed_digests
from accounts.pseudonyms import pseudonym
from ledger.append import Draft, append
from policy.actions.comparing import Change, Kind, Plan, RowFault, compare_members
from policy.actions.preview_members import Reader
from policy.actions.previewing import keep_preview, plan_list, refuse_list
from policy.actions.record import role_in_register
from policy.actions.refusals import ListRefused, NotAllowed
from policy.actions.registering import ChangedMeanwhile, Register
from policy.models import MemberImport

ONE_AT_A_TIME = 7_402_118
"""The advisory lock that every import takes: no two imports change the register at the same time."""
AT_ONCE = 2_000


@transaction.atomic(durable=True)
def import_members(*, upload: UUID, read: Reader, at: datetime) -> None:
    """Import the list if it still makes the confirmed changes; otherwise the new preview waits for confirmation.

    Does nothing if it is done, or while another process does it. Appends `member.standing_recorded` for each member who
    joins or leaves, `oath.ended` before it if an oath ends, and `members.imported` with counts and `file_digest`.
    """
    confirmed = MemberImport.objects.select_for_update(of=("self",), skip_locked=True, no_key=True).select_related("by")
    found = confirmed.filter(pk=upload, state=MemberImport.State.CONFIRMED).first()
    if found is None or found.content is None:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    try:
        with transaction.atomic():
            drafts = _write_changes(found, read, at)
    except ListRefused as fault:
        refuse_list(found, fault, at)
        return
    except NotAllowed as reason:
        refuse_list(found, ListRefused(str(reason)), at)
        return
    except ChangedMeanwhile:
        found.state, found.shown = MemberImport.State.WAITING, {"again": True}
        found.save(update_fields=["state", "shown"])
        return
    for some in batched(drafts, AT_ONCE):
        append(*some)


def _write_changes(found: MemberImport, read: Reader, at: datetime) -> Iterable[Draft]:
    """Write the changes of the list, and return the entries; none if a person must confirm the preview again."""
    role, day = role_in_register(found.by, at.date()), at.date()
    listed = read(zlib.decompress(found.content or b""), found.whole)
    plan, shown = plan_list(compare_members(listed, day=day, lock=True))
    if plan.digest != found.confirmed:
        keep_preview(found, plan, shown | {"again": True}, at)
        return ()
    register = Register(actor=pseudonym(found.by), role=role, day=day, at=at)
    register.write(_confirmed_changes(found.confirmed, compare_members(listed, day=day)))
    found.state, found.content, found.finished_at = MemberImport.State.IMPORTED, None, at
    found.save(update_fields=["state", "content", "finished_at"])
    return chain(register.drafts(), [_import_entry(found, plan.counts, register, at)])


def _confirmed_changes(confirmed: str, changes: Iterable[Change | RowFault]) -> Iterator[Change]:
    """Yield the changes for writing. ChangedMeanwhile if they are not the confirmed ones.

    By then the members are locked, but the accounts are not.
    """
    plan = Plan()
    for one in changes:
        if isinstance(one, RowFault):
            raise ChangedMeanwhile
        plan.add(one)
        yield one
    if plan.digest != confirmed:
        raise ChangedMeanwhile


def file_digest(found: MemberImport) -> str:
    """Return by what the record knows a list: a digest under SECRET_KEY, so that nobody can guess a name of a short list."""
    return keyed_digests("list of members", bytes.fromhex(found.sha256))[0].hex()


def _import_entry(found: MemberImport, counts: dict[Kind, int], register: Register, at: datetime) -> Draft:
    return Draft(
        id=uuid4(),
        type="members.imported",
        stream="system",
        actor=register.actor,
        role=register.role,
        occurred=at,
        data={str(kind): number for kind, number in counts.items()}
        | {"whole": found.whole, "file": file_digest(found)},
    )
