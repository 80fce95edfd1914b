"""A fork has a way out: the record goes on under a new origin, names the one it leaves, and everything holds on."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pytest_django import Settings

from ledger.canonical import encode
from ledger.checking import check_receipt
from ledger.commitments import leaf_hash
from ledger.entries import b64
from ledger.export import export_log
from ledger.forks import RESOLVED, ForkRefused, fork_from, resolve_fork
from ledger.keyring import Keyring, LogKey, read_keyring
from ledger.models import Checkpoint, Entry, LogHead
from ledger.notes import log_key, read_checkpoint
from ledger.receipts import receipt_of
from ledger.restoring import restore_tail
from ledger.signer.client import Signer, SignerRefused
from ledger.signer.mirror import Mirror
from ledger.sync import seal_log
from ledger.table_check import table_faults
from tests.ledger.exported import signing
from tests.ledger.records import draft, written
from tests.ledger.story import KEY, ORIGIN, judged
from tests.ledger.test_signer import chain

NEW = "ethics.example.org/2"
NEW_KEY = Ed25519PrivateKey.from_private_bytes(bytes([9]) * 32)
VKEY = str(log_key(NEW, NEW_KEY))
FIRST, SECOND = UUID(int=1), UUID(int=2)


@dataclass
class Forked:
    """A record whose signer holds a made-up entry, signed with the real key, where the tables have a true one."""

    folder: Path
    ring: Keyring
    receipts: list[str]
    theirs: str

    @property
    def mirror(self) -> Path:
        return self.folder / "mirror"

    def resolve(self, **changed: Any) -> Keyring:
        words: dict[str, Any] = {
            "mirror": self.mirror,
            "ring": self.ring,
            "text": VKEY,
            "person": FIRST,
            "second": SECOND,
        }
        return resolve_fork(**words | changed)

    def file(self, ring: Keyring) -> Path:
        path = self.folder / "keyring.json"
        path.write_text(ring.json(), encoding="utf-8")
        return path


@pytest.fixture
def forked(db: None, tmp_path: Path) -> Forked:
    """Two entries are signed; then one is made up and signed; then two true ones are recorded, and refused."""
    written(draft())
    written(draft())
    with signing(tmp_path / "mirror") as socket:
        seal_log(socket)
        receipts = [str(receipt_of(entry.id)) for entry in Entry.objects.all()]
        with Signer(socket) as talk:
            last = bytes(Entry.objects.get(log_index=1).entry)
            talk.extend(2, chain(datetime.now(UTC), seq=3, prev=leaf_hash(last)))
            theirs = talk.sign()[1]
        written(draft())
        written(draft())
        with pytest.raises(SignerRefused, match="the mirror holds another entry here"):
            seal_log(socket)
    return Forked(tmp_path, Keyring(ORIGIN, [LogKey(log_key(ORIGIN, KEY))]), receipts, theirs)


@pytest.fixture
def resolved(forked: Forked, settings: Settings) -> Keyring:
    """The fork is resolved, and a new signer with a new key and an empty copy has signed what is kept and one entry more."""
    settings.LOG_ORIGIN = NEW
    ring = forked.resolve()
    written(draft())
    sealed(forked, ring)
    return ring


def sealed(forked: Forked, ring: Keyring) -> Checkpoint:
    with signing(forked.folder / "new", key=NEW_KEY, ring=ring) as socket:
        made = seal_log(socket)
    assert made is not None
    return made


def verdict(forked: Forked, ring: Keyring, capsys: Any, *words: str | Path) -> Any:
    export_log(forked.folder / "export")
    pin = forked.folder / "pin"
    pin.write_text((forked.folder / "export" / "checkpoint").read_text(encoding="utf-8"), encoding="utf-8")
    return judged(capsys, "log", forked.folder / "export", "--keyring", forked.file(ring), "--pin", pin)


def test_the_two_histories_are_told_by_their_heads(forked: Forked) -> None:
    fork = fork_from(forked.mirror, forked.ring)
    assert (fork.agreed.size, fork.kept.size, fork.left.size) == (2, 4, 3)
    assert fork.left == read_checkpoint(forked.theirs)[0]
    assert fork.agreed.root == bytes(Checkpoint.objects.get(size=2).root)


def test_the_new_log_begins_with_an_entry_that_names_the_old_and_both_heads(forked: Forked, resolved: Keyring) -> None:
    body = Entry.objects.get(type=RESOLVED).body
    assert (body["log"], body["stream"], body["actor"]) == (NEW, "system", str(FIRST))
    said = {name: body["data"][name] for name in ("old", "agreed", "kept", "left", "second", "key")}
    assert said == {"old": ORIGIN, "agreed": 2, "kept": 4, "left": 3, "second": str(SECOND), "key": VKEY}
    assert Entry.objects.get(type=RESOLVED).log_index == 4
    assert {entry.body["log"] for entry in Entry.objects.filter(log_index__lt=4)} == {ORIGIN}


def test_signing_and_verifying_go_on_across_the_fork(forked: Forked, resolved: Keyring, capsys: Any) -> None:
    assert list(table_faults()) == []
    found = verdict(forked, resolved, capsys)
    assert (found.rc, found.tamper, found.undecided) == (0, frozenset(), frozenset())
    assert (
        "4 continues the log localhost: both histories begin with the same 2 entries; "
        "the one that was kept had 4, the abandoned one 3"
    ) in found.words
    written(draft())
    assert sealed(forked, resolved).size == 7
    assert verdict(forked, resolved, capsys).rc == 0
    assert read_keyring(forked.file(resolved)).json() == resolved.json()


def test_receipts_go_on_and_those_from_before_the_fork_hold(
    forked: Forked, resolved: Keyring, capsys: Any, settings: Settings
) -> None:
    settings.KEYRING_FILE = forked.file(resolved)
    later = [str(receipt_of(entry.id)) for entry in Entry.objects.all()]
    assert later[:2] == forked.receipts
    for text in [*forked.receipts, *later]:
        (forked.folder / "receipt").write_text(text, encoding="utf-8")
        found = judged(capsys, "receipt", forked.folder / "receipt", "--keyring", settings.KEYRING_FILE)
        assert (found.tamper, found.undecided) == (frozenset(), frozenset({"unpinned"}))
        assert check_receipt(text.encode()).faults == ()


def test_what_the_old_key_signs_from_the_fork_on_counts_for_nothing(
    forked: Forked, resolved: Keyring, capsys: Any
) -> None:
    export_log(forked.folder / "export")
    pin: list[str | Path] = ["--pin", forked.folder / "theirs"]
    for number, words in enumerate((pin, [])):
        (forked.folder / "theirs").write_text(forked.theirs, encoding="utf-8")
        if number:
            with (forked.folder / "export" / "checkpoints.jsonl").open("a", encoding="utf-8") as notes:
                notes.write(json.dumps(forked.theirs) + "\n")
        found = judged(capsys, "log", forked.folder / "export", "--keyring", forked.file(resolved), *words)
        assert (found.rc, "fork" in found.tamper) == (1, True)


def test_who_has_only_the_old_keyring_is_not_led_across(forked: Forked, resolved: Keyring, capsys: Any) -> None:
    found = verdict(forked, forked.ring, capsys)
    assert (found.rc, {"origin", "fork"} <= found.tamper) == (1, True)


def _spoil(forked: Forked, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the entry that resolves the fork in an export, and chain what follows to it again."""
    export_log(forked.folder / "export")
    path = forked.folder / "export" / "log.jsonl"
    bodies = [json.loads(line) for line in path.read_bytes().splitlines()]
    change(bodies[4])
    heads: dict[str, str] = {}
    with path.open("wb") as log:
        for body in bodies:
            line = encode({**body, "prev": heads.get(body["stream"])})
            heads[body["stream"]] = b64(leaf_hash(line))
            log.write(line + b"\n")


