"""The drills on R8, against real exports: people with a passkey sign with it, and a sign-in assertion signs nothing."""

import base64
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from django.core.management import call_command

from accounts.models import User
from ledger import verify
from ledger.canonical import decode, encode
from ledger.entries import b64
from ledger.receipts import receipt_of
from ledger.sync import seal_log
from policy.actions import (
    Entrant,
    Signed,
    enrol_member,
    publish_editions,
    register_signing_key,
    sign_oath,
)
from policy.models import Member, OathSignature
from policy.passkeys import creation_options
from policy.queries import hand_of_member, oath_in_force, statement_for
from policy.queries.oaths import openings_of_signature
from policy.signing import oath_digest
from tests.ledger.exported import signing
from tests.ledger.story import Export, Told, Verdict, judged
from tests.passkeys import PRESENT, Passkey
from tests.policy.books import ICSRM
from tests.policy.officers import two_officers

NONCE, CHALLENGE = b"n" * 16, b"c" * 32
NOW = datetime.now(UTC)
TODAY = NOW.date()


@pytest.fixture
def member(db: None) -> Iterator[Member]:
    """A member with a passkey of her own, who has not signed yet."""
    publish_editions(folder=ICSRM, **two_officers(NOW))
    registrar = User.objects.create_person(email="regi@society.example", name="Regi Castellan")
    mia = User.objects.create_person(email="mia@society.example", name="Mia Lund")
    yield enrol_member(by=registrar, entrant=Entrant(number="M-1", name="Mia Lund", joined=TODAY, user=mia), at=NOW)


@pytest.fixture
def export(member: Member, tmp_path: Path) -> Callable[[], Export]:
    """Signs the record as it stands now, and writes it out."""

    def run() -> Export:
        with signing(tmp_path / "mirror") as socket:
            seal_log(socket)
        call_command("ledger_export", str(tmp_path / "export"), stdout=StringIO())
        return Export(tmp_path / "export", Told(member.stream, "", "", ""))

    return run


@pytest.fixture
def verdict(export: Callable[[], Export], capsys: Any) -> Callable[..., Verdict]:
    """What the verifier says of the export once a forger has had a hand on it."""

    def run(forge: Callable[[Export], None] = lambda export: None) -> Verdict:
        made = export()
        forge(made)
        return judged(capsys, "log", made.folder, "--keyring", made.keyring(), "--pin", made.pin())

    return run


def device_of(member: Member) -> Passkey:
    assert member.user is not None
    device, hand = Passkey(), hand_of_member(member)
    answer = device.made(creation_options(holder=hand.person.bytes, challenge=CHALLENGE, known=[]))
    register_signing_key(hand=hand, by=member.user, answer=answer, challenge=CHALLENGE, at=NOW)
    return device


def digest_for(member: Member) -> bytes:
    return oath_digest(statement_for(member, oath_in_force(TODAY), TODAY, NONCE))


def sworn(member: Member) -> tuple[Passkey, OathSignature]:
    assert member.user is not None
    device = device_of(member)
    signed = Signed(nonce=NONCE, answer=device.signed(digest_for(member)))
    method = OathSignature.Method.PASSKEY
    return device, sign_oath(member=member, by=member.user, method=method, effective=TODAY, at=NOW, signed=signed)


def handed_over(export: Export) -> dict[str, Any]:
    return dict(next(one for one in lines_of(export) if one["field"] == "evidence"))


def lines_of(export: Export) -> list[dict[str, Any]]:
    """What opens statements and evidence."""
    lines: list[Any] = [decode(line) for line in (export.folder / "signatures.jsonl").read_bytes().splitlines()]
    return lines


