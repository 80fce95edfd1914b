"""A dictionary of guesses tried against every digest in an export, with every salt and nonce that stands in it."""

import hashlib
import hmac
import re
from base64 import b64decode, urlsafe_b64decode
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from ledger import verify
from ledger.canonical import decode, encode

_HEX = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{22,}={0,2}")


def forms_of(words: Iterable[str]) -> Iterator[Any]:
    """Each word as it may have been kept or typed: alone, and as the form of a vote with or without a reason."""
    for word in words:
        yield word
        yield [word]
        for reason in ("", "On the papers."):
            yield {"choice": [word], "reason": [reason]}
            yield {"choice": word, "reason": reason}


def found(folder: Path, guesses: Iterable[Any]) -> list[Any]:
    """Return the guesses that some digest in the export's files confirms."""
    files = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*")) if path.is_file()]
    binary = {value for text in files for value in _decoded(text, 4)}
    binary |= {bytes.fromhex(word) for text in files for word in _HEX.findall(text)}
    digests, salts = {value for value in binary if len(value) == 32}, [v for v in binary if len(v) in {16, 32}]
    bodies: list[Any] = [decode(line) for line in (folder / "log.jsonl").read_bytes().splitlines()]
    opened: list[Any] = [
        decode(line)
        for name in ("openings.jsonl", "signatures.jsonl")
        if (folder / name).exists()
        for line in (folder / name).read_bytes().splitlines()
    ]
    known = {(one["id"], one["field"]) for one in opened}
    fields = [(b["id"], name) for b in bodies for name in b["commit"] if (b["id"], name) not in known]
    fronts = [b"", b"\x00", verify.OATH, verify.STEP, *salts]
    fronts += [
        b"ethics-commit/v1\x00" + salt + bytes.fromhex(entry.replace("-", "")) + bytes([len(name)]) + name.encode()
        for entry, name in fields
        for salt in salts
    ]
    started = [hashlib.sha256(front) for front in fronts]
    return [guess for guess in guesses if _confirmed(guess, digests, started, salts)]


def _confirmed(guess: Any, digests: set[bytes], started: Iterable[Any], salts: list[bytes]) -> bool:
    texts = [encode(guess), *([guess.encode()] if isinstance(guess, str) else [])]
    for text in texts:
        for begun in started:
            tried = begun.copy()
            tried.update(text)
            if tried.digest() in digests:
                return True
        behind = (made for salt in salts for made in (hmac.digest(salt, text, "sha256"), _after(text, salt)))
        if any(made in digests for made in behind):
            return True
    return False


def _after(text: bytes, salt: bytes) -> bytes:
    return hashlib.sha256(text + salt).digest()


def _decoded(text: str, depth: int) -> Iterator[bytes]:
    """Yield what stands in base64 in a text, also inside what stands in base64 there."""
    for word in set(_BASE64.findall(text)) if depth else ():
        plain = word.rstrip("=")
        padded = plain + "=" * (-len(plain) % 4)
        try:
            value = (urlsafe_b64decode if {"-", "_"} & set(word) else b64decode)(padded)
        except ValueError:
            continue
        yield value
        yield from chain(_decoded(value.decode("latin-1"), depth - 1) if len(value) > 32 else ())
