"""The verifier's readers under spoilt input: `python -m tests.ledger.fuzz --minutes 10 [--seed N]`. No database is needed.

Each round takes an export with receipt, disclosure, proof, keyring and policy, spoils one of the files, and runs the
verifier as somebody with a terminal would. It has to end with one of its four codes and without a traceback, and may say
"proven" only of what means the same as before. A round that breaks this is printed with its seed, and kept.
"""

import argparse
import contextlib
import io
import json
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from ledger import verify
from ledger.canonical import encode
from ledger.commitments import leaf_hash
from ledger.entries import b64
from ledger.keyring import read_keyring
from ledger.tree import consistency_path, inclusion_path, root_of
from tests.ledger.signers import Signer
from tests.ledger.story import TODAY, Export, Told, Writer, pure_export, tell

Spoil = Callable[[random.Random, bytes], bytes]
LONG = 3_000


@dataclass(frozen=True)
class World:
    """The files, as they hold, and which command reads each."""

    folder: Path
    export: Export

    @classmethod
    def made(cls, folder: Path) -> "World":
        """A small log, an older and a newer checkpoint of it, and what people are handed."""
        export, writer = pure_export(folder / "export", signed_story)
        oaths = {body["id"] for body in export.bodies() if body["type"] == "oath.signed"}
        export.openings([one for one in writer.openings if one["id"] not in oaths])
        signed = [one for one in writer.openings if one["id"] in oaths]
        (export.folder / "signatures.jsonl").write_bytes(b"".join(encode(one) + b"\n" for one in signed))
        newest = export.sign()
        (folder / "old").write_text(export.sign(size=5), encoding="utf-8")
        (folder / "new").write_text(newest, encoding="utf-8")
        export.checkpoints((folder / "old").read_text(encoding="utf-8"), newest)
        export.pin()
        ring = read_keyring(export.keyring())
        policy = ring.policy().rpartition("quorum ")[0] + "quorum none\n"
        (folder / "policy").write_text(policy, encoding="utf-8")
        leaves = [leaf_hash(line) for line in export.lines()]

        def node(level: int, at: int) -> bytes:
            return root_of(leaves[at << level : (at + 1) << level])

        def shown(wanted: str) -> dict[str, Any]:
            index = next(at for at, body in enumerate(export.bodies()) if body["id"] == wanted)
            opened = [each for each in writer.openings if each["id"] == wanted]
            return {
                "entry": export.lines()[index].decode("utf-8"),
                "openings": [{name: each[name] for name in ("field", "salt", "value")} for each in opened],
                "index": index,
                "path": [b64(step) for step in inclusion_path(index, len(leaves), node)],
            }

        report, oath = shown(export.told.report), shown(signed[0]["id"])
        for name, one in (("receipt", report), ("oath_receipt", oath)):
            extra = b64(encode({"entry": one["entry"], "openings": one["openings"]}))
            head = "\n".join([verify.MAGIC, f"extra {extra}", f"index {one['index']}", *one["path"]])
            (folder / name).write_text(f"{head}\n\n{newest}", encoding="utf-8")
        (folder / "bundle").write_bytes(encode({"v": 1, "checkpoint": newest, "entries": [report, oath]}) + b"\n")
        proof = "\n".join(b64(step) for step in consistency_path(5, len(leaves), node)) + "\n"
        (folder / "proof").write_text(proof, encoding="utf-8")
        return cls(folder, export)

    def commands(self) -> Iterator[tuple[str, list[str]]]:
        """Which file is spoilt, and the command that reads it."""
        at, ring = str(self.folder), ["--keyring", str(self.folder / "keyring.json")]
        pin = ["--pin", str(self.folder / "pin")]
        log = ["log", f"{at}/export", *ring, *pin]
        for name in ("log.jsonl", "checkpoints.jsonl", "openings.jsonl", "signatures.jsonl", "editions.jsonl"):
            yield f"export/{name}", log
        yield "keyring.json", log
        yield "pin", log
        yield "policy", [*log, "--policy", f"{at}/policy"]
        yield "export/log.jsonl", ["case", f"{at}/export", self.export.told.case, *ring, *pin]
        for name in ("receipt", "oath_receipt"):
            yield name, ["receipt", f"{at}/{name}", *ring, *pin]
        yield "bundle", ["disclose", f"{at}/bundle", *ring, *pin]
        for name in ("old", "new", "proof"):
            yield name, ["consistency", f"{at}/old", f"{at}/new", f"{at}/proof", *ring]
        yield "export/log.jsonl", ["tip", f"{at}/export"]


def signed_story(writer: Writer) -> Told:
    """The story, and a member and somebody on the board who sign with a passkey."""
    told = tell(writer)
    member, voter = Signer(writer, told.member), Signer(writer)
    member.register()
    member.oath(TODAY)
    voter.register()
    voter.vote(told.case, writer.write("case.ballot_opened", told.case))
    return told