def put_in_place(export: Export, proof: dict[str, Any]) -> None:
    """A forger with the log's key: another evidence, and an entry that commits to it."""
    lines = [one for one in lines_of(export) if one["field"] != "evidence"]
    opened = handed_over(export) | {"value": proof}
    digest = verify.commitment(
        salt=verify.unb64(opened["salt"]), entry_id=str(opened["id"]), name="evidence", value=proof
    )
    bodies = export.bodies()
    for body in bodies:
        if body["id"] == opened["id"]:
            body["commit"]["evidence"] = b64(digest)
    export.save(export.rechained(bodies))
    export.sign()
    (export.folder / "signatures.jsonl").write_bytes(b"".join(encode(one) + b"\n" for one in [opened, *lines]))


def test_an_oath_signed_by_passkey_is_proven_offline(member: Member, verdict: Any) -> None:
    sworn(member)
    found = verdict()
    assert (found.rc, found.tamper, found.undecided) == (0, frozenset(), frozenset())


def test_without_its_evidence_a_signature_is_undecided(member: Member, verdict: Any) -> None:
    sworn(member)
    found = verdict(lambda export: (export.folder / "signatures.jsonl").unlink())
    assert (found.rc, found.undecided) == (2, {"signature-sealed"})


FORGED: dict[str, Callable[[Passkey, bytes], str]] = {
    "sign_in_is_no_signature": lambda device, digest: Passkey().signed(digest),
    "a statement that was never read": lambda device, digest: device.signed(b"x" * 32),
    "somebody who held the device": lambda device, digest: device.signed(digest, flags=PRESENT),
    "a page elsewhere": lambda device, digest: device.signed(digest, origin="https://evil.example"),
    "another party": lambda device, digest: device.signed(digest, rp_id="evil.example"),
    "the making of a key": lambda device, digest: device.signed(digest, kind="webauthn.create"),
}


@pytest.mark.parametrize("how", FORGED)
def test_sign_in_is_no_signature(member: Member, export: Any, capsys: Any, how: str) -> None:
    """The server's operator obtains a sign-in assertion over the digest of the oath: the verifier says 1."""
    device, signature = sworn(member)
    made = export()
    parts = json.loads(FORGED[how](device, bytes(signature.digest)))["response"]
    names = {"authenticatorData": "authenticator_data", "clientDataJSON": "client_data", "signature": "signature"}
    standard = {names[name]: b64(base64.urlsafe_b64decode(text + "==")) for name, text in parts.items()}
    put_in_place(made, handed_over(made)["value"] | standard)
    found = judged(capsys, "log", made.folder, "--keyring", made.keyring())
    assert (found.rc, found.tamper) == (1, frozenset({"signature"}))


def test_a_key_that_the_record_does_not_have_signs_nothing(member: Member, export: Any, capsys: Any) -> None:
    _, signature = sworn(member)
    made, thief = export(), Passkey()
    proof = handed_over(made)["value"]
    parts = json.loads(thief.signed(bytes(signature.digest)))["response"]
    public = serialization.load_der_public_key(verify.unb64(proof["key"]["public_key"]))
    assert public != thief.key.public_key()
    der = thief.key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    names = {"authenticatorData": "authenticator_data", "clientDataJSON": "client_data", "signature": "signature"}
    standard = {names[name]: b64(base64.urlsafe_b64decode(text + "==")) for name, text in parts.items()}
    put_in_place(made, proof | standard | {"key": proof["key"] | {"public_key": b64(der)}})
    assert judged(capsys, "log", made.folder, "--keyring", made.keyring()).tamper == {"signature"}


@pytest.mark.parametrize("spoilt", [{}, [], 7, None, {"signature": "x"}, {"authenticator_data": ""}])
def test_evidence_of_no_form_is_no_signature(member: Member, export: Any, capsys: Any, spoilt: Any) -> None:
    sworn(member)
    made = export()
    proof = handed_over(made)["value"] | spoilt if isinstance(spoilt, dict) and spoilt else spoilt
    put_in_place(made, proof)
    assert judged(capsys, "log", made.folder, "--keyring", made.keyring()).tamper == {"signature"}


