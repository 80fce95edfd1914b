"""Vectors of receipts and checkpoints that witnesses signed."""

from collections.abc import Iterator

from ledger.notes import VerifierKey
from tests.vectors.checkpoints import checkpoint
from tests.vectors.record import WITNESSES, ring, seeded, signed
from tests.vectors.vector import Receipt, Vector, lines, plain, receipt

TWO = list(WITNESSES)[:2]
LATEST = 1 << 37
ML_DSA_44 = 6


def vectors() -> Iterator[Vector]:
    record, own = plain(), Receipt(plain())
    head = record.head()
    both = own.note(witnesses=TWO)
    yield receipt("two-witnesses", "Two witnesses are asked for, and signed.", own.text(note=both), need_witness=2)
    yield receipt("one-more-witness", "Three witnesses are asked for.", own.text(note=both), need_witness=3,
                  undecided=["missing-witness"])  # fmt: skip
    yield receipt("witnesses-of-the-pin", "The witnesses signed the pin.", own.text(), pin=both, need_witness=2)
    early = {"pin": signed(record.head(8), witnesses=TWO), "consistency": lines(*record.proof(8, 11))}
    yield receipt("witnesses-before", "The witnesses signed an earlier checkpoint, without this entry perhaps.", own.text(),
                  **early, need_witness=1, undecided=["missing-witness"])  # fmt: skip
    late = {"pin": both, "consistency": lines(*record.proof(9, 11))}
    yield receipt("witnesses-later", "The witnesses signed a later checkpoint.", Receipt(record, size=9).text(), **late,
                  need_witness=2)  # fmt: skip
    for name, says, time in (
        ("never", "The witness signed at no time.", 0),
        ("too-late", "The year is beyond 6325.", LATEST + 1),
    ):
        text = signed(head, witnesses=TWO[:1], time=time)
        yield checkpoint(f"witness-{name}", says, text, tamper=["cosignature"])
    yield checkpoint(
        "witness-last-moment", "The latest time that there is.", signed(head, witnesses=TWO[:1], time=LATEST)
    )
    mail = "Dear member,\n\n-----BEGIN CHECKPOINT-----\n" + own.note() + "-----END CHECKPOINT-----\n\nThe Society\n"
    yield receipt("pin-mailed", "The pin is in a mail.", own.text(), pin=mail)
    yield receipt(
        "pin-mailed-crlf", "The lines of the mail end as on Windows.", own.text(), pin=mail.replace("\n", "\r\n")
    )
    yield receipt("pin-mailed-cut", "The mail is cut off.", own.text(), pin=mail[:-40], verdict="unreadable")
    key = VerifierKey("four.witness.example", ML_DSA_44, seeded("a key of ML-DSA-44", 1312))
    keys = ring()
    both_kinds = keys | {"witness_keys": [*keys["witness_keys"], str(key)]}
    yield receipt(
        "keyring-ml-dsa", "A witness of the keyring has a key of the kind ML-DSA-44.", own.text(), keyring=both_kinds
    )
    short = VerifierKey("four.witness.example", ML_DSA_44, seeded("a key of ML-DSA-44", 32))
    wrong = keys | {"witness_keys": [str(short)]}
    yield receipt(
        "keyring-ml-dsa-short", "A key of ML-DSA-44 of 32 bytes.", own.text(), keyring=wrong, verdict="unreadable"
    )
