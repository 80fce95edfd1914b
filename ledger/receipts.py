"""Receipts: a proof that an entry is in the log, as a file anybody can check offline (C2SP tlog-proof)."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.db.models import QuerySet

from ledger.canonical import Json, encode
from ledger.entries import b64
from ledger.models import Checkpoint, Cosignature, Entry
from ledger.tiles import Tiles
from ledger.tree import consistency_path, inclusion_path

MAGIC = "c2sp.org/tlog-proof@v1"


@dataclass(frozen=True)
class Opening:
    """What opens a commitment: the field's name, its salt and its value."""

    field: str
    salt: bytes
    value: Json

    def json(self) -> Mapping[str, Json]:
        return {"field": self.field, "salt": b64(self.salt), "value": self.value}


def receipt_of(entry_id: UUID, openings: Iterable[Opening] = ()) -> str | None:
    """The receipt of an entry as text, with the texts of these openings; None while no checkpoint covers it yet.

    It rests on the first checkpoint that does, so it is the same whenever it is asked for. Raises Entry.DoesNotExist.
    """
    entry = Entry.objects.get(id=entry_id)
    checkpoint = Checkpoint.objects.filter(size__gt=entry.log_index).order_by("size").first()
    if checkpoint is None:
        return None
    extra = encode({"entry": bytes(entry.entry).decode("utf-8"), "openings": [each.json() for each in openings]})
    path = Tiles(checkpoint.size).compute(partial(inclusion_path, entry.log_index, checkpoint.size))
    lines = [MAGIC, f"extra {b64encode(extra).decode('ascii')}", f"index {entry.log_index}", *map(b64, path)]
    return "\n".join(lines) + "\n\n" + full_note(checkpoint)


def disclosure_of(opened: Mapping[UUID, Iterable[Opening]]) -> str | None:
    """These entries with what is opened of each, as a file that the verifier's `disclose` judges.

    None while no checkpoint covers the last of them, or without any. Entries that do not exist are left out.
    """
    entries = list(Entry.objects.filter(id__in=opened).order_by("log_index"))
    last = entries[-1].log_index if entries else -1
    checkpoint = Checkpoint.objects.filter(size__gt=last).order_by("size").first() if entries else None
    if checkpoint is None:
        return None
    size = checkpoint.size
    paths = Tiles(size).compute(lambda get: [inclusion_path(entry.log_index, size, get) for entry in entries])
    shown: list[Json] = [
        {
            "entry": bytes(entry.entry).decode("utf-8"),
            "openings": [each.json() for each in opened[entry.id]],
            "index": entry.log_index,
            "path": [b64(step) for step in path],
        }
        for entry, path in zip(entries, paths, strict=True)
    ]
    return encode({"v": 1, "checkpoint": full_note(checkpoint), "entries": shown}).decode("utf-8") + "\n"


def is_sealed(entry_id: UUID) -> bool:
    """Whether a checkpoint covers an entry, so that its receipt can be made. Raises Entry.DoesNotExist."""
    return Checkpoint.objects.filter(size__gt=Entry.objects.get(id=entry_id).log_index).exists()


def full_note(checkpoint: Checkpoint) -> str:
    """A checkpoint with the lines of its witnesses."""
    lines = Cosignature.objects.filter(size=checkpoint.size).order_by("id").values_list("line", flat=True)
    return checkpoint.note + "".join(f"{line}\n" for line in lines)


def full_notes(checkpoints: QuerySet[Checkpoint]) -> dict[int, str]:
    """Return these checkpoints with the lines of their witnesses, by size, the smallest first. Two queries."""
    notes = dict(checkpoints.order_by("size").values_list("size", "note"))
    lines = Cosignature.objects.filter(size__in=checkpoints.values("size"))
    for size, line in lines.order_by("id").values_list("size", "line"):
        notes[size] += f"{line}\n"
    return notes


def consistency_proof(old: int, new: int) -> str:
    """The proof that the log of `new` entries goes on from that of `old`, a hash in base64 a line; ValueError if it cannot."""
    return "".join(f"{b64(step)}\n" for step in Tiles(new).compute(partial(consistency_path, old, new)))