def test_a_weaker_way_beside_a_passkey_is_seen(member: Member, export: Any, capsys: Any) -> None:
    sworn(member)
    made = export()
    bodies = made.bodies()
    for body in bodies:
        if body["type"] == "oath.signed":
            body["data"]["method"] = "re_authentication"
    made.save(made.rechained(bodies))
    made.sign()
    (made.folder / "signatures.jsonl").unlink()
    assert judged(capsys, "log", made.folder, "--keyring", made.keyring()).tamper == {"signature"}


@pytest.mark.parametrize("spoil", ["late", "gone", "elsewhere"])
def test_a_key_signs_from_its_day_until_it_is_taken_away(member: Member, export: Any, capsys: Any, spoil: str) -> None:
    sworn(member)
    made = export()
    bodies = made.bodies()
    made_key = next(body for body in bodies if body["type"] == "signing_key.registered")
    before = b64(verify.leaf_hash(encode(made_key)))
    if spoil == "late":
        made_key["data"]["counts_from"] = (NOW + timedelta(hours=72)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if spoil == "elsewhere":
        made_key["stream"] = "system"
    if spoil == "gone":
        leaf = b64(verify.leaf_hash(encode(made_key)))
        gone = made_key | {
            "type": "signing_key.retired", "id": "00000000-0000-4000-8000-000000000001", "commit": {},
            "data": {"counts_from": made_key["at"]},
            "refs": [{"rel": "signing_key", "leaf": leaf}],
        }  # fmt: skip
        bodies.insert(bodies.index(made_key) + 1, gone)
    for ref in [ref for body in bodies for ref in body["refs"] if ref["leaf"] == before]:
        ref["leaf"] = b64(verify.leaf_hash(encode(made_key)))
    made.save(made.rechained(bodies))
    made.sign()
    (made.folder / "signatures.jsonl").unlink()
    found = judged(capsys, "log", made.folder, "--keyring", made.keyring())
    assert found.tamper == {"signing-key" if spoil == "gone" else "signature"}


def test_the_receipt_with_its_text_proves_statement_and_signature(member: Member, export: Any, capsys: Any) -> None:
    _, signature = sworn(member)
    made = export()
    text = receipt_of(signature.entry_id, openings_of_signature(signature))
    assert text is not None
    file = made.folder.parent / "oath.tlog-proof"
    file.write_text(text, encoding="utf-8")
    found = judged(capsys, "receipt", file, "--keyring", made.keyring(), "--pin", made.pin())
    assert (found.rc, found.tamper) == (0, frozenset())
    assert '"chain": ["0 witnesses", "signed with a passkey, by its holder"]' in found.words


@pytest.mark.parametrize(("field", "code"), [("statement", "commitment"), ("evidence", "commitment")])
def test_a_receipt_of_another_statement_or_signature_is_seen(
    member: Member, export: Any, capsys: Any, field: str, code: str
) -> None:
    _, signature = sworn(member)
    made = export()
    openings = openings_of_signature(signature)
    for opening in openings:
        if opening.field == field:
            opening.value["v" if field == "statement" else "signature"] = "AAAA"  # type: ignore[index]
    text = receipt_of(signature.entry_id, openings)
    assert text is not None
    file = made.folder.parent / "oath.tlog-proof"
    file.write_text(text, encoding="utf-8")
    found = judged(capsys, "receipt", file, "--keyring", made.keyring(), "--pin", made.pin())
    assert code in found.tamper
    assert "by its holder" not in found.words


def test_no_signature_is_vouched_for_beside_a_tampered_entry(member: Member, export: Any, capsys: Any) -> None:
    """The evidence is good, and the entry is not the one that the log has at its place."""
    _, signature = sworn(member)
    made = export()
    text = receipt_of(signature.entry_id, openings_of_signature(signature))
    assert text is not None
    file = made.folder.parent / "oath.tlog-proof"
    file.write_text(text.replace("\nindex ", "\nindex 1"), encoding="utf-8")
    found = judged(capsys, "receipt", file, "--keyring", made.keyring(), "--pin", made.pin())
    assert found.tamper == {"inclusion"}
    assert "by its holder" not in found.words
