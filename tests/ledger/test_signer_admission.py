"""The signer serves the worker alone, and signs nothing that the database does not have."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from ledger.commitments import leaf_hash
from ledger.models import Checkpoint
from ledger.signer.admission import read_secret, with_proof
from ledger.signer.client import Signer, SignerDown, SignerRefused
from ledger.signer.mirror import Mirror
from ledger.signer.service import Desk
from ledger.sync import RecordDiffers, seal_log
from tests.ledger.exported import signing
from tests.ledger.records import draft, written
from tests.ledger.signing import ORIGIN, Hand, started
from tests.ledger.test_signer import chain

STATE = b'{"op":"state"}'
NOWHERE = "postgres://signer@/nowhere?host=/nowhere"


@pytest.fixture
def signer(tmp_path: Path) -> Iterator[Hand]:
    """A signer that has signed nothing yet."""
    with started(tmp_path / "signer") as hand:
        yield hand


@pytest.fixture(scope="module")
def unmoved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hand]:
    """A signer that has signed nothing, for tests in which it takes nothing either."""
    with started(tmp_path_factory.mktemp("signer")) as hand:
        yield hand


def _answer(hand: Hand, line: bytes) -> tuple[int, str]:
    with socket.socket(socket.AF_UNIX) as talk:
        talk.connect(str(hand.socket))
        with suppress(BrokenPipeError):
            talk.sendall(line + b"\n")
        answer = json.loads(talk.makefile("rb").readline())
    return answer["status"], answer.get("reason", "")


@pytest.mark.parametrize("secret", [None, b"another secret, and as long as one has to be"])
@pytest.mark.parametrize("request_", [STATE, b'{"op":"sign"}', b"", b"\xff", b"{"])
def test_a_request_that_does_not_prove_the_secret_is_refused(
    unmoved: Hand, request_: bytes, secret: bytes | None
) -> None:
    refused = (401, "this request does not prove the shared secret")
    assert _answer(unmoved, with_proof(request_, secret)) == refused
    assert _answer(unmoved, b"0" * 64 + b" " + request_) == refused
    assert _answer(unmoved, "ü".encode() * 32 + b" " + request_) == refused


def test_a_proof_holds_for_its_own_request_alone(unmoved: Hand) -> None:
    assert unmoved.secret is not None
    proof = with_proof(STATE, read_secret(unmoved.secret)).partition(b" ")[0]
    assert (_answer(unmoved, proof + b" " + STATE)[0], _answer(unmoved, proof + b' {"op":"sign"}')[0]) == (200, 401)


def test_a_process_of_another_user_is_refused_though_it_knows_the_secret(tmp_path: Path) -> None:
    with started(tmp_path / "signer", peer=os.geteuid() + 1) as hand, hand.talk() as talk:
        with pytest.raises(SignerDown, match="this user may not ask"):
            talk.state()
        assert hand.secret is not None
        assert _answer(hand, with_proof(b'{"op":"sign"}', read_secret(hand.secret))) == (403, "this user may not ask")
    assert not (hand.mirror / "checkpoint").exists()


def test_an_entry_that_the_database_lacks_is_not_taken_and_not_signed(signer: Hand) -> None:
    assert signer.table is not None
    true, made_up = chain(datetime.now(UTC)), chain(datetime.now(UTC))
    signer.table.put(0, true)
    with Signer(signer.socket, signer.secret) as talk:
        for given in (made_up, [*true, *chain(datetime.now(UTC), stream="case/00112233-4455-6677-8899-aabbccddeeff")]):
            with pytest.raises(SignerRefused) as refused:
                talk.extend(0, given)
            assert (refused.value.status, refused.value.reason) == (422, "the database does not have this entry")
            assert talk.state().size == 0
        assert talk.extend(0, true).size == 1
        assert talk.sign()[0].size == 1
    assert (signer.mirror / "log.jsonl").read_bytes() == true[0] + b"\n"


def test_what_the_mirror_holds_unsigned_is_found_in_the_database_before_it_is_signed(signer: Hand) -> None:
    """An entry that came into the copy while nobody looked is not signed, though the copy goes on from it."""
    first = chain(datetime.now(UTC))
    with signer.talk() as talk:
        talk.extend(0, first)
        talk.sign()
    signer.stop()
    made_up = chain(datetime.now(UTC), stream="case/00112233-4455-6677-8899-aabbccddeeff")
    copy = Mirror(signer.mirror, origin=ORIGIN)
    copy.extend(1, made_up, now=datetime.now(UTC))
    copy.close()
    signer.start()
    with Signer(signer.socket, signer.secret) as talk:
        assert talk.state().size == 2
        with pytest.raises(SignerRefused, match="the database does not have this entry, entry 1"):
            talk.sign()
    assert signer.table is not None
    signer.table.put(1, made_up)
    with Signer(signer.socket, signer.secret) as talk:
        assert talk.sign()[0].size == 2


def test_while_the_database_does_not_answer_nothing_is_taken_and_nothing_is_signed(tmp_path: Path) -> None:
    with started(tmp_path / "signer", database=NOWHERE) as hand, Signer(hand.socket, hand.secret) as talk:
        for ask in (talk.state, lambda: talk.extend(0, chain(datetime.now(UTC)))):
            with pytest.raises(SignerDown, match="the signer does not reach the database"):
                ask()
    assert (hand.mirror / "log.jsonl").read_bytes() == b""


CUT = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE usename = 'signer' AND application_name = current_setting('application_name')
"""
"""Cuts this signer's connections alone: others may run at the same time."""


