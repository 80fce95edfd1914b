"""The public half of a key as it stands in an entry: no words of anybody."""

import re
from typing import Self

_HEX = re.compile(r"[0-9a-f]{64}")


class PublicHalf(str):
    """32 bytes in hex. ValueError for anything else."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        if not _HEX.fullmatch(text):
            raise ValueError("the public half of a key has 32 bytes")
        return super().__new__(cls, text)
