"""A converter whose jobs run their file as Python: what a job can do that a hostile file took over.

`python -m tests.converter.hostile` has the command line of the converter.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from converter import __main__, kinds, limits
from converter.frames import Frame, make_frame
from converter.limits import MEBIBYTE, Limits

KIND = "application/x-hostile"
LIMITS = Limits(bytes_in=MEBIBYTE, bytes_out=2 * MEBIBYTE, frames=100, folder=2 * MEBIBYTE)


def view(content: BinaryIO, asked: Mapping[str, Any]) -> Iterator[Frame]:
    """Run the file. It leaves what it says in `said`, or frames in `frames`."""
    names: dict[str, Any] = {"said": None, "frames": [], "make_frame": make_frame}
    exec(content.read(), names)
    yield from names["frames"]
    yield make_frame("text", json.dumps(names["said"]).encode(), number=1)


if __name__ == "__main__":
    kinds.KINDS[KIND] = kinds.Kind(view, frozenset({"text"}))  # type: ignore[index]
    limits.LIMITS[KIND] = LIMITS  # type: ignore[index]
    sys.exit(__main__.main())
