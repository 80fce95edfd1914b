"""Witnesses and time-stamps are parts of an installation where some were chosen, and are late after a day."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from ledger import tasks
from ledger.models import Cosignature
from operations.models import Pulse
from operations.pulse.outside import note_witnesses
from operations.pulse.parts import Part
from operations.pulse.pulse_rows import note_success
from operations.pulse.status import read
from operations.pulse.task_signals import task_ends
from tests.worker_tasks import sent_task

HOUR = timedelta(hours=1)


def signs(witness: str, size: int) -> None:
    Cosignature.objects.create(size=size, witness=witness, line="", at=timezone.now())


def hours_pass(hours: int) -> None:
    """Let what was noted be so many hours old."""
    for row in Pulse.objects.filter(part__in=["witness", "stamp", "installation"]):
        for each in row.numbers.get("witnesses", {}).values():
            each["at"] = (datetime.fromisoformat(each["at"]) - hours * HOUR).isoformat()
        row.worked_at = row.worked_at and row.worked_at - hours * HOUR
        row.save()


def named() -> list[str]:
    """What is wrong with witnesses and time-stamps while beat and worker work."""
    for part in (Part.BEAT, Part.WORKER):
        note_success(part)
    return [one.name for one in read(pings=False).problems if one.part in (Part.WITNESS, Part.STAMP)]


def test_of_two_witnesses_the_one_that_falls_behind_makes_them_late(db: None, settings: Any) -> None:
    note_witnesses()
    assert not Pulse.objects.filter(part="witness").exists()
    settings.WITNESS_URLS = ["/one", "/two"]
    signs("one.example", 5)
    note_witnesses()
    hours_pass(27)
    assert named() == ["witness-never"]
    signs("one.example", 6)
    signs("two.example", 6)
    note_witnesses()
    assert named() == []
    hours_pass(27)
    signs("two.example", 8)
    note_witnesses()
    assert named() == ["witness-late"]
    signs("one.example", 8)
    note_witnesses()
    assert named() == []
    assert {name: each["size"] for name, each in Pulse.objects.get(part="witness").numbers["witnesses"].items()} == {
        "one.example": 8,
        "two.example": 8,
    }
    settings.WITNESS_URLS = []
    note_witnesses()
    assert read(pings=False).of(Part.WITNESS) is None


def test_what_a_witness_signed_is_remembered_when_others_have_signed_much_since(
    db: None, settings: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr("operations.pulse.outside.NEWEST", 2)
    settings.WITNESS_URLS = ["/one"]
    signs("old.example", 1)
    note_witnesses()
    for size in (2, 3, 4):
        signs("one.example", size)
    note_witnesses()
    assert set(Pulse.objects.get(part="witness").numbers["witnesses"]) == {"old.example", "one.example"}


def test_a_record_that_is_not_time_stamped_is_late_where_an_authority_was_chosen(db: None, settings: Any) -> None:
    settings.TSA_URL = ""
    hours_pass(27)
    assert (named(), tasks.anchor()) == ([], False)
    settings.TSA_URL = "http://127.0.0.1:1/"
    task_ends(task_id="1", task=sent_task("ledger.anchor"), retval=False, state="SUCCESS")
    assert named() == ["stamp-never"]
    task_ends(task_id="2", task=sent_task("ledger.anchor"), retval=True, state="SUCCESS")
    assert named() == []
    hours_pass(27)
    assert named() == ["stamp-late"]
