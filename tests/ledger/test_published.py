"""One checkpoint a day is public, whatever was signed meanwhile: how fast the record grows in a day is nobody's to see."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine
from django.test import Client
from django.urls import reverse

from ledger.models import Checkpoint
from ledger.sync import seal_log
from tests.ledger.exported import signing
from tests.ledger.records import draft, written

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def size() -> int:
    """The size that anybody who asks is told."""
    answer = Client().get(reverse("ledger_checkpoint"))
    return int(answer.content.decode().splitlines()[1]) if answer.status_code == 200 else 0


def widths(most: int) -> list[int]:
    """The hashes of the record that anybody can fetch, of at most so many."""
    found = {wide: Client().get(f"/ledger/tile/0/000.p/{wide}").status_code for wide in range(1, most + 1)}
    return [wide for wide, status in found.items() if status == 200]


def test_the_public_checkpoint_changes_with_the_day_and_with_nothing_else(db: None, tmp_path: Path) -> None:
    told = []
    with time_machine.travel(MONDAY, tick=False) as clock, signing(tmp_path / "mirror") as socket:
        assert size() == 0
        for moment, entries in (
            (MONDAY, 1),
            (MONDAY + timedelta(hours=2), 2),
            (MONDAY.replace(hour=23, minute=59), 1),
            (MONDAY + timedelta(days=1, hours=1), 3),
            (MONDAY + timedelta(days=1, hours=9), 2),
            (MONDAY + timedelta(days=2), 1),
            (MONDAY + timedelta(days=4), 1),
        ):
            clock.move_to(moment, tick=False)
            before = size()
            written(*(draft() for _ in range(entries)))
            seal_log(socket)
            made = Checkpoint.objects.latest("size").size
            told.append((before, size(), made))
            assert widths(made) == list(range(1, size() + 1))
    assert told == [(0, 1, 1), (1, 1, 3), (1, 1, 4), (4, 4, 7), (4, 4, 9), (9, 9, 10), (10, 10, 11)]
