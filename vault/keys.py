"""The key-encryption key: an X25519 pair whose public half seals in every process, and whose private half is one file.

Data keys are wrapped with HPKE (RFC 9180: X25519, HKDF-SHA-256, AES-256-GCM), bound through `info` to what the caller
says they are for. The library's HPKE takes no associated data; `info` enters the key schedule and binds as firmly.
"""

import hashlib
import hmac
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from ledger.signer.keys import write_private

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class CannotOpen(Exception):
    """A sealed value cannot be opened: it was altered or moved, its key is gone, or this process may open nothing."""


@dataclass(frozen=True)
class Wrapped:
    """A key in the form for the database: the epoch of the pair that opens it, and the HPKE ciphertext."""

    epoch: str
    blob: bytes


def make_kek(path: Path) -> None:
    """Make a new pair: `path` holds the private half (hex, mode 0600), `path`.pub the public half (hex).

    Raises FileExistsError rather than overwrite a private half.
    """
    private = X25519PrivateKey.generate()
    write_private(path, private.private_bytes_raw())
    public = path.with_name(f"{path.name}.pub")
    public.write_text(private.public_key().public_bytes_raw().hex() + "\n", encoding="ascii")


@lru_cache(maxsize=4)
def epoch_of(public: bytes) -> str:
    """Return the name of a pair's epoch: the first eight bytes of the SHA-256 of its public half, in hex."""
    return hashlib.sha256(public).hexdigest()[:16]


def wrap(key: bytes, *, info: bytes) -> Wrapped:
    """Seal a key to the current public half, for exactly this purpose. ImproperlyConfigured without a public half."""
    public = _public()
    return Wrapped(epoch_of(public), _SUITE.encrypt(key, _read_public(public), info))


def unwrap(wrapped: Wrapped, *, info: bytes) -> bytes:
    """Unwrap a key. CannotOpen without the private half of its epoch, or if it was wrapped for another purpose."""
    half = _ring().get(wrapped.epoch)
    if half is None:
        raise CannotOpen("this process does not hold the private half of the epoch")
    try:
        return _SUITE.decrypt(wrapped.blob, half.private, info)
    except (InvalidTag, ValueError):
        raise CannotOpen("the key was wrapped for another purpose, or altered") from None


def can_open() -> bool:
    """Whether this process holds the private half that belongs to the current public half."""
    return settings.KEK_PUBLIC is not None and current_epoch() in _ring()


def current_epoch() -> str:
    """The epoch under which this process seals. ImproperlyConfigured without a public half."""
    return epoch_of(_public())


def epochs_held() -> frozenset[str]:
    return frozenset(_ring())


def voucher(data: bytes) -> bytes:
    """Return a MAC under the current epoch, which takes the private half; b"" in a process without it."""
    return b"" if settings.KEK_PUBLIC is None else voucher_under(current_epoch(), data)


def voucher_under(epoch: str, data: bytes) -> bytes:
    """The same under another epoch; b"" in a process that does not hold its private half."""
    half = _ring().get(epoch)
    return b"" if half is None else hmac.digest(half.vouching, data, "sha256")


def derive(secret: bytes, label: bytes, *, salt: bytes | None = None) -> bytes:
    """32 bytes of HKDF-SHA-256 (RFC 5869) of a secret under a label; another label gives an unrelated key."""
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=label).derive(secret)


def _public() -> bytes:
    if settings.KEK_PUBLIC is None:
        raise ImproperlyConfigured("KEK_PUBLIC_FILE is missing: without it nothing can be sealed.")
    return settings.KEK_PUBLIC


@lru_cache(maxsize=4)
def _read_public(public: bytes) -> X25519PublicKey:
    return X25519PublicKey.from_public_bytes(public)


@dataclass(frozen=True)
class _Half:
    """The private half of an epoch, and the key of its vouchers."""

    private: X25519PrivateKey
    vouching: bytes = field(repr=False)


def _ring() -> dict[str, _Half]:
    """Return the private halves in the key file, one hex line for each epoch; empty if there is no file."""
    if settings.KEK_FILE is None:
        return {}
    try:
        # A report asks five times: a Path that reads text takes three times as long.
        with open(settings.KEK_FILE, "rb", buffering=0) as file:  # noqa: PTH123
            return _ring_of(file.read())
    except FileNotFoundError:
        return {}


@lru_cache(maxsize=1)
def _ring_of(text: bytes) -> dict[str, _Half]:
    """Return the same from the text of the file. The file is read each time, so a removed half opens nothing any more."""
    privates = [X25519PrivateKey.from_private_bytes(bytes.fromhex(line)) for line in text.decode("ascii").split()]
    return {epoch_of(one.public_key().public_bytes_raw()): _Half(one, _vouching_key(one)) for one in privates}


def _vouching_key(private: X25519PrivateKey) -> bytes:
    return derive(private.private_bytes_raw(), b"ethics-voucher/v1")
