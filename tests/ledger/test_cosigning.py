"""The installation asks witnesses over HTTPS, stores what verifies, and says which one did not cosign."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from django.core.cache import cache
from pytest_django import Settings
from structlog.testing import capture_logs

from ledger import clock, tasks
from ledger.cosigning import Why, cosign_newest, submission
from ledger.keyring import Keyring, LogKey, read_keyring
from ledger.models import Checkpoint, Cosignature
from ledger.notes import (
    ML_DSA_WITNESS_KEY,
    Head,
    Note,
    Signature,
    VerifierKey,
    log_key,
    ml_dsa_cosigned_bytes,
    read_checkpoint,
    read_note,
    sign,
)
from ledger.receipts import full_note
from ledger.sync import seal_log
from tests.ledger.exported import signing
from tests.ledger.odd_servers import answering, saying_nothing
from tests.ledger.records import draft, written
from tests.ledger.story import KEY, ORIGIN
from tests.ledger.witnesses import WitnessProcess, certificate, witnessing

LOG_KEY_HERE = log_key(ORIGIN, KEY)


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """No witness is known from another test."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def signer(db: None, tmp_path: Path) -> Iterator[Path]:
    """A signer, and one entry that it has signed."""
    with signing(tmp_path / "mirror") as made:
        written(draft())
        seal_log(made)
        yield made


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[list[WitnessProcess]]:
    """Two witnesses of this record."""
    with (
        witnessing(tmp_path / "one", name="one.example", logs=[LOG_KEY_HERE]) as one,
        witnessing(tmp_path / "two", name="two.example", logs=[LOG_KEY_HERE]) as two,
    ):
        yield [one, two]


def asked(settings: Settings, folder: Path, *witnesses: WitnessProcess, urls: tuple[str, ...] = ()) -> Keyring:
    """Let the installation ask these witnesses, and have their keys in its keyring."""
    keyring = Keyring(ORIGIN, [LogKey(LOG_KEY_HERE)], [each.key for each in witnesses])
    settings.KEYRING_FILE = folder / "keyring.json"
    settings.KEYRING_FILE.write_text(keyring.json(), encoding="utf-8")
    settings.WITNESS_URLS = [*(each.url for each in witnesses), *urls]
    settings.WITNESS_CA_FILE = folder / "ca.pem"
    settings.WITNESS_CA_FILE.write_bytes(certificate()[0])
    return keyring


def grow(signer: Path) -> None:
    """One more entry, signed."""
    written(draft())
    seal_log(signer)


def cosigned() -> set[tuple[int, str]]:
    return set(Cosignature.objects.values_list("size", "witness"))


def test_each_new_checkpoint_is_cosigned_by_all_and_once(
    signer: Path, pair: list[WitnessProcess], tmp_path: Path, settings: Settings
) -> None:
    asked(settings, tmp_path, *pair)
    for _ in range(3):
        assert (cosign_newest(), cosign_newest()) == ([], [])
        grow(signer)
    cache.clear()  # the witnesses say how far they have cosigned
    assert cosign_newest() == []
    assert cosigned() == {(size, each.name) for size in (1, 2, 3, 4) for each in pair}


def test_a_full_note_verifies_with_the_keys_of_all(
    signer: Path, pair: list[WitnessProcess], tmp_path: Path, settings: Settings
) -> None:
    ring = asked(settings, tmp_path, *pair)
    tasks.cosign()
    note = read_note(full_note(Checkpoint.objects.get()))
    assert all(
        key.time_if_signed(line, note.text)
        for key in ring.witness_keys
        for line in note.signatures
        if line.name == key.name
    )
    assert {line.name for line in note.signatures} == {ORIGIN, "one.example", "two.example"}


