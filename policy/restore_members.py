"""Writes the member rows that a restored backup lacks, from the entries of the record alone.

For an oath, the record holds the member, the time, the text and the digest of the signed statement, so its row is restored
without the statement. For a passkey, it holds only that there was one, so no row is restored. The caller records the losses.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accounts.pseudonyms import person_behind
from ledger.canonical import JsonObject
from ledger.entries import read_moment, unb64
from ledger.models import Entry
from ledger.restore_losses import OPENING, ROW, Loss
from policy.actions.record import next_position
from policy.models import Member, OathEdition, OathEnding, OathSignature, SigningKey, Standing
from policy.queries.books import KINDS


@dataclass(frozen=True)
class PutBack:
    """How many rows were restored, and what is lost: ROW or OPENING, each with the entry that mentions it."""

    rows: int
    lost: tuple[Loss, ...]

    def count(self, what: str) -> int:
        return sum(lost == what for lost, _ in self.lost)


def put_back(entries: Iterable[Entry]) -> PutBack:
    """Write the rows of these entries, which were put back into the record, in order."""
    told = [(WRITTEN[entry.type](entry), entry) for entry in entries if entry.type in WRITTEN]
    rows = sum(what in {"", OPENING} for what, _ in told)
    return PutBack(rows, tuple((what, entry) for what, entry in told if what))


def _standing(entry: Entry, member: Member) -> str:
    Standing.objects.create(kind=entry.body["data"]["standing"], **_act(entry, member))
    return ""


def _ending(entry: Entry, member: Member) -> str:
    position = next_position(member)
    OathEnding.objects.create(reason=entry.body["data"]["reason"], position=position, **_act(entry, member))
    return ""


def _signature(entry: Entry, member: Member) -> str:
    """Write a signature without its statement; write nothing if the sworn words or the second signer are lost too."""
    data, imported = entry.body["data"], entry.type == "oath.imported"
    oath = OathEdition.objects.filter(pk=data["oath"], code=data["code"]).first()
    second = person_behind(UUID(data["second"])) if imported else None
    if oath is None or (imported and second is None):
        return ROW
    OathSignature.objects.create(
        position=next_position(member),
        oath=oath,
        code=oath.code,
        method=data["method"],
        digest=unb64(entry.body["commit"]["statement"]),
        imported=imported,
        countersigned_by=second,
        **_act(entry, member),
    )
    return OPENING


def _act(entry: Entry, member: Member) -> JsonObject:
    effective = date.fromisoformat(entry.body["data"]["effective"])
    return {"member": member, "effective": effective, "at": entry.occurred, "entry_id": entry.id}


def _of_member(write: Callable[[Entry, Member], str]) -> Callable[[Entry], str]:
    """Write this for the member whose stream it is; a member whom only the record knows is lost."""

    def write_row(entry: Entry) -> str:
        member = Member.objects.filter(pseudonym=entry.stream.removeprefix("member/")).first()
        return write(entry, member) if member else ROW

    return write_row


def _retire(entry: Entry) -> str | None:
    leaves = [unb64(ref["leaf"]) for ref in entry.body["refs"]]
    keys = SigningKey.objects.filter(entry_id__in=Entry.objects.filter(leaf__in=leaves).values("id"))
    return "" if keys.update(retired_at=read_moment(entry.body["data"]["counts_from"])) else None


def _edition(entry: Entry) -> str | None:
    """The words of an edition are in no entry: an administrator publishes its folder once more."""
    key = entry.body["data"]["edition"]
    return None if any(kind._default_manager.filter(pk=key).exists() for kind in KINDS) else ROW


WRITTEN: Mapping[str, Callable[[Entry], str | None]] = {
    "member.standing_recorded": _of_member(_standing),
    "oath.signed": _of_member(_signature),
    "oath.imported": _of_member(_signature),
    "oath.ended": _of_member(_ending),
    "signing_key.registered": lambda _: ROW,
    "edition.published": _edition,
    "signing_key.retired": _retire,
}
"""For each type of entry, the function that writes its row and returns what is lost; None if there is no row to write."""
