"""Files are scanned by a real clamd before they are converted."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from pytest_django import Settings

from ledger.clock import now
from operations.doctor import services
from tests import clamd
from tests.vault.sent import sent
from vault import scanner, views
from vault.compartments import Compartment, Kind
from vault.files import keep, read
from vault.models import SafeView
from vault.scanner import ScannerDown


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with clamd.running() as address:
        yield address


@pytest.fixture
def scanned(address: str, settings: Settings) -> str:
    settings.CLAMD_SOCKET = address
    return address


def _view(content: bytes) -> views.View:
    compartment = Compartment(uuid4(), Kind.CASE)
    with sent(content, "note.txt") as upload:
        kept = keep(upload, compartment)
    assert views.take_waiting(now()) == kept.pk
    views.make_view(kept.pk)
    view = views.view_of(kept, compartment)
    assert view is not None
    assert b"".join(read(kept, compartment)) == content
    return view


def test_a_view_says_when_its_file_was_scanned_and_with_what(
    db: None, kek: Path, converter: Path, scanned: str
) -> None:
    before = now()
    view = _view(b"A letter.")
    assert view.scan is not None
    assert (view.scan.engine, view.scan.found) == (scanner.version(scanned), "")
    assert view.scan.engine.startswith("ClamAV 1.")
    assert before <= view.scan.at <= now()
    assert view.of_kind("text")


def test_a_harmful_file_gets_no_view_and_stays_sealed(db: None, kek: Path, converter: Path, scanned: str) -> None:
    view = _view(clamd.EICAR)
    assert (view.why, view.parts, view.stored) == (views.HARMFUL.format(clamd.NAME), (), None)
    assert view.scan is not None and view.scan.found == clamd.NAME


def test_a_file_larger_than_the_scanner_takes_is_shown_as_not_scanned(
    db: None, kek: Path, converter: Path, scanned: str
) -> None:
    view = _view(b"A long letter.\n" * (clamd.MOST // 10))
    assert (view.scan, bool(view.parts)) == (None, True)


def test_without_a_scanner_a_view_says_that_its_file_was_not_scanned(db: None, kek: Path, converter: Path) -> None:
    assert _view(clamd.EICAR).scan is None


def test_while_the_scanner_is_away_a_file_waits_and_the_doctor_says_so(
    db: None, kek: Path, converter: Path, settings: Settings
) -> None:
    settings.CLAMD_SOCKET = "/nowhere.sock"
    with pytest.raises(ScannerDown):
        _view(b"A letter.")
    row = SafeView.objects.get()
    assert (bytes(row.blob), row.tries) == (b"", 0)
    assert row.look_at is not None and row.look_at > now()
    assert [one.name for one in services.converter()] == ["converter-without-scanner"]


def test_a_scanner_is_asked_over_a_port_too(free_port: int) -> None:
    with clamd.running(free_port) as address:
        found = scanner.scan(address, [clamd.EICAR[:40], clamd.EICAR[40:]])
    assert found is not None and found.found == clamd.NAME


@pytest.mark.parametrize("address", ["nowhere", "localhost:http", "/nowhere.sock"])
def test_an_address_that_cannot_be_reached_is_a_scanner_that_is_down(address: str) -> None:
    with pytest.raises(ScannerDown):
        scanner.scan(address, [b"A letter."])