def test_a_witness_that_is_down_or_says_nothing_delays_no_other_and_is_named(
    signer: Path, pair: list[WitnessProcess], tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.witness.client.WAIT_SECONDS", 1)
    pair[1].end()
    with saying_nothing() as silent, capture_logs() as said:
        asked(settings, tmp_path, *pair, urls=(silent,))
        tasks.cosign()
        before = time.monotonic()
        tasks.cosign()
        assert time.monotonic() - before < 1  # both wait for some seconds
    assert cosigned() == {(1, "one.example")}
    assert {(line["event"], line["witness"]) for line in said} == {
        ("not_cosigned", pair[1].url),
        ("not_cosigned", silent),
    }


def test_an_answer_that_drips_ends_at_the_deadline(
    signer: Path, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.witness.client.DEADLINE_SECONDS", 1)
    with saying_nothing() as silent:
        asked(settings, tmp_path, urls=(silent,))
        before = time.monotonic()
        (fault,) = cosign_newest()
        assert (fault.url, time.monotonic() - before < 8) == (silent, True)


def test_a_witness_that_was_shown_another_history_puts_the_record_in_doubt(
    signer: Path, pair: list[WitnessProcess], tmp_path: Path, settings: Settings
) -> None:
    head = Head(ORIGIN, 1, bytes(32))
    forged = str(Note(head.text, [sign(head.text, name=ORIGIN, key=KEY)]))
    assert pair[1].ask(f"old 0\n\n{forged}").status == 200
    asked(settings, tmp_path, *pair)
    with capture_logs() as said:
        tasks.cosign()
    assert [(line["event"], line["check"], line["witness"]) for line in said] == [
        ("record_is_in_doubt", "cosign", pair[1].url)
    ]
    assert cosigned() == {(1, "one.example")}


def test_a_witness_that_cosigned_more_than_was_signed_puts_the_record_in_doubt(
    signer: Path, pair: list[WitnessProcess], tmp_path: Path, settings: Settings
) -> None:
    head = Head(ORIGIN, 9, bytes(32))
    forged = str(Note(head.text, [sign(head.text, name=ORIGIN, key=KEY)]))
    assert pair[0].ask(f"old 0\n\n{forged}").status == 200
    asked(settings, tmp_path, *pair)
    faults = cosign_newest()
    assert [(fault.url, fault.why) for fault in faults] == [(pair[0].url, Why.OTHER_HISTORY)]


def test_a_witness_that_does_not_know_the_record_is_named_and_nothing_is_in_doubt(
    signer: Path, tmp_path: Path, settings: Settings
) -> None:
    with witnessing(tmp_path / "w") as stranger:
        asked(settings, tmp_path, stranger)
        (fault,) = cosign_newest()
    assert fault.why is Why.REFUSES


def test_a_line_of_a_key_that_is_not_in_the_keyring_is_not_stored(
    signer: Path, pair: list[WitnessProcess], tmp_path: Path, settings: Settings
) -> None:
    asked(settings, tmp_path, pair[0])
    settings.WITNESS_URLS = [pair[1].url]
    (fault,) = cosign_newest()
    assert (fault.why, cosigned()) == (Why.UNKNOWN_KEY, set())


def test_a_witness_whose_clock_differs_is_not_stored(
    signer: Path, pair: list[WitnessProcess], tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(settings, tmp_path, *pair)
    now = clock.now
    monkeypatch.setattr("ledger.clock.now", lambda: now() - timedelta(minutes=6))
    assert {fault.why for fault in cosign_newest()} == {Why.CLOCK}
    assert cosigned() == set()


@pytest.mark.parametrize(
    ("status", "kind", "body", "why"),
    [
        (200, "text/plain", "", Why.NO_ANSWER),
        (200, "text/plain", "hello\n", Why.NO_ANSWER),
        (200, "text/plain", "x" * 200_000, Why.NO_ANSWER),
        (302, "text/plain", "", Why.NO_ANSWER),
        (409, "text/plain", "1\n", Why.NO_ANSWER),
        (409, "text/x.tlog.size", "one\n", Why.NO_ANSWER),
        (409, "text/x.tlog.size", "9" * 30, Why.NO_ANSWER),
        (409, "text/x.tlog.size", "0\n", Why.BUSY),
        (500, "text/plain", "\N{SNOWMAN}", Why.NO_ANSWER),
    ],
)
def test_an_answer_that_is_none_is_not_stored_and_named(
    signer: Path, tmp_path: Path, settings: Settings, status: int, kind: str, body: str, why: Why
) -> None:
    with answering(body, status=status, kind=kind) as url:
        asked(settings, tmp_path, urls=(url,))
        (fault,) = cosign_newest()
    assert (fault.why, cosigned()) == (why, set())


class Answers:
    """What a made-up witness says: an ML-DSA-44 line beside an Ed25519 one, and a line of a stranger."""

    def __init__(self) -> None:
        self.ml_dsa = MLDSA44PrivateKey.generate()
        self.key = VerifierKey("both.example", ML_DSA_WITNESS_KEY, self.ml_dsa.public_key().public_bytes_raw())

    def line(self, text: str, at: int) -> Signature:
        head, _ = read_checkpoint(text + "\n— a AAAAAAAA\n")
        message = ml_dsa_cosigned_bytes(head, name=self.key.name, time=at)
        return Signature(self.key.name, self.key.key_id, at.to_bytes(8) + self.ml_dsa.sign(message))


@pytest.mark.parametrize("wrong", [False, True])
def test_lines_of_both_kinds_are_stored_beside_one_another_if_they_verify(
    signer: Path, tmp_path: Path, settings: Settings, wrong: bool
) -> None:
    """A public witness signs with two keys under one name."""
    both, text = Answers(), read_note(Checkpoint.objects.get().note).text
    with witnessing(tmp_path / "w", name="both.example", logs=[LOG_KEY_HERE]) as witness:
        asked(settings, tmp_path, witness)
        ring = Keyring(ORIGIN, [LogKey(LOG_KEY_HERE)], [witness.key, both.key])
        settings.KEYRING_FILE.write_text(ring.json(), encoding="utf-8")
        assert read_keyring(settings.KEYRING_FILE).witness_keys == [witness.key, both.key]
        reply = witness.ask(submission(Checkpoint.objects.get(), 0))
    line = both.line(text, int(time.time()))
    if wrong:
        line = Signature(line.name, line.key_id, line.value[:-1] + bytes([line.value[-1] ^ 1]))
    said = f"{reply.body}{line}\n— stranger.example AAAAAAAAAAAA\n"
    with answering(said) as url:
        settings.WITNESS_URLS = [url]
        faults = cosign_newest()
    if wrong:
        assert [fault.why for fault in faults] == [Why.FALSE_LINE]
        return
    note = read_note(full_note(Checkpoint.objects.get()))
    assert (faults, [line.name for line in note.signatures]) == ([], [ORIGIN, "both.example", "both.example"])
