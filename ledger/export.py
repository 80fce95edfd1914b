"""The log as files that a verifier reads: an entry a line, every checkpoint with its witnesses, every time-stamp.

`log.jsonl` · `checkpoints.jsonl` (a JSON string a line) · `checkpoint` (the last one, as it is) · `anchors/<size>.tsr`.
"""

import json
from pathlib import Path

from django.db import transaction

from ledger.models import Anchor, Checkpoint, Entry
from ledger.receipts import full_notes

CHUNK = 2000


@transaction.atomic
def export_log(folder: Path) -> int:
    """Write the whole log into `folder`, made if need be, and return how many entries there are.

    What stands there of an earlier export is replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    with (folder / "log.jsonl").open("wb") as file:
        for entry in Entry.objects.order_by("log_index").values_list("entry", flat=True).iterator(chunk_size=CHUNK):
            file.write(bytes(entry) + b"\n")
            size += 1
    notes = list(full_notes(Checkpoint.objects.filter(size__lte=size)).values())
    lines = [json.dumps(note, ensure_ascii=False) + "\n" for note in notes]
    (folder / "checkpoints.jsonl").write_text("".join(lines), encoding="utf-8")
    (folder / "checkpoint").write_text(notes[-1] if notes else "", encoding="utf-8")
    (folder / "anchors").mkdir(exist_ok=True)
    for anchor in Anchor.objects.filter(size__lte=size):
        (folder / "anchors" / f"{anchor.size}.tsr").write_bytes(bytes(anchor.token))
    return size
