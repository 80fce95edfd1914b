"""The nightly check without a keyring: the record is not verified, and the log says why."""

from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from operations.record_check import CANNOT, VERIFY, nightly_check


@pytest.mark.parametrize(
    ("content", "event"),
    [
        (None, "keyring_file_is_not_set"),
        ("", "keyring_file_cannot_be_read"),
        ("{}", "keyring_file_holds_no_keyring"),
    ],
)
def test_the_log_says_why_no_keyring_is_read(
    db: None, settings: Any, tmp_path: Path, content: str | None, event: str
) -> None:
    settings.KEYRING_FILE = None if content is None else tmp_path / "keyring.json"
    if content:
        settings.KEYRING_FILE.write_text(content)
    with capture_logs() as lines:
        found = nightly_check()
    assert found.codes[VERIFY] == CANNOT
    assert [(line["log_level"], line["event"], line["check"]) for line in lines] == [("error", event, VERIFY)]