def _flip(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _cut(chance: random.Random, data: bytes) -> bytes:
    begin, end = sorted((chance.randrange(len(data)), chance.randrange(len(data))))
    return data[:begin] + data[end:]


def _put(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.randbytes(chance.randrange(1, 40)) + data[at:]


def _twice(chance: random.Random, data: bytes) -> bytes:
    begin, end = sorted((chance.randrange(len(data)), chance.randrange(len(data))))
    return data[:end] + data[begin:end] + data[end:]


def _word(chance: random.Random, data: bytes) -> bytes:
    words = (
        b"null",
        b"-1",
        b"1e9",
        b"9" * 30,
        b'""',
        b"[]",
        b"{}",
        b"true",
        b"\xff\xfe",
        b"\x00",
        b"\\ud800",
        b"\xc2\x85",
    )
    at = chance.randrange(len(data))
    return data[:at] + chance.choice(words) + data[at + chance.randrange(6) :]


def _deep(chance: random.Random, data: bytes) -> bytes:
    at, depth = chance.randrange(len(data)), chance.randrange(1, LONG)
    return data[:at] + b"[" * depth + b"]" * chance.choice((0, depth)) + data[at:]


def _lines(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def _recoded(chance: random.Random, data: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    return chance.choice(
        (text.encode("utf-16"), b"\xef\xbb\xbf" + data, data.replace(b"\n", b"\r\n"), data.replace(b":", b": "))
    )


SPOILS: tuple[Spoil, ...] = (_flip, _cut, _put, _twice, _word, _deep, _lines, _recoded)
SAME = frozenset({"export/editions.jsonl", "keyring.json", "policy"})
"""What may read differently and still prove the same: a keyring or policy that trusts as much, words that nobody cites."""


def round_of(world: World, seed: int) -> tuple[str, int]:
    """Spoil one file and judge; the command and its code. AssertionError when the verifier breaks its promise."""
    chance = random.Random(seed)
    name, words = chance.choice(list(world.commands()))
    path = world.folder / name
    whole = path.read_bytes()
    spoilt = chance.choice(SPOILS)(chance, whole)
    path.write_bytes(spoilt)
    try:
        code = run(words)
    finally:
        path.write_bytes(whole)
    assert code in {verify.PROVEN, verify.TAMPERED, verify.UNDECIDED, verify.USAGE}, f"seed {seed}: exit {code}"
    proves = code == verify.PROVEN and words[0] != "tip"
    assert not proves or spoilt == whole or name in SAME or _means_the_same(world, name, whole, spoilt), (
        f"seed {seed}: proven"
    )
    return words[0], code


def _means_the_same(world: World, name: str, whole: bytes, spoilt: bytes) -> bool:
    """What claims nothing: a lost or repeated checkpoint, signature or opening, space around a proof."""
    if name == "export/checkpoints.jsonl":
        return {signed(line) for line in spoilt.splitlines()} <= {signed(line) for line in whole.splitlines()}
    if name in ("export/openings.jsonl", "export/signatures.jsonl"):
        return {*spoilt.splitlines()} <= {*whole.splitlines()}
    return spoilt.decode("utf-8", "replace").split() == whole.decode("utf-8").split()


def signed(line: bytes) -> tuple[str, frozenset[str]]:
    """Return the text of a checkpoint and the signatures below it, each once."""
    text, _, signatures = json.loads(line).partition("\n\n")
    return text, frozenset(signatures.splitlines())


def run(words: list[str]) -> int:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return verify.main(words)


def main() -> int:
    """Fuzz for as long as is asked; 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description="Spoil what the verifier reads, and see that it keeps its promises.")
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    chosen = parser.parse_args()
    folder, seen, broken = Path(tempfile.mkdtemp(prefix="oathbound-fuzz-")), Counter[tuple[str, int]](), 0
    if not settings.configured:
        settings.configure(BASE_URL="http://localhost", SECRET_KEY=tempfile.gettempprefix())
    world, seed, until = World.made(folder), chosen.seed, time.monotonic() + 60 * chosen.minutes
    while time.monotonic() < until:
        try:
            seen[round_of(world, seed)] += 1
        except Exception as fault:  # every other end is what is looked for
            broken += 1
            print(f"seed {seed}: {type(fault).__name__}: {fault}", file=sys.stderr)
        seed += 1
    shutil.rmtree(folder)
    for (command, code), count in sorted(seen.items()):
        print(f"{command:<12} exit {code}  {count:>8,}")
    print(f"{sum(seen.values()) + broken:,} rounds from seed {chosen.seed}, {broken} broken promises.")
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
