"""A passkey signs the oath: made once, tied to the record, the only hand that counts while it is there."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from accounts.pseudonyms import pseudonym
from ledger import canonical
from ledger import queries as ledger
from ledger.commitments import commitment
from policy.actions import (
    NotAllowed,
    Signed,
    register_signing_key,
    retire_signing_key,
    sign_oath,
)
from policy.models import Member, OathSignature, SigningKey
from policy.passkeys import creation_options, new_key, request_options
from policy.queries import hand_in_office, hand_of_member, oath_in_force, statement_for
from policy.signing import oath_digest
from tests.key_ends import end_signed
from tests.passkeys import PRESENT, Passkey
from tests.policy.books import NOON

pytestmark = pytest.mark.django_db
PASSKEY, AGAIN = OathSignature.Method.PASSKEY, OathSignature.Method.RE_AUTHENTICATION
CHALLENGE, NONCE = b"c" * 32, b"n" * 16
TODAY = NOON.date()
WAIT = timedelta(hours=72)


def made(member: Member, by: User, device: Passkey, at: Any = NOON, **how: Any) -> SigningKey:
    hand = hand_of_member(member)
    answer = device.made(creation_options(holder=hand.person.bytes, challenge=CHALLENGE, known=[]), **how)
    key = register_signing_key(hand=hand, by=by, answer=answer, challenge=CHALLENGE, at=at)
    assert isinstance(key, SigningKey)
    return key


def digest_for(member: Member) -> bytes:
    return oath_digest(statement_for(member, oath_in_force(TODAY), TODAY, NONCE))


def sign(member: Member, by: User, answer: str, at: Any = NOON) -> OathSignature:
    signed = Signed(nonce=NONCE, answer=answer)
    return sign_oath(member=member, by=by, method=PASSKEY, effective=TODAY, at=at, signed=signed)


def test_a_key_comes_into_the_record_by_an_entry_that_commits_to_it(member: Member, mia: User) -> None:
    key = made(member, mia, Passkey())
    entry = ledger.stream(member.stream)[-1]
    assert (entry.id, entry.type, entry.body["role"]) == (key.entry_id, "signing_key.registered", "member")
    assert entry.body["actor"] == str(pseudonym(mia, member.pseudonym.hex))
    assert entry.body["data"] == {"counts_from": "2026-03-02T12:00:00.000000Z"}
    opened = commitment(salt=bytes(key.salt), entry_id=key.entry_id, field="key", value=key.json)
    assert entry.body["commit"] == {"key": base64.b64encode(opened).decode()}


def test_in_office_the_same_person_signs_with_another_hand(member: Member, mia: User) -> None:
    hand = hand_in_office(mia)
    assert (hand.person, hand.stream, hand.role) == (pseudonym(mia), "system", "officer")
    assert hand.person != hand_of_member(member).person


def test_the_oath_signed_by_passkey_keeps_its_evidence(member: Member, mia: User) -> None:
    device = Passkey()
    key = made(member, mia, device)
    signature = sign(member, mia, device.signed(request_options(challenge=digest_for(member), credential=device.id)))
    entry = ledger.stream(member.stream)[-1]
    assert signature.method == "passkey"
    assert signature.evidence is not None
    assert signature.salt is not None
    evidence: Any = canonical.decode(bytes(signature.evidence))
    opened = commitment(salt=bytes(signature.salt), entry_id=signature.entry_id, field="evidence", value=evidence)
    assert entry.body["commit"]["evidence"] == base64.b64encode(opened).decode()
    leaf = base64.b64encode(bytes(ledger.entry(key.entry_id).leaf)).decode()
    assert entry.body["refs"] == [{"rel": "signing_key", "leaf": leaf}]
    assert sorted(evidence) == ["authenticator_data", "client_data", "key", "key_entry", "key_salt", "signature"]


REFUSED: dict[str, Callable[[Passkey, bytes], str]] = {
    "another key": lambda device, digest: Passkey().signed(digest),
    "another statement": lambda device, digest: device.signed(b"x" * 32),
    "nobody verified": lambda device, digest: device.signed(digest, flags=PRESENT),
    "another page": lambda device, digest: device.signed(digest, origin="https://evil.example"),
    "another party": lambda device, digest: device.signed(digest, rp_id="evil.example"),
    "not a signature": lambda device, digest: device.signed(digest, kind="webauthn.create"),
    "no answer": lambda device, digest: "",
    "half an answer": lambda device, digest: "{}",
    "a list": lambda device, digest: "[]",
    "too long": lambda device, digest: "x" * 20_000,
    "no base64": lambda device, digest: device.signed(digest).replace('"signature": "', '"signature": "é'),
}


@pytest.mark.parametrize("how", REFUSED)
def test_what_the_passkey_did_not_sign_is_refused_and_nothing_is_kept(member: Member, mia: User, how: str) -> None:
    device = Passkey()
    made(member, mia, device)
    before = ledger.stream(member.stream)
    with pytest.raises(NotAllowed, match="has not signed what stands here now"):
        sign(member, mia, REFUSED[how](device, digest_for(member)))
    assert (ledger.stream(member.stream), OathSignature.objects.count()) == (before, 0)


def test_a_key_whose_row_was_changed_signs_nothing(member: Member, mia: User) -> None:
    """Who writes to the table puts a key of their own there: the record commits to another."""
    device, thief = Passkey(), Passkey()
    made(member, mia, device)
    theirs = SigningKey.objects.get()
    other = made_elsewhere(thief)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE policy_signingkey SET credential = %s, cose = %s", [thief.id, other])
    assert theirs.credential != thief.id
    with pytest.raises(NotAllowed, match="has not signed"):
        sign(member, mia, thief.signed(digest_for(member)))
    assert OathSignature.objects.count() == 0


def made_elsewhere(device: Passkey) -> bytes:
    """The public half of a key (COSE), as the installation would store it."""
    return new_key(
        device.made(creation_options(holder=b"x" * 16, challenge=CHALLENGE, known=[])), challenge=CHALLENGE
    ).cose


def test_while_a_passkey_signs_no_weaker_way_counts(member: Member, mia: User, rita: User) -> None:
    made(member, mia, Passkey())
    for by, method in ((mia, AGAIN), (rita, OathSignature.Method.PAPER)):
        with pytest.raises(NotAllowed, match="signs with a passkey"):
            sign_oath(member=member, by=by, method=method, effective=TODAY, at=NOON)
    assert OathSignature.objects.count() == 0


def test_without_a_passkey_nothing_is_signed_by_one(member: Member, mia: User) -> None:
    with pytest.raises(NotAllowed, match="no passkey of yours"):
        sign(member, mia, Passkey().signed(digest_for(member)))


def test_a_key_needs_its_holder_verified_and_its_own_challenge(member: Member, mia: User) -> None:
    with pytest.raises(NotAllowed, match="made no passkey"):
        made(member, mia, Passkey(), flags=PRESENT)
    answer = Passkey().made(creation_options(holder=b"x" * 16, challenge=b"d" * 32, known=[]))
    with pytest.raises(NotAllowed, match="made no passkey"):
        register_signing_key(hand=hand_of_member(member), by=mia, answer=answer, challenge=CHALLENGE, at=NOON)
    assert SigningKey.objects.count() == 0


def test_nobody_makes_or_takes_away_a_key_for_somebody_else(member: Member, mia: User, rita: User) -> None:
    with pytest.raises(NotAllowed, match="Only you"):
        made(member, rita, Passkey())
    made(member, mia, Passkey())
    with pytest.raises(NotAllowed, match="Only you"):
        retire_signing_key(hand=hand_of_member(member), by=rita, at=NOON)


def ended(member: Member, by: User, device: Passkey, at: Any = NOON) -> SigningKey:
    end = end_signed(device, SigningKey.objects.get(retired_at=None))
    return retire_signing_key(hand=hand_of_member(member), by=by, at=at, signed=end)


def test_one_key_signs_at_a_time_and_the_next_counts_three_days_later(member: Member, mia: User) -> None:
    old, device = Passkey(), Passkey()
    made(member, mia, old)
    with pytest.raises(NotAllowed, match="Take it away"):
        made(member, mia, Passkey())
    ended(member, mia, old)
    assert [entry.type for entry in ledger.stream(member.stream)][-1] == "signing_key.retired"
    key = made(member, mia, device)
    assert key.counts_from == NOON + WAIT
    assert sign(member, mia, old.signed(digest_for(member))).method == "passkey"
    with pytest.raises(NotAllowed, match="has not signed what stands here now"):
        sign(member, mia, device.signed(digest_for(member)))


def test_a_key_signs_for_three_days_more_and_then_nothing(member: Member, mia: User) -> None:
    device = Passkey()
    made(member, mia, device)
    assert ended(member, mia, device).retired_at == NOON + WAIT
    over = NOON + WAIT
    with pytest.raises(NotAllowed, match="signs with a passkey"):
        sign_oath(member=member, by=mia, method=AGAIN, effective=over.date(), at=over - timedelta(seconds=1))
    assert sign_oath(member=member, by=mia, method=AGAIN, effective=over.date(), at=over).evidence is None
    with pytest.raises(NotAllowed, match="You have no passkey"):
        retire_signing_key(hand=hand_of_member(member), by=mia, at=NOON)


@pytest.mark.parametrize("by_another", [True, False])
def test_a_key_that_counts_is_ended_by_nothing_but_its_own_signature(
    member: Member, mia: User, by_another: bool
) -> None:
    made(member, mia, Passkey())
    end = end_signed(Passkey(), SigningKey.objects.get()) if by_another else None
    with pytest.raises(NotAllowed, match="has not signed that it ends"):
        retire_signing_key(hand=hand_of_member(member), by=mia, at=NOON, signed=end)
    last = ledger.stream(member.stream)[-1]
    assert (SigningKey.objects.get().retired_at, last.type) == (None, "signing_key.registered")


def test_a_key_that_does_not_count_yet_is_taken_away_at_once(member: Member, mia: User) -> None:
    """Somebody else made it: its holder, who is told, has nothing to sign with."""
    old = Passkey()
    made(member, mia, old)
    ended(member, mia, old)
    made(member, mia, Passkey())
    gone = retire_signing_key(hand=hand_of_member(member), by=mia, at=NOON + timedelta(hours=1))
    assert gone.retired_at == NOON + timedelta(hours=1)


def test_a_key_that_signs_for_one_signs_for_nobody_else(member: Member, mia: User, rita: User) -> None:
    device, hand = Passkey(), hand_in_office(rita)
    made(member, mia, device)
    answer = device.made(creation_options(holder=hand.person.bytes, challenge=CHALLENGE, known=[]))
    with pytest.raises(NotAllowed, match="signs already"):
        register_signing_key(hand=hand, by=rita, answer=answer, challenge=CHALLENGE, at=NOON)


def test_a_key_for_signing_cannot_be_found_without_being_named() -> None:
    asked = json.loads(creation_options(holder=b"x" * 16, challenge=CHALLENGE, known=[b"known"]))
    assert asked["authenticatorSelection"]["residentKey"] == "discouraged"
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert (asked["user"]["name"], len(asked["excludeCredentials"])) == ("Signature", 1)
