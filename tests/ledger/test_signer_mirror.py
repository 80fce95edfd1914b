"""Somebody with the disk of the signer, or with the tables, changes what was signed: nothing is signed from then on."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from ledger.commitments import leaf_hash
from ledger.signer.client import Signer, SignerDown, SignerRefused
from ledger.signer.mirror import LOG, SIGNED, TAIL
from tests.ledger.signing import Hand, started
from tests.ledger.test_signer import chain

type Damage = Callable[[Path], object]
ENTRIES, HEADS = TAIL + 200, 4


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Hand:
    """A signer that stopped after it signed more entries than it reads again each time, at four sizes."""
    with started(tmp_path_factory.mktemp("signed")) as hand:
        entries = chain(*[datetime.now(UTC)] * ENTRIES)
        with hand.talk() as talk:
            for first, end in pairwise(range(0, ENTRIES + 1, ENTRIES // HEADS)):
                talk.extend(first, entries[first:end])
                talk.sign()
    return hand


@pytest.fixture
def signer(tmp_path: Path, signed: Hand) -> Iterator[Hand]:
    """A signer that goes on from a copy of that mirror, with the same key and the same database."""
    shutil.copytree(signed.mirror, tmp_path / "signer" / "mirror")
    same: dict[str, Any] = {"table": signed.table, "database": signed.database, "key_files": signed.key_files}
    with started(tmp_path / "signer", said_in=tmp_path / "words", **same) as hand:
        yield hand


def with_lines(name: str, change: Callable[[list[bytes]], list[bytes]]) -> Damage:
    """Write other lines into a file of the copy, in place."""

    def damage(folder: Path) -> None:
        path = folder / name
        path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))

    return damage


def flipped(name: str, number: int) -> Damage:
    """Change one byte of one line, so that its length stays the same."""
    return with_lines(name, lambda lines: [*lines[:number], _flip(lines[number]), *lines[number + 1 :]])


def _flip(line: bytes) -> bytes:
    place = len(line) // 2
    return line[:place] + (b"A" if line[place : place + 1] != b"A" else b"B") + line[place + 1 :]


def replaced(folder: Path) -> None:
    """Put another file in the place of the log, with the times of the old one."""
    path, found = folder / LOG, (folder / LOG).stat()
    lines = path.read_bytes().splitlines(keepends=True)
    other = path.with_name("other")
    other.write_bytes(b"".join([_flip(lines[0]), *lines[1:]]))
    os.utime(other, ns=(found.st_atime_ns, found.st_mtime_ns))
    other.replace(path)


DAMAGES: dict[str, tuple[Damage, str]] = {
    "an old entry": (flipped(LOG, 3), "in front of its last 1000"),
    "a late entry": (flipped(LOG, ENTRIES - 5), f"entry {ENTRIES - 5} of log.jsonl is not the one"),
    "the last entry": (flipped(LOG, ENTRIES - 1), f"entry {ENTRIES - 1} of log.jsonl is not the one"),
    "another file in its place": (replaced, "in front of its last 1000"),
    "a log cut short": (with_lines(LOG, lambda lines: lines[:-3]), "bytes, and"),
    "a log with one more": (with_lines(LOG, lambda lines: [*lines, lines[-1]]), "bytes, and"),
    "no log": (lambda folder: (folder / LOG).unlink(), "No such file"),
    "a head removed": (with_lines(SIGNED, lambda lines: lines[1:]), "changed, added or removed"),
    "a head changed": (flipped(SIGNED, 0), "changed, added or removed"),
    "a head added": (with_lines(SIGNED, lambda lines: [*lines, lines[0]]), "changed, added or removed"),
    "the last head cut": (with_lines(SIGNED, lambda lines: [*lines[:-1], lines[-1][:-9]]), "changed, added or removed"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_mirror_that_was_changed_on_its_disk_signs_nothing_more(tmp_path: Path, signer: Hand, damage: str) -> None:
    change, words = DAMAGES[damage]
    kept = {name: (signer.mirror / name).read_bytes() for name in (LOG, SIGNED)}
    change(signer.mirror)
    added = chain(datetime.now(UTC), stream="case/00112233-4455-6677-8899-aabbccddeeff")
    with signer.talk() as talk:
        for ask in (talk.sign, lambda: talk.extend(ENTRIES, added)):
            with pytest.raises(SignerRefused, match="the mirror was changed on its disk") as refused:
                ask()
            assert refused.value.status == 422
            assert words in refused.value.reason
        assert talk.state().size == ENTRIES
    assert "mirror_is_damaged: " in (tmp_path / "words").read_text(encoding="utf-8")
    for name, data in kept.items():
        (signer.mirror / name).write_bytes(data)
    with signer.talk() as talk, pytest.raises(SignerRefused, match="the mirror was changed"):
        talk.sign()


def test_a_mirror_that_was_touched_and_not_changed_signs_on(signer: Hand) -> None:
    for name in (LOG, SIGNED):
        data = (signer.mirror / name).read_bytes()
        (signer.mirror / name).write_bytes(data)
        (signer.mirror / name).chmod(0o600)
    added = chain(datetime.now(UTC), stream="case/00112233-4455-6677-8899-aabbccddeeff")
    with signer.talk() as talk:
        talk.extend(ENTRIES, added)
        assert talk.sign()[0].size == ENTRIES + 1


@pytest.mark.parametrize("back", [1, 2, TAIL])
def test_nothing_is_signed_while_the_database_lacks_one_of_the_last_entries(signer: Hand, back: int) -> None:
    assert signer.table is not None
    lines = (signer.mirror / LOG).read_bytes().splitlines()
    place = ENTRIES - back
    signer.table.put(place, [_flip(lines[place])])
    with Signer(signer.socket, signer.secret) as talk:
        with pytest.raises(SignerRefused, match=f"the database does not have this entry, entry {place}"):
            talk.sign()
        signer.table.put(place, [lines[place]])
        assert talk.sign()[0].size == ENTRIES


def other_root(line: bytes) -> bytes:
    """A note of the same size, whose root is another."""
    origin, size, _, *rest = json.loads(line).split("\n")
    return json.dumps("\n".join([origin, size, "A" * 43 + "=", *rest]), ensure_ascii=False).encode() + b"\n"


AT_START: dict[str, Damage] = {
    "an old entry": flipped(LOG, 3),
    "a log cut short": with_lines(LOG, lambda lines: lines[:-3]),
    "a head of another root": with_lines(SIGNED, lambda lines: [lines[0], other_root(lines[1]), *lines[2:]]),
    "a head that nobody signed": flipped(SIGNED, 1),
    "a head twice": with_lines(SIGNED, lambda lines: [*lines, lines[0]]),
    "the last heads removed": with_lines(SIGNED, lambda lines: lines[:-1]),
}


@pytest.mark.parametrize("damage", AT_START)
def test_a_signer_does_not_begin_on_a_mirror_that_was_changed_while_it_stood(
    tmp_path: Path, signer: Hand, damage: str
) -> None:
    signer.stop()
    AT_START[damage](signer.mirror)
    with pytest.raises(SignerDown):
        signer.start()
    assert signer.running is not None
    assert signer.running.wait(20) == 1
    assert "The signer cannot start: " in (tmp_path / "words").read_text(encoding="utf-8")


def test_a_signer_that_was_stopped_begins_where_it_was(signer: Hand) -> None:
    signer.stop()
    last = (signer.mirror / LOG).read_bytes().splitlines()[-1]
    with signer.start().talk() as talk:
        talk.extend(ENTRIES, chain(datetime.now(UTC), seq=ENTRIES + 1, prev=leaf_hash(last)))
        assert talk.sign()[0].size == ENTRIES + 1
