"""Vectors of receipts for oaths that a passkey signed, and of what a forger would hand over in place of one."""

from collections.abc import Iterator
from typing import Any

from ledger.verify import unb64
from tests.vectors.record import DEVICES, Holder, Record, b64, oath_digest, seeded, step_digest, uuid_of
from tests.vectors.vector import Vector, forged


def vectors() -> Iterator[Vector]:
    for kind in DEVICES:
        record = Record()
        yield forged(
            f"oath-{kind}", f"An oath signed with a passkey of the kind {kind}.", record, Holder(record, kind).oath()
        )
    record = Record()
    index = Holder(record, "p256").oath()
    bare = [one for one in record.openings[index] if one["field"] == "statement"]
    yield forged("oath-words", "The words of the oath without the signature.", record, index, openings=bare)
    signature = [one for one in record.openings[index] if one["field"] == "evidence"]
    yield forged("oath-signature", "The signature without the words.", record, index, openings=signature)
    for name, says, states in (
        ("day", "The words say another day.", {"effective": "2026-01-02"}),
        ("member", "The words name another member.", {"member": "somebody"}),
        ("code", "The words name another edition of the Code.", {"code_sha256": b64(bytes(32))}),
        ("record", "The words name another record.", {"log": "elsewhere.example"}),
        ("kind", "The words are of another kind.", {"kind": "step-statement"}),
        ("words-more", "A member too many in the words.", {"note": None}),
        ("nonce", "The nonce in the words has eight bytes.", {"nonce": b64(bytes(8))}),
        ("locale", "The language in the words is a number.", {"locale": 1}),
        ("version-true", "The version in the words is true.", {"v": True}),
        ("edition-short", "The digest of an edition is a byte long.", {"oath_sha256": "AA=="}),
    ):
        record = Record()
        index = Holder(record, "ed25519").oath(states=states)
        yield forged(f"oath-other-{name}", says, record, index, "statement-mismatch")
    record = Record()
    index = Holder(record, "ed25519").oath(commit={"note": bytes(32)})
    yield forged(
        "oath-text-more", "The oath has a sealed text that nobody signed.", record, index, "statement-mismatch"
    )
    record = Record()
    index = Holder(record, "ed25519").oath()
    other = [
        one | {"value": one["value"] | {"nonce": b64(bytes(16))}} if one["field"] == "statement" else one
        for one in record.openings[index]
    ]
    yield forged(
        "oath-words-changed", "The words were changed after the oath.", record, index, "commitment", openings=other
    )
    yield from signatures()
    yield from steps()


def steps() -> Iterator[Vector]:
    """Receipts of the signature under a step, and of signatures by the keys of other people."""
    record = Record()
    holder = Holder(record, "p256", stream="system")
    index = holder.step()
    yield forged("step-p256", "A step that was signed with a passkey.", record, index)
    bare = [one for one in record.openings[index] if one["field"] == "evidence"]
    yield forged(
        "step-signature",
        "The signature under a step without what was signed.",
        record,
        index,
        openings=bare,
        undecided=("signature-sealed",),
    )
    record = Record()
    holder = Holder(record, "p256", stream="system")
    evidence = holder.evidence(step_digest(holder.step_words(step="decide_case")))
    yield forged("step-other", "What was signed is another step.", record, holder.step(evidence=evidence), "signature")
    record = Record()
    holder = Holder(record, "p256", stream="system")
    index = holder.step(actor=uuid_of("another officer"))
    yield forged("step-other-person", "Another officer's passkey signed.", record, index, "signature")
    record = Record()
    holder, other = Holder(record, "p256"), Holder(record, "ed25519")
    words = holder.statement()
    cited = [("signing_key", record.leaf(other.registered))]
    index = holder.oath(evidence=other.evidence(oath_digest(words)), refs=cited)
    yield forged("passkey-other-member", "Another member's passkey signed.", record, index, "signature")
    record = Record()
    holder = Holder(record, "p256", kind_of_key="signing_key.proposed")
    yield forged("passkey-proposed", "The key was put forward, and not registered.", record, holder.oath(), "signature")


def signatures() -> Iterator[Vector]:
    made: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("sign-in", "A signature over another challenge, as a sign-in has.", {"challenge": "AAAA"}),
        ("registered", "What a device says when a key is made.", {"type": "webauthn.create"}),
        ("other-page", "Given on another page.", {"page": "https://elsewhere.example"}),
        ("other-party", "Given for another party.", {"rp_id": "elsewhere.example"}),
        ("unverified", "Nobody proved to be the holder.", {"flags": 1}),
        ("absent", "Nobody was present.", {"flags": 4}),
        ("uncited", "The entry cites no key.", {"refs": []}),
    )
    for name, says, how in made:
        record = Record()
        yield forged(f"passkey-{name}", says, record, Holder(record, "p256").oath(**how), "signature")
    for name, says, change in (
        ("flipped", "A bit of the signature is another.", lambda one: one | {"signature": _flipped(one["signature"])}),
        (
            "padded",
            "The signature is not in the one DER form.",
            lambda one: one | {"signature": _padded(one["signature"])},
        ),
        ("short", "The signature is cut off.", lambda one: one | {"signature": one["signature"][:8]}),
        ("empty", "The signature is empty.", lambda one: one | {"signature": ""}),
        ("no-base64", "The signature is no base64.", lambda one: one | {"signature": "x"}),
        ("missing", "The signature is missing.", lambda one: {key: one[key] for key in one if key != "signature"}),
        ("no-object", "A text in place of the evidence.", lambda one: "signed"),
        (
            "other-key",
            "The key is another than the record has.",
            lambda one: one | {"key": one["key"] | {"rp_id": "x"}},
        ),
        ("other-salt", "The salt of the key is another.", lambda one: one | {"key_salt": b64(seeded("salt"))}),
        (
            "other-entry",
            "The entry of the key is not canonical.",
            lambda one: one | {"key_entry": one["key_entry"] + " "},
        ),
        ("client-data", "The data of the browser are no JSON.", lambda one: one | {"client_data": b64(b"{")}),
    ):
        record = Record()
        holder = Holder(record, "p256")
        evidence = change(holder.evidence(oath_digest(holder.statement())))
        yield forged(f"passkey-{name}", says, record, holder.oath(evidence=evidence), "signature")


def _flipped(text: str) -> str:
    data = bytearray(unb64(text))
    data[-1] ^= 1
    return b64(bytes(data))


def _padded(text: str) -> str:
    data = unb64(text)
    size = data[3]
    return b64(bytes([0x30, data[1] + 1, 2, size + 1, 0]) + data[4:])
