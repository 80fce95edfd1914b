"""The receipt codes of the demonstration's reporters, in a private file, so that it can show them again."""

import json
from pathlib import Path

from django.conf import settings

from operations import private_files


def remember(name: str, reference: str, code: str) -> None:
    """Keep one reporter's reference and code (words)."""
    kept = codes()
    kept[name] = {"reference": reference, "receipt_code": code}
    private_files.write(_path(), json.dumps(kept))


def codes() -> dict[str, dict[str, str]]:
    """Return what is kept, by reporter; empty before anybody reported."""
    path = _path()
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _path() -> Path:
    return Path(str(settings.CLOCK_OFFSET_FILE)).with_name("receipt-codes.json")
