"""What one job may use, by the media type of its file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """`seconds` counts from when the file has arrived. `memory` is what one process maps; all sizes are in bytes.

    `bytes_in`: the file. `bytes_out` and `frames`: the answer. `folder`: a temporary folder of the job's own.
    A long file takes several jobs, and each has these limits.
    """

    seconds: int = 60
    memory: int = 1024 * MEBIBYTE
    bytes_in: int = 200 * MEBIBYTE
    bytes_out: int = 512 * MEBIBYTE
    frames: int = 10_000
    folder: int = 4 * MEBIBYTE

    def at_most(self, *, seconds: int, memory: int) -> "Limits":
        """Return these limits, lowered where they are higher."""
        return replace(self, seconds=min(self.seconds, seconds), memory=min(self.memory, memory))


USUAL = Limits()
OFFICE = Limits(seconds=120, memory=4096 * MEBIBYTE, folder=512 * MEBIBYTE)
"""LibreOffice is a process of its own: it maps much more than it uses, and writes a profile and a PDF."""
RECORDING = Limits(seconds=300, folder=256 * MEBIBYTE)

LIMITS: Mapping[str, Limits] = {
    "audio/": RECORDING,
    "video/": RECORDING,
    "application/rtf": OFFICE,
    "application/msword": OFFICE,
    "application/vnd.ms-excel": OFFICE,
    "application/vnd.ms-powerpoint": OFFICE,
    "application/vnd.oasis.opendocument.": OFFICE,
    "application/vnd.openxmlformats-officedocument.": OFFICE,
}
"""By how the media type begins. Every other type has the usual limits."""


def limits_of(media_type: str) -> Limits:
    return next((limits for begin, limits in LIMITS.items() if media_type.startswith(begin)), USUAL)
