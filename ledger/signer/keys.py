"""The signer's key: an Ed25519 private key in a file that only its owner can read."""

import os
import stat
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class KeyRefused(RuntimeError):
    """A key file is missing, readable by others, or holds no key; the sentence says which."""


def make_key(path: Path) -> Ed25519PrivateKey:
    """A new key, written to `path` as `write_private` does; KeyRefused if something is there."""
    key = Ed25519PrivateKey.generate()
    try:
        write_private(path, key.private_bytes_raw())
    except FileExistsError:
        raise KeyRefused(f"{path} exists already: leave out --make-key, or name another file.") from None
    return key


def write_private(path: Path, key: bytes) -> None:
    """Write a private key in hex, with mode 0600 and to the disk; FileExistsError when something is there."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())


def read_key(path: Path) -> Ed25519PrivateKey:
    """The key in `path`; KeyRefused unless only its owner can read it."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & 0o077:
            raise KeyRefused(f"{path} can be read by others: give it mode 0600 or 0400.")
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text(encoding="ascii")))
    except OSError as fault:
        raise KeyRefused(f"{path} cannot be read: {fault.strerror}.") from fault
    except ValueError:
        raise KeyRefused(f"{path} holds no Ed25519 key.") from None
