"""Which characters the fonts of the project have. A PDF/A may hold no other: each becomes its code, such as [U+1F600]."""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
IGNORED = frozenset("\n\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\u061c")
"""Characters that shape a text and have no picture of their own."""


@cache
def known_characters() -> frozenset[str]:
    found: set[str] = set()
    for path in sorted(FONTS.glob("*-Regular.*")):
        found |= _characters(path.read_bytes())
    return frozenset(each for each in found if unicodedata.category(each) not in ("Cc", "Cf"))


def settable(text: str) -> str:
    """Return a text with a code in place of each character that the fonts lack; other control characters go.

    A composed letter is used where it exists, because fonts have it more often than its parts. A line may end within a word
    that is longer than a line.
    """
    composed = unicodedata.normalize("NFC", text)
    known = known_characters()
    words = "".join(each if each in IGNORED or each in known else _code(each) for each in composed)
    return _LONG.sub("\\g<0>\u200b", words)


_LONG = re.compile(r"\S{40}(?=\S)")


def _code(character: str) -> str:
    if character == "\t":
        return " "
    if unicodedata.category(character) in ("Cc", "Cf") or 0xFE00 <= ord(character) <= 0xFE0F:
        return ""
    return f"[U+{ord(character):04X}]"


def _characters(font: bytes) -> set[str]:
    """Return the characters of a font by its table "cmap" of format 12 or 4 (OpenType 1.9, "cmap")."""
    for number in range(struct.unpack_from(">H", font, 4)[0]):
        name, _, start, _ = struct.unpack_from(">4sLLL", font, 12 + 16 * number)
        if name == b"cmap":
            break
    else:
        raise ValueError("the font has no table cmap")
    found: set[str] = set()
    for number in range(struct.unpack_from(">H", font, start + 2)[0]):
        at = start + struct.unpack_from(">L", font, start + 4 + 8 * number + 4)[0]
        kind = struct.unpack_from(">H", font, at)[0]
        if kind == 12:
            for group in range(struct.unpack_from(">L", font, at + 12)[0]):
                first, last, _ = struct.unpack_from(">LLL", font, at + 16 + 12 * group)
                found.update(map(chr, range(first, last + 1)))
        elif kind == 4:
            segments = struct.unpack_from(">H", font, at + 6)[0] // 2
            ends = struct.unpack_from(f">{segments}H", font, at + 14)
            starts = struct.unpack_from(f">{segments}H", font, at + 16 + 2 * segments)
            found.update(
                chr(one) for a, b in zip(starts, ends, strict=True) for one in range(a, b + 1) if one != 0xFFFF
            )
    return found
