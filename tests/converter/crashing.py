"""A converter whose jobs crash on every text: `python -m tests.converter.crashing`, with its command line."""

import ctypes
import sys
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from converter import __main__, kinds
from converter.frames import Frame, make_frame


def view(content: BinaryIO, asked: Mapping[str, Any]) -> Iterator[Frame]:
    """Yield one page, then crash. The text of the trial at the start is one letter."""
    yield make_frame("text", b"page", number=1)
    if len(content.read()) > 1:
        ctypes.string_at(0)


if __name__ == "__main__":
    kinds.KINDS["text/plain"] = kinds.Kind(view, frozenset({"text"}))  # type: ignore[index]
    sys.exit(__main__.main())
