"""The nightly check takes a checkpoint that its operator does not hold, and says when there is none."""

from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import call_command
from pytest_django import Settings

from ledger.clock import now
from ledger.keyring import Keyring, LogKey
from ledger.models import Checkpoint, Cosignature
from ledger.notes import Head, Note, cosign, log_key, read_note, sign, witness_key
from ledger.outside import NONE_OUTSIDE, has_outside_checkpoint
from operations.record_check import VERIFY, Checked, nightly_check
from tests.casework.web.conftest import books
from tests.ledger.records import draft, written
from tests.ledger.story import KEY, ORIGIN, OTHER_KEY, WITNESS
from tests.ledger.test_nightly import Night, quiet
from tests.ledger.test_whole_case import ring

__all__ = ["books", "quiet", "ring"]


def told(found: Checked) -> dict[str, str]:
    """What was found, and what is undecided, by code."""
    return dict(found.report.tamper) | dict(found.report.undecided)


def newest() -> Checkpoint:
    return Checkpoint.objects.latest("size")


def test_without_a_checkpoint_outside_the_night_says_so(quiet: Night, capsys: pytest.CaptureFixture[str]) -> None:
    quiet.sign()
    found = nightly_check()
    assert told(found) == {"unpinned": NONE_OUTSIDE}
    assert (found.codes[VERIFY], has_outside_checkpoint()) == (2, False)
    with pytest.raises(SystemExit):
        call_command("ledger_daily")
    assert "nobody outside the installation has a checkpoint" in capsys.readouterr().out


def test_a_pin_that_somebody_keeps_is_compared_and_decides(quiet: Night, settings: Settings, tmp_path: Path) -> None:
    settings.PIN_FILE = tmp_path / "pin"
    settings.PIN_FILE.write_text(newest().note, encoding="utf-8")
    written(draft())
    quiet.sign()
    found = nightly_check()
    assert (told(found), found.codes[VERIFY], has_outside_checkpoint()) == ({}, 0, True)


def signed(size: int, root: bytes) -> str:
    """A checkpoint that the log's own key signed, whatever it says."""
    text = Head(ORIGIN, size, root).text
    return str(Note(text, [sign(text, name=ORIGIN, key=KEY)]))


PINS: dict[str, tuple[Callable[[], str], str]] = {
    "another history": (lambda: signed(newest().size, bytes(32)), "split-view"),
    "an older state of another history": (lambda: signed(1, bytes(32)), "split-view"),
    "more entries than there are": (lambda: signed(9_999, bytes(32)), "log-shorter-than-checkpoint"),
    "no checkpoint": (lambda: "The record is fine.\n", "pin-file"),
    "a key of somebody else": (
        lambda: str(
            Note(read_note(newest().note).text, [sign(read_note(newest().note).text, name=ORIGIN, key=OTHER_KEY)])
        ),
        "unpinned",
    ),
}


@pytest.mark.parametrize("pin", PINS)
def test_a_pin_of_another_record_is_named(quiet: Night, settings: Settings, tmp_path: Path, pin: str) -> None:
    make, code = PINS[pin]
    settings.PIN_FILE = tmp_path / "pin"
    settings.PIN_FILE.write_text(make(), encoding="utf-8")
    quiet.sign()
    assert code in told(nightly_check())


def test_a_pin_that_is_named_and_gone_is_a_finding(quiet: Night, settings: Settings, tmp_path: Path) -> None:
    settings.PIN_FILE = tmp_path / "gone"
    quiet.sign()
    found = told(nightly_check())
    assert (found["pin-file"], found["unpinned"]) == (
        "the checkpoint in PIN_FILE cannot be read: PIN_FILE cannot be read: No such file or directory",
        NONE_OUTSIDE,
    )


@pytest.mark.parametrize(("key", "outside"), [(WITNESS, True), (OTHER_KEY, False)])
def test_what_a_witness_signed_is_held_outside_if_it_is_the_witness(
    quiet: Night, ring: Path, key: Ed25519PrivateKey, outside: bool
) -> None:
    quiet.sign()
    keys = [LogKey(log_key(ORIGIN, KEY))]
    ring.write_text(Keyring(ORIGIN, keys, [witness_key("witness.example", WITNESS)]).json(), encoding="utf-8")
    point = newest()
    line = cosign(
        read_note(point.note).text,
        name="witness.example",
        key=key,
        time=int(now().timestamp()),
    )
    Cosignature.objects.create(size=point.size, witness="witness.example", line=str(line), at=now())
    assert ("unpinned" not in told(nightly_check()), has_outside_checkpoint()) == (outside, outside)
