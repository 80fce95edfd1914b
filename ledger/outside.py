"""The newest checkpoint that somebody outside the installation holds: from a witness, or in PIN_FILE.

A person who holds every key of an installation can rewrite its whole record. What one person outside has kept shows it.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import structlog
from django.conf import settings

from ledger import verify
from ledger.models import Checkpoint, Cosignature
from ledger.receipts import full_notes
from ledger.tiles import Tiles
from ledger.tree import root_at

LOG = structlog.get_logger()
NEWEST = 20
"""How many of the newest signatures of witnesses are read to find one that verifies."""
NONE_OUTSIDE = (
    "nobody outside the installation has a checkpoint: if its operator rewrote the record, nobody could show it; "
    "let a witness sign it, or name in PIN_FILE a checkpoint that somebody else keeps"
)


def read_pin() -> verify.Checkpoint | None:
    """Return the checkpoint in PIN_FILE; None if none is named. verify.Unreadable, or ValueError, for no checkpoint."""
    if settings.PIN_FILE is None:
        return None
    try:
        return verify.read_checkpoint(Path(settings.PIN_FILE).read_text(encoding="utf-8"))
    except OSError as fault:
        raise verify.Unreadable(f"PIN_FILE cannot be read: {fault.strerror}") from fault


def outside_sizes(ring: verify.Keyring) -> Iterator[int]:
    """Yield the sizes of checkpoints that are held outside: of PIN_FILE, and the newest that a witness signed."""
    try:
        pin = read_pin()
        if pin is not None and verify.judge_checkpoint(pin, ring, verify.Report(), "PIN_FILE") is not None:
            yield pin.size
    except (ValueError, verify.Unreadable):
        LOG.exception("pin_file_holds_no_checkpoint")
    sizes = list(Cosignature.objects.order_by("-size").values_list("size", flat=True).distinct()[:NEWEST])
    for size, note in sorted(full_notes(Checkpoint.objects.filter(size__in=sizes)).items(), reverse=True):
        if verify.judge_checkpoint(verify.read_checkpoint(note), ring, verify.Report(), "the checkpoint"):
            yield size
            return


def has_outside_checkpoint() -> bool:
    """Whether anybody outside holds a checkpoint, by the keys in KEYRING_FILE; False without them. Two queries."""
    if settings.KEYRING_FILE is None:
        return False
    try:
        ring = verify.read_keyring(Path(settings.KEYRING_FILE))
    except verify.Unreadable:
        return False
    return any(True for _ in outside_sizes(ring))


def judge_outside(size: int, ring: verify.Keyring, report: verify.Report) -> None:
    """Compare the log of this size with the checkpoint in PIN_FILE, and say so if nobody outside holds any.

    A witness's checkpoints are in the tables, and are compared with the tree like all others.
    """
    report.undecided[:] = [(code, words) for code, words in report.undecided if code != "unpinned"]
    if not any(True for _ in outside_sizes(ring)):
        report.open("unpinned", NONE_OUTSIDE)
    try:
        pin = read_pin()
    except (ValueError, verify.Unreadable) as fault:
        report.bad("pin-file", f"the checkpoint in PIN_FILE cannot be read: {fault}")
        return
    if pin is None or verify.judge_checkpoint(pin, ring, report, "the checkpoint in PIN_FILE") is None:
        return
    if pin.size > size:
        words = f"the checkpoint in PIN_FILE covers {pin.size} entries, and there are {size}"
        report.bad("log-shorter-than-checkpoint", words)
    elif Tiles(size).compute(partial(root_at, pin.size)) != pin.root:
        report.bad("split-view", f"the first {pin.size} entries are not those of the checkpoint in PIN_FILE")
