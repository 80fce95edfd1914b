"""What a receipt that was handed out as a file opens, and what the verifier says of it."""

import base64
import json
from typing import Any

from tests.casework.web.reporting import text
from tests.ledger.sealing import Seals
from tests.ledger.story import judged


def texts(file: Any) -> dict[str, Any]:
    """What a receipt opens, by field."""
    extra = json.loads(base64.b64decode(text(file).split("\n")[1].removeprefix("extra ")))
    return {each["field"]: each["value"] for each in extra["openings"]}


def proven(seals: Seals, file: Any, capsys: Any) -> int:
    """The exit code of the verifier for a file that was handed out, pinned to the checkpoint of this moment."""
    path, pin = seals.folder / "a.tlog-proof", seals.folder / "pin"
    path.write_bytes(file.content)
    pin.write_text(text(file).partition("\n\n")[2], encoding="utf-8")
    return judged(capsys, "receipt", path, "--keyring", seals.ring, "--pin", pin).rc
