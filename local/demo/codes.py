"""The receipt codes of the demonstration's reporters, kept in a private file so that they can be told again."""

import json
import os
from pathlib import Path

from django.conf import settings


def remember(name: str, reference: str, code: str) -> None:
    """Keep one reporter's reference and code (words)."""
    told = codes()
    told[name] = {"reference": reference, "receipt_code": code}
    path = _path()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(told, file)


def codes() -> dict[str, dict[str, str]]:
    """Return what is kept, by reporter; empty before anybody reported."""
    path = _path()
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _path() -> Path:
    return Path(str(settings.CLOCK_OFFSET_FILE)).with_name("receipt-codes.json")