def test_a_connection_to_the_database_that_was_cut_is_made_again(signer: Hand) -> None:
    one, two = chain(datetime.now(UTC), datetime.now(UTC))
    assert signer.table is not None
    with signer.talk() as talk:
        talk.extend(0, [one])
        with psycopg.connect(signer.table.write, autocommit=True) as admin:
            admin.execute(CUT)
        assert talk.extend(1, [two]).size == 2


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("a secret for everybody", "can be read by everybody: give it mode 0600, or 0640."),
        ("a short secret", "holds no secret: it needs 32 characters."),
        ("no secret", "cannot be read: No such file or directory."),
        ("no address", "holds no address of a database."),
        ("a folder for everybody", "give it mode 0700, or 0750."),
    ],
)
def test_a_signer_that_others_could_ask_does_not_begin(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], fault: str, said: str
) -> None:
    hand = Hand(tmp_path / "signer")
    assert hand.secret is not None
    match fault:
        case "a secret for everybody":
            hand.secret.chmod(0o644)
        case "a short secret":
            hand.secret.write_text("short", encoding="ascii")
        case "no secret":
            hand.secret.unlink()
        case "no address":
            (hand.folder / "database_url").write_text("nothing", encoding="ascii")
        case _:
            hand.sockets.chmod(0o755)
    with pytest.raises(SignerDown):
        hand.start()
    assert hand.running is not None
    assert hand.running.wait(20) == 1
    assert capfd.readouterr().err.rstrip().endswith(said)


def test_the_role_of_the_signer_reads_the_entries_and_nothing_else(db: None) -> None:
    rights = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, p FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, unnest(%s::text[]) p "
            "WHERE c.relkind IN ('r', 'v', 'm', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema') "
            "AND has_table_privilege('signer', c.oid, p)",
            [list(rights)],
        )
        assert cursor.fetchall() == [("ledger_entry", "SELECT")]
        cursor.execute(
            "SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles WHERE rolname = 'signer'"
        )
        assert cursor.fetchone() == (False, False, False, False)


class Intruded(Desk):
    """A signer on whose host somebody adds an entry to the copy, after it was fed and before it signs."""

    def answer(self, line: bytes) -> dict[str, Any]:
        if b'"sign"' in line:
            (last,) = self._mirror.entries(self._mirror.tree.size - 1, 1)
            self._mirror.extend(1, chain(datetime.now(UTC), seq=2, prev=leaf_hash(last)), now=datetime.now(UTC))
        return super().answer(line)


def test_a_checkpoint_of_other_entries_than_the_tables_is_not_kept(db: None, tmp_path: Path) -> None:
    written(draft())
    with signing(tmp_path, desk=Intruded) as socket, pytest.raises(RecordDiffers, match="2 entries that are not those"):
        seal_log(socket)
    assert Checkpoint.objects.count() == 0
