"""What the checking page says of a receipt: judged in memory by the verifier's own rules, and kept nowhere."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from ledger import verify
from ledger.published import published_checkpoint
from ledger.receipts import consistency_proof, full_note
from ledger.tiles import Tiles
from ledger.tree import root_at

VERIFIER = Path(verify.__file__)


class NoKeyring(RuntimeError):
    """This house does not say which keys sign its ledger (KEYRING_FILE): nothing can be checked here."""


@dataclass(frozen=True)
class Checked:
    """The verdict on a receipt, and what to keep with it.

    `faults` are sentences: none when everything holds. `proof` shows offline that the receipt's checkpoint and today's
    `note` are of one history; both are empty when something is wrong.
    """

    faults: tuple[str, ...]
    index: int
    size: int
    recorded_at: str
    type: str
    proof: str = ""
    note: str = ""


def check_receipt(data: bytes) -> Checked:
    """Judge the file of a receipt against this house's keys and its own log.

    Raises verify.Unreadable, with a sentence for whoever handed it in, when it is no receipt; NoKeyring.
    """
    if len(data) > verify.LARGEST_FILE:
        raise verify.Unreadable("This file has more than 1 MB: it is not a receipt of ours.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise verify.Unreadable("This file is not text: take the receipt as it was given to you.") from fault
    report = verify.Report()
    point, index, body = verify.judge_receipt(text, _keyring(), report)
    faults = [message for _, message in report.tamper]
    if not faults and not _is_ours(point):
        faults.append("the receipt is of another history than this record: keep it, and show it to the auditor")
    found = Checked(tuple(faults), index, point.size, str(body["at"]), str(body["type"]))
    today = published_checkpoint()
    if faults or today is None:
        return found
    proof = consistency_proof(*sorted((point.size, today.size)))
    return Checked((), index, point.size, found.recorded_at, found.type, proof, full_note(today))


def verifier_digest() -> str:
    """The SHA-256 of the verifier that is offered for download, in hex."""
    return sha256(VERIFIER.read_bytes()).hexdigest()


def _is_ours(point: verify.Checkpoint) -> bool:
    try:
        return root_at(point.size, Tiles(point.size).node) == point.root
    except LookupError:
        return False


def _keyring() -> verify.Keyring:
    if settings.KEYRING_FILE is None:
        raise NoKeyring
    return verify.read_keyring(Path(settings.KEYRING_FILE))
