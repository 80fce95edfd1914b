"""What the checking page says of a receipt: judged in memory by the verifier's own rules, and kept nowhere."""

from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from ledger import verify
from ledger.published import published_checkpoint
from ledger.receipts import consistency_proof, full_note
from ledger.tiles import Tiles
from ledger.tree import root_at

VERIFIER = Path(verify.__file__)
VERIFIER_PAGE = VERIFIER.with_suffix(".html")
LARGEST = verify.LARGEST_FILE
TOO_LARGE = "This has more than 1 MB, and no receipt has: give us the file whose name ends in .tlog-proof."
NO_TEXT = "This file is not text: give us the file as it was given to you, not a picture or a document made from it."
NO_RECEIPT = "This is a checkpoint and not a receipt: give us the file whose name ends in .tlog-proof."


class NoKeyring(RuntimeError):
    """This installation does not say which keys sign its ledger (KEYRING_FILE): nothing can be checked here."""


@dataclass(frozen=True)
class Checked:
    """The verdict on a receipt, and what to keep with it. `witnesses` are those that signed its checkpoint.

    `faults` are sentences: none when everything holds. `opened` names the fields whose texts the receipt holds. `proof`
    shows offline that the receipt's checkpoint and today's `note`, of `today` entries, are of one history; all are empty
    when something is wrong.
    """

    faults: tuple[str, ...]
    index: int
    size: int
    recorded_at: str
    type: str
    opened: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()
    proof: str = ""
    note: str = ""
    today: int = 0


def check_receipt(data: bytes) -> Checked:
    """Judge the file of a receipt against this installation's keys and its own log.

    Raises verify.Unreadable, with a sentence for the person who submitted it, if it is no receipt; or NoKeyring.
    """
    text = _text_of(data)
    report, ring = verify.Report(), _keyring()
    point, shown = verify.judge_receipt(text, ring, report)
    faults = _faults(point, shown, ring, report)
    found = Checked(faults, shown.index, point.size, str(shown.body["at"]), str(shown.body["type"]))
    if faults:
        return found
    signed = verify.judge_checkpoint(point, ring, verify.Report(), "the checkpoint") or {}
    found = replace(found, witnesses=tuple(signed), opened=tuple(name for name, _, _ in shown.opened))
    today = published_checkpoint()
    if today is None:
        return found
    return replace(
        found,
        proof=consistency_proof(*sorted((point.size, today.size))),
        note=full_note(today),
        today=today.size,
    )


def verifier_digest(file: Path = VERIFIER) -> str:
    return sha256(file.read_bytes()).hexdigest()


def _text_of(data: bytes) -> str:
    if len(data) > LARGEST:
        raise verify.Unreadable(TOO_LARGE)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise verify.Unreadable(NO_TEXT) from fault
    if _is_checkpoint(text):
        raise verify.Unreadable(NO_RECEIPT)
    return text


def _is_checkpoint(text: str) -> bool:
    try:
        return not text.startswith(verify.MAGIC) and verify.read_checkpoint(text) is not None
    except ValueError:
        return False


def _faults(
    point: verify.Checkpoint, shown: verify.Shown, ring: verify.Keyring, report: verify.Report
) -> tuple[str, ...]:
    if not {point.origin, shown.body["log"]} <= ring.origins:
        return (f"This receipt is of the record {point.origin[:80]}, not of ours: have it checked there.",)
    if report.tamper:
        told = "; ".join(dict.fromkeys(message for _, message in report.tamper))
        return (f"What this receipt says does not hold: {told}. Take the file as it was first given to you.",)
    if not _is_ours(point):
        return ("This receipt is of another history than this record: keep it, and show it to the auditor.",)
    return ()


def _is_ours(point: verify.Checkpoint) -> bool:
    try:
        return Tiles(point.size).compute(partial(root_at, point.size)) == point.root
    except LookupError:
        return False


def _keyring() -> verify.Keyring:
    if settings.KEYRING_FILE is None:
        raise NoKeyring
    return verify.read_keyring(Path(settings.KEYRING_FILE))