@pytest.mark.parametrize(
    "change",
    [
        {"second": str(FIRST)},
        {"agreed": 1},
        {"kept": 3},
        {"old": "elsewhere"},
        {"agreed_root": "A" * 43 + "="},
        {"kept_root": "A" * 43 + "="},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_entry_that_names_another_history_or_one_person_alone_is_tampering(
    forked: Forked, resolved: Keyring, capsys: Any, change: dict[str, Any]
) -> None:
    _spoil(forked, lambda body: body["data"].update(change))
    found = judged(capsys, "log", forked.folder / "export", "--keyring", forked.file(resolved))
    assert "fork" in found.tamper


def test_an_origin_that_begins_without_such_an_entry_is_tampering(
    forked: Forked, resolved: Keyring, capsys: Any
) -> None:
    _spoil(forked, lambda body: body.update(type="system.tick", data={}))
    found = judged(capsys, "log", forked.folder / "export", "--keyring", forked.file(resolved))
    assert "fork" in found.tamper


@pytest.mark.parametrize(
    ("origin", "changed", "said"),
    [
        (ORIGIN, {}, "set LOG_ORIGIN to a name that it never bore"),
        (NEW, {"text": str(log_key("another", NEW_KEY))}, "This is not a key of the log ethics.example.org/2"),
        (NEW, {"text": "nonsense"}, "This is not a key as the signer prints it"),
        (NEW, {"text": str(log_key(NEW, KEY))}, "This key signed the history that is left"),
    ],
)  # fmt: skip
def test_what_is_no_way_out_is_refused_and_nothing_is_changed(
    forked: Forked, settings: Settings, origin: str, changed: dict[str, Any], said: str
) -> None:
    settings.LOG_ORIGIN = origin
    with pytest.raises(ForkRefused, match=said):
        forked.resolve(**changed)
    assert (Entry.objects.count(), LogHead.objects.get().origin) == (4, ORIGIN)


def test_the_keyring_of_another_log_is_refused(forked: Forked, settings: Settings) -> None:
    settings.LOG_ORIGIN = NEW
    with pytest.raises(ForkRefused, match="The keyring is of the log elsewhere"):
        forked.resolve(ring=replace(forked.ring, origin="elsewhere"))


def test_without_a_fork_there_is_nothing_to_resolve(db: None, tmp_path: Path, settings: Settings) -> None:
    written(draft())
    with signing(tmp_path / "mirror") as socket:
        seal_log(socket)
    written(draft())
    settings.LOG_ORIGIN = NEW
    ring = Keyring(ORIGIN, [LogKey(log_key(ORIGIN, KEY))])
    with pytest.raises(ForkRefused, match="there is no fork"):
        resolve_fork(mirror=tmp_path / "mirror", ring=ring, text=VKEY, person=FIRST, second=SECOND)


def test_tables_that_were_rewritten_under_their_own_signature_are_no_history_to_keep(
    forked: Forked, settings: Settings
) -> None:
    settings.LOG_ORIGIN = NEW
    head = read_checkpoint(forked.theirs)[0]
    Checkpoint.objects.create(size=head.size, root=head.root, note=forked.theirs, at=datetime.now(UTC))
    with pytest.raises(ForkRefused, match="they were rewritten"):
        forked.resolve()


def test_a_second_fork_has_the_same_way_out(forked: Forked, resolved: Keyring, settings: Settings, capsys: Any) -> None:
    copy = Mirror(forked.folder / "new", origin=NEW, origin_of=resolved.origin_of)
    last = Entry.objects.filter(stream="system").order_by("-seq")[0]
    made_up = chain(datetime.now(UTC), log=NEW, seq=last.seq + 1, prev=bytes(last.leaf))
    copy.extend(6, made_up, now=datetime.now(UTC))
    copy.close()
    written(draft())
    settings.LOG_ORIGIN = "third"
    third = Ed25519PrivateKey.generate()
    ring = forked.resolve(mirror=forked.folder / "new", ring=resolved, text=str(log_key("third", third)))
    assert [(each.origin, each.agreed, each.entries) for each in ring.former] == [(ORIGIN, 2, 4), (NEW, 6, 7)]
    with signing(forked.folder / "third", key=third, ring=ring) as socket:
        seal_log(socket)
    assert verdict(forked, ring, capsys).rc == 0


def test_the_new_signers_copy_brings_a_tail_back_into_a_restored_database(forked: Forked, resolved: Keyring) -> None:
    assert restore_tail(forked.folder / "new", resolved).checkpoints == 0
