"""A file as a row of sealed chunks: nothing can be cut off, swapped or carried to another file unnoticed.

Each chunk is AES-256-GCM of at most 1 MiB: nonce = 7 random bytes ‖ u32be counter ‖ last flag, associated data =
file id ‖ u32be counter. The true size is kept elsewhere; zeros at the end let the stored size tell it only roughly.
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vault.keys import CannotOpen

CHUNK_BYTES = 1024 * 1024
TAG_BYTES = 16
_SMALLEST_RUNG = 64 * 1024


def seal_chunk(
    key: bytes, data: bytes | memoryview, *, file_id: UUID, prefix: bytes, counter: int, last: bool
) -> bytes:
    return AESGCM(key).encrypt(_nonce(prefix, counter, last), data, _place(file_id, counter))


def open_chunks(key: bytes, stored: BinaryIO, *, file_id: UUID, prefix: bytes, size: int) -> Iterator[bytes]:
    """The file's `size` bytes, chunk by chunk; raises CannotOpen at the first that is not the one written there."""
    cipher, counter, left = AESGCM(key), 0, size
    block = stored.read(CHUNK_BYTES + TAG_BYTES)
    while True:
        following = stored.read(CHUNK_BYTES + TAG_BYTES)
        try:
            data = cipher.decrypt(_nonce(prefix, counter, not following), block, _place(file_id, counter))
        except (InvalidTag, ValueError):
            raise CannotOpen("the stored file was altered, cut, or belongs elsewhere") from None
        yield data[:left]
        left -= min(left, len(data))
        if not following:
            break
        block, counter = following, counter + 1
    if left:
        raise CannotOpen("the stored file is shorter than it was")


def open_range(
    key: bytes, stored: BinaryIO, *, file_id: UUID, prefix: bytes, size: int, start: int, length: int
) -> bytes:
    """Return `length` bytes of the content from `start` on. It opens only the chunks that contain them.

    Raises CannotOpen if they do not all lie within the file's `size` bytes, or if one of the chunks was altered.
    """
    if start < 0 or length < 0 or start + length > size:
        raise CannotOpen("the file has no such part")
    cipher, counter = AESGCM(key), start // CHUNK_BYTES
    found, skip = bytearray(), start - counter * CHUNK_BYTES
    stored.seek(counter * (CHUNK_BYTES + TAG_BYTES))
    block = stored.read(CHUNK_BYTES + TAG_BYTES)
    while len(found) < skip + length:
        following = stored.read(CHUNK_BYTES + TAG_BYTES)
        try:
            found += cipher.decrypt(_nonce(prefix, counter, not following), block, _place(file_id, counter))
        except (InvalidTag, ValueError):
            raise CannotOpen("the stored file was altered, cut, or belongs elsewhere") from None
        block, counter = following, counter + 1
    return bytes(found[skip : skip + length])


def padded_size(size: int) -> int:
    """The size to pad to: a multiple of an eighth of the power of two below, at least 64 KiB; at most 12.5 % more."""
    step = max(_SMALLEST_RUNG, 1 << max(0, (size - 1).bit_length() - 4))
    return -(-max(size, 1) // step) * step


def _nonce(prefix: bytes, counter: int, last: bool) -> bytes:
    return prefix + struct.pack(">I?", counter, last)


def _place(file_id: UUID, counter: int) -> bytes:
    return file_id.bytes + struct.pack(">I", counter)
