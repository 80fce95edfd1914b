"""Prints config/Caddyfile: as it is, with the addresses that take files."""

import re
from collections.abc import Iterator
from pathlib import Path

from config import uploads

CADDYFILE = Path(__file__).parents[2] / "config" / "Caddyfile"


def lines() -> Iterator[str]:
    for line in CADDYFILE.read_text("utf-8").splitlines():
        yield re.sub(r"path_regexp \S+", lambda _: f"path_regexp {uploads.pattern()}", line)
