"""Others read what we write: RFC 8785 by another library, the shell's own tools, OpenSSL, and a verifier that stands alone."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import rfc8785
from aics_tlog.checkpoint import checkpoint_from_note
from aics_tlog.tree import MerkleTree

from ledger import verify
from ledger.canonical import encode
from ledger.commitments import leaf_hash
from ledger.entries import entry_bytes, moment, read_moment
from ledger.tree import Tree, consistency_path, inclusion_path, root_of
from tests.ledger.records import draft
from tests.ledger.story import KEY, SKIPPED, Export, pure_export

RANDOM_ENTRIES = 20_000
SPKI = bytes.fromhex("302a300506032b6570032100")


def _entry(chance: random.Random) -> bytes:
    words = ["", "intake", "a.b_c", "2026-01-01", "X" * 200, "+/=-:"]
    plain: list[Any] = [None, True, False, 0, -1, 2**53 - 1, -(2**53) + 1, *words]
    data = {
        f"f{chance.randrange(50)}": chance.choice([*plain, [chance.choice(plain) for _ in range(3)]]) for _ in range(5)
    }
    made = draft(
        id=UUID(int=chance.getrandbits(128)),
        data=data,
        commit={f"c{number}": chance.randbytes(32) for number in range(chance.randrange(3))},
        refs=[("rests_on", chance.randbytes(32)) for _ in range(chance.randrange(3))],
        occurred=chance.choice([None, read_moment("2026-10-25T01:30:00.000000Z")]),
    )
    prev = chance.choice([None, chance.randbytes(32)])
    at = moment(read_moment("2026-03-29T00:59:59.999999Z"))
    return entry_bytes(
        made, log="log.example", seq=chance.randrange(1, 9**9), prev=prev, at=at, nonce=chance.randbytes(16)
    )


def test_another_library_writes_the_same_bytes_of_20000_random_entries() -> None:
    chance = random.Random(20260101)
    for _ in range(RANDOM_ENTRIES):
        data = _entry(chance)
        value = json.loads(data)
        assert data == rfc8785.dumps(value) == verify.canonical(value) == encode(value)
        assert verify.shape_fault(verify.from_canonical(data)) is None


def test_an_independent_tree_gives_the_same_roots_and_proofs() -> None:
    entries = [number.to_bytes(2) for number in range(200)]
    leaves = [leaf_hash(entry) for entry in entries]
    theirs, ours = MerkleTree(entries), Tree()
    for size in range(1, 201):
        ours.add(leaves[size - 1 : size])
        assert ours.root == theirs.root(size)
    for size in (1, 2, 3, 64, 65, 127, 200):
        get = lambda level, at: root_of(leaves[at << level : (at + 1) << level])  # noqa: E731
        assert inclusion_path(size // 2, size, get) == theirs.inclusion_proof(size // 2, size)
        assert consistency_path(size, 200, get) == theirs.consistency_proof(size, 200)
        flat = b"".join(leaves)
        assert verify.roots_at(flat, [size])[size] == theirs.root(size)


def _export(folder: Path) -> Export:
    export, _ = pure_export(folder / "export")
    return export


def test_the_shell_computes_a_leaf(tmp_path: Path) -> None:
    export = _export(tmp_path)
    for number, line in enumerate(export.lines()[:3], start=1):
        command = f"(printf '\\0'; sed -n {number}p log.jsonl | tr -d '\\n') | sha256sum"
        said = subprocess.check_output(["sh", "-c", command], cwd=export.folder, text=True)
        assert said.split()[0] == leaf_hash(line).hex()


def test_openssl_verifies_a_checkpoint(tmp_path: Path) -> None:
    note = _export(tmp_path).folder / "checkpoint"
    public = KEY.public_key().public_bytes_raw()
    (tmp_path / "key.der").write_bytes(SPKI + public)
    script = (
        "sed '/^$/,$d' export/checkpoint > text; "
        'sed -n "s|^— $(head -n 1 text) ||p" export/checkpoint | head -n 1 | base64 -d | tail -c +5 > signature; '
        "openssl pkeyutl -verify -pubin -keyform DER -inkey key.der -rawin -in text -sigfile signature"
    )
    said = subprocess.check_output(["sh", "-c", script], cwd=tmp_path, text=True)
    assert (said.strip(), note.exists()) == ("Signature Verified Successfully", True)


def test_an_independent_reader_reads_our_checkpoint(tmp_path: Path) -> None:
    export = _export(tmp_path)
    read, _ = checkpoint_from_note((export.folder / "checkpoint").read_text(encoding="utf-8"))
    assert (read.size, read.root) == (len(export.lines()), root_of(map(leaf_hash, export.lines())))


def test_the_verifier_runs_alone_from_another_folder(tmp_path: Path) -> None:
    export = _export(tmp_path)
    alone = tmp_path / "alone" / "verify.py"
    alone.parent.mkdir()
    alone.write_bytes(Path(verify.__file__).read_bytes())
    words = ["log", str(export.folder), "--keyring", str(export.keyring()), "--pin", str(export.pin()), "--json"]
    done = subprocess.run(
        [sys.executable, "-I", alone, *words], cwd=alone.parent, capture_output=True, text=True, check=False
    )
    found = json.loads(done.stdout)
    assert ({code for code, _ in found["tamper"]}, found["undecided"], done.stderr) == (SKIPPED, [], "")
    loaded = "print({'django', 'ledger'} & set(sys.modules))"
    code = f"import sys; sys.path.insert(0, {str(alone.parent)!r}); import verify; {loaded}"
    assert subprocess.check_output([sys.executable, "-I", "-c", code], text=True) == "set()\n"
