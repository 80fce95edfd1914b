"""The drills on who publishes an edition with a passkey, in one entry or in two."""

from typing import Any
from uuid import UUID

import pytest

from ledger import verify
from ledger.canonical import decode
from ledger.entries import b64
from policy.signing import edition_digest
from tests.ledger.book_verdicts import after_books, hand_over, verdict
from tests.ledger.books import (
    ADMINISTRATOR,
    AUDITOR,
    EVERY,
    RULEBOOK,
    altered,
    publish_books,
    publish_edition,
)
from tests.ledger.signers import Signer, sha256
from tests.ledger.story import ORIGIN, Writer

__all__ = ["verdict"]
NONCE = bytes(range(16))


def makes(*editions: tuple[str, bytes]) -> list[Any]:
    """How a statement names these editions."""
    found = []
    for kind, words in editions:
        said: Any = decode(words)
        found.append(
            {"kind": kind, "name": said["key"], "sha256": sha256(words).hex(), "in_force_from": said["in_force_from"]}
        )
    return found


class Publisher:
    """A new rulebook, published by an administrator and an auditor with passkeys, as the system writes it or otherwise."""

    words = altered(RULEBOOK, key="rules-2", in_force_from="2002-01-01")

    def __init__(self, **forged: Any) -> None:
        self.forged = forged

    def evidence(
        self, signer: Signer, office: str, named: list[Any], *, device: Any = None, signs: Any = None
    ) -> list[str]:
        digest = edition_digest(log=ORIGIN, person=signer.person, office=office, makes=signs or named, nonce=NONCE)
        proof = {**signer.evidence(digest, device), "nonce": b64(NONCE), "makes": named}
        del proof["key_entry"]
        text = b64(verify.canonical(proof))
        return [text[at : at + 200] for at in range(0, len(text), 200)]

    def __call__(self, writer: Writer) -> None:
        publish_books(writer)
        adam, audrey = (Signer(writer, person=person) for person in (ADMINISTRATOR, AUDITOR))
        for signer in (adam, audrey):
            signer.register()
        named = makes(("rulebook", self.words))
        given = {
            "evidence": self.evidence(adam, "administrator", self.forged.get("named", named)),
            "second_evidence": self.evidence(
                audrey,
                self.forged.get("office", "auditor"),
                named,
                device=adam.device if self.forged.get("swapped") else None,
                signs=self.forged.get("signs"),
            ),
        }
        publish_edition(writer, "rulebook", self.words, **{**given, **self.forged.get("data", {})})


def test_an_edition_signed_with_passkeys_is_proven(verdict: Any) -> None:
    assert verdict(Publisher(), forge=hand_over(*EVERY, Publisher.words)).rc == 0


@pytest.mark.parametrize(
    "forged",
    [
        {"data": {"evidence": None}},
        {"data": {"second_evidence": None}},
        {"data": {"second_evidence": []}},
        {"data": {"second_evidence": "x"}},
        {"named": makes(("rulebook", altered(RULEBOOK, quorum=3)))},
        {"named": []},
        {"signs": makes(("rulebook", altered(RULEBOOK, quorum=3)))},
        {"office": "board_secretary"},
        {"swapped": True},
    ],
)
def test_an_edition_without_the_passkey_of_a_publisher(verdict: Any, forged: dict[str, Any]) -> None:
    assert verdict(Publisher(**forged), forge=hand_over(*EVERY, Publisher.words)).tamper == {"signature"}


def test_evidence_of_somebody_without_a_passkey_is_none(verdict: Any) -> None:
    publish = after_books(("rulebook", Publisher.words, {"evidence": ["x"]}))
    assert verdict(publish, forge=hand_over(*EVERY, Publisher.words)).tamper == {"signature"}


def test_a_publication_after_a_restore_lost_the_passkey_is_undecided(verdict: Any) -> None:
    def publish(writer: Writer) -> None:
        publish_books(writer)
        signer = Signer(writer, person=UUID(str(AUDITOR)))
        signer.register()
        writer.write("record.restored", "system", entries=0)
        writer.write("record.rows_lost", "system", refs=[("row", writer.leaves[signer.key])])
        publish_edition(writer, "rulebook", Publisher.words)

    found = verdict(publish, forge=hand_over(*EVERY, Publisher.words))
    assert (found.tamper, found.undecided) == (frozenset(), {"rows-lost"})


class Proposer(Publisher):
    """The same, put forward by the administrator in one entry, and published by the auditor in another."""

    def __call__(self, writer: Writer) -> None:
        publish_books(writer)
        adam, audrey = (Signer(writer, person=person) for person in (ADMINISTRATOR, AUDITOR))
        for signer in (adam, audrey):
            signer.register()
        named = makes(("rulebook", self.words))
        said = {
            "editions": self.forged.get("editions", [sha256(self.words).hex()]),
            "evidence": self.evidence(adam, "administrator", self.forged.get("named", named)),
        }
        if self.forged.get("unsigned"):
            del said["evidence"]
        actor = self.forged.get("actor", ADMINISTRATOR)
        proposal = writer.write("edition.proposed", "system", actor=actor, role="administrator", **said)
        adam.end()
        leaf = writer.leaves[self.forged.get("cites", lambda w, own: own)(writer, proposal)]
        given = self.evidence(audrey, "auditor", named)
        publish_edition(writer, "rulebook", self.words, refs=[("proposal", leaf)], second_evidence=given)


def test_an_edition_that_was_put_forward_rests_on_two_entries(verdict: Any) -> None:
    assert verdict(Proposer(), forge=hand_over(*EVERY, Publisher.words)).rc == 0


@pytest.mark.parametrize(
    ("forged", "code"),
    [
        ({"actor": AUDITOR}, "edition"),
        ({"editions": []}, "edition"),
        ({"editions": [sha256(altered(RULEBOOK, quorum=3)).hex()]}, "edition"),
        ({"cites": lambda writer, own: writer.write("system.tick", "system")}, "edition"),
        ({"named": makes(("rulebook", altered(RULEBOOK, quorum=3)))}, "signature"),
        ({"unsigned": True}, "signature"),
    ],
)
def test_an_edition_that_the_administrator_did_not_put_forward(verdict: Any, forged: dict[str, Any], code: str) -> None:
    assert verdict(Proposer(**forged), forge=hand_over(*EVERY, Publisher.words)).tamper == {code}


@pytest.mark.parametrize("sent_back", [True, False])
def test_edition_published_after_it_was_sent_back(verdict: Any, sent_back: bool) -> None:
    """The auditor sent the administrator's proposal back, and the operator publishes it all the same."""

    def publish(writer: Writer) -> None:
        publish_books(writer)
        proposal = writer.write(
            "edition.proposed",
            "system",
            actor=ADMINISTRATOR,
            role="administrator",
            editions=[sha256(Publisher.words).hex()],
        )
        refs = [("proposal", writer.leaves[proposal])]
        if sent_back:
            writer.write("proposal.sent_back", "system", actor=AUDITOR, role="auditor", refs=refs)
        publish_edition(writer, "rulebook", Publisher.words, refs=refs)

    found = verdict(publish, forge=hand_over(*EVERY, Publisher.words))
    assert found.tamper == ({"edition"} if sent_back else frozenset())
