"""Plain text of any encoding, as pages of UTF-8."""

import codecs
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from charset_normalizer import from_bytes

from converter.frames import Frame, make_frame
from converter.kinds import markup
from converter.kinds.view import CannotShow, found, visible

MOST_BYTES = 20 * 1024 * 1024
CHARACTERS_A_PAGE = 20_000
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LIKELY = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip
"""What people's machines write. Among all encodings of the world, one of a rare machine too often fits best."""


def view(content: BinaryIO, asked: Mapping[str, Any]) -> Iterator[Frame]:
    """Yield a text in pages. HTML and SVG are text too: their words are shown."""
    text = read_text(content.read(MOST_BYTES))
    if content.read(1):
        yield found("cut", "The text is very long. Only its first 20 megabytes are shown.")
    yield from pages(markup.get_words(text) if markup.is_markup(text) else text)


def read_text(data: bytes) -> str:
    """Return a text with lines that end in "\\n", whatever its encoding. Raises CannotShow."""
    return one_end(_decode(data))


def one_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def pages(text: str) -> Iterator[Frame]:
    """Yield a text in pages, each of which ends with a line where it can, or else with a word."""
    number, at, text = 1, 0, visible(text)
    while at < len(text) or number == 1:
        end = at + CHARACTERS_A_PAGE
        if end < len(text):
            end = text.rfind("\n", at + 1, end) + 1 or text.rfind(" ", at + 1, end) + 1 or end
        yield make_frame("text", text[at:end].encode("utf-8", "replace"), number=number)
        number, at = number + 1, end


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        # A long text may be cut inside its last character.
        return codecs.getincrementaldecoder("utf-8-sig")().decode(data, final=len(data) < MOST_BYTES)
    except UnicodeDecodeError:
        best = from_bytes(data, cp_isolation=_LIKELY).best() or from_bytes(data).best()
        if best is None:
            raise CannotShow("The text is in no encoding that is known here.") from None
        return str(best)
