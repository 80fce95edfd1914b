"""Each part leaves its pulse in its ordinary work, and a reader needs a few statements."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from structlog.testing import capture_logs

from accounts.mails import MailKind, write_mail
from accounts.models import AccountMail, User
from config import beat
from config.celery import app
from operations.doctor import database, stalled_parts
from operations.doctor.finding import Finding
from operations.models import Pulse
from operations.pulse import pulse_rows, task_signals
from operations.pulse.figures import Figures, Mails, Views, figures
from operations.pulse.parts import Part
from operations.pulse.probes import look
from operations.pulse.queue import Waiting, read_queue
from operations.pulse.status import read
from tests import live, stage
from tests.operations.nobody_there import no_mail_server
from tests.worker_tasks import sent_task

ROOT = Path(__file__).resolve().parents[2]
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
__all__ = ["no_mail_server"]


def test_a_pulse_is_one_row_a_part_and_forgets_a_fault_once_it_works(db: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        pulse_rows.note_failure(Part.MAIL, "mail-down")
    assert len(asked) == 1
    first = Pulse.objects.get(part="mail")
    pulse_rows.note_failure(Part.MAIL, "mail-down")
    again = Pulse.objects.get(part="mail")
    assert (again.fault, again.since, again.worked_at) == ("mail-down", first.since, None)
    pulse_rows.note_failure(Part.MAIL, "mail-refused")
    assert Pulse.objects.get(part="mail").since > first.since  # type: ignore[operator]
    pulse_rows.note_success(Part.MAIL)
    well = Pulse.objects.get(part="mail")
    assert (well.fault, well.since, well.worked_at is not None) == ("", None, True)
    pulse_rows.note_success(Part.MAIL, timezone.now() - HOUR)
    assert Pulse.objects.get(part="mail").worked_at == well.worked_at


@pytest.fixture
def unhurried() -> None:
    """Nothing was written a moment ago."""
    pulse_rows._written.clear()


def test_a_task_leaves_the_pulse_of_beat_worker_and_its_own_part(db: None, unhurried: None) -> None:
    headers: dict[str, Any] = {}
    beat.say_when(headers=headers)
    task = sent_task("ledger.seal", **headers)
    task_signals.task_begins(task_id="1", task=task)
    task_signals.task_ends(task_id="1", task=task, retval="", state="SUCCESS")
    rows = {each.part: each for each in Pulse.objects.exclude(part="installation")}
    assert set(rows) == {"beat", "worker", "signer"}
    assert rows["beat"].worked_at == datetime.fromisoformat(headers["sent_at"])
    task_signals.task_ends(task_id="2", task=task, retval="signer-down", state="SUCCESS")
    task_signals.task_ends(task_id="3", task=sent_task("notifications.post"), state="FAILURE")
    task_signals.task_ends(task_id="4", task=sent_task("casework.drafts"), state="SUCCESS")
    assert [(each.part, each.fault) for each in Pulse.objects.exclude(fault="")] == [("signer", "signer-down")]
    assert not Pulse.objects.filter(part="outbox").exists()


def test_a_check_that_ends_in_an_error_says_so_and_one_that_ends_well_takes_it_back(
    committed: None, unhurried: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(task_signals, "EACH_SECONDS", 0.01)
    night = sent_task("operations.nightly")
    task_signals.task_begins(task_id="1", task=night)
    begun = Pulse.objects.get(part="nightly")
    until = timezone.now() + 60 * SECOND
    while Pulse.objects.get(part="nightly").alive_at == begun.begun_at and timezone.now() < until:
        pass
    task_signals.task_ends(task_id="1", task=night, state="FAILURE")
    failed = Pulse.objects.get(part="nightly")
    assert (failed.fault, failed.worked_at, failed.begun_at) == ("nightly-failed", None, begun.begun_at)
    assert failed.alive_at > failed.begun_at  # type: ignore[operator]
    task_signals.task_begins(task_id="2", task=night)
    task_signals.task_ends(task_id="2", task=night, state="SUCCESS")
    ended = Pulse.objects.get(part="nightly")
    task_signals.task_begins(task_id="3", task=night)
    task_signals.task_ends(task_id="3", task=night, retval=False, state="SUCCESS")
    assert (ended.fault, Pulse.objects.get(part="nightly").worked_at) == ("", ended.worked_at)
    assert not Pulse.objects.filter(part="worker").exists()


def test_every_task_that_leaves_a_pulse_is_sent_by_beat() -> None:
    assert set(task_signals.OF_TASK) <= {each["task"] for each in beat.app.conf.beat_schedule.values()}


def test_a_pulse_that_cannot_be_written_stops_nothing(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE operations_pulse RENAME TO away")
        cursor.execute("SAVEPOINT before")
    pulse_rows.note_success(Part.MAIL)
    with connection.cursor() as cursor:
        cursor.execute("ROLLBACK TO before")


def test_the_state_of_everything_is_three_statements_however_much_there_is(db: None, no_mail_server: None) -> None:
    look()
    with CaptureQueriesContext(connection) as asked:
        found = read(pings=False)
    assert len(asked) == 3
    not_chosen = {Part.PING, Part.WITNESS, Part.STAMP}
    assert [state.part for state in found.states] == [part for part in Part if part not in not_chosen]
    with CaptureQueriesContext(connection) as asked:
        assert Client().get(reverse("readyz")).status_code == 200
    assert len(asked) == 2


def test_what_waits_is_counted_and_an_empty_installation_waits_for_nothing(db: None) -> None:
    assert figures() == Figures(
        entries=0,
        unsigned=0,
        unplaced=0,
        letters=Mails(),
        account_mails=Mails(),
        views=Views(),
        clocks_overdue=0,
        clocks_this_week=0,
    )


def test_a_mail_about_an_account_that_waits_is_counted_with_its_age(db: None) -> None:
    person = User.objects.create_person(email="nora@society.example", name="Nora Newcome")
    write_mail(person.pk, MailKind.SIGN_IN_CHANGED)
    AccountMail.objects.update(made_at=timezone.now() - HOUR, next_try=timezone.now() - 6 * MINUTE)
    found = figures()
    assert (found.account_mails.waiting, found.letters.waiting, found.mails.waiting) == (1, 0, 1)
    assert found.mails.oldest is not None
    assert found.mails.overdue is not None
    assert (round(found.mails.oldest / MINUTE), round(found.mails.overdue / MINUTE)) == (60, 6)


def test_the_queue_says_how_much_waits_and_when_the_beat_last_rang(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    place = stage.Services.start()
    with live.own_shelf(place) as shelf:
        monkeypatch.setattr("config.broker.CELERY_BROKER_URL", place.broker_url(shelf))
        for sender in (beat.app, app):
            with sender.connection_for_write(place.broker_url(shelf)) as at_the_queue:
                sender.send_task("ledger.seal", connection=at_the_queue)
        after = read_queue()
    assert (after.answers, after.tasks) == (True, 2)
    assert after.sent_at is not None
    assert abs(after.sent_at - datetime.now(UTC)) < MINUTE
    assert after.oldest is not None
    for address in ("", "redis+socket:///nowhere.sock"):
        monkeypatch.setattr("config.broker.CELERY_BROKER_URL", address)
        assert read_queue() == Waiting(answers=False)


def test_the_doctor_says_what_stands_still_but_nothing_twice(db: None, settings: Any) -> None:
    Pulse.objects.filter(part="installation").update(worked_at=timezone.now() - 48 * HOUR)
    pulse_rows.note_failure(Part.MAIL, "mail-down")
    pulse_rows.note_failure(Part.SIGNER, "signer-refuses")
    app.control.purge()
    assert [found.name for found in stalled_parts.further_findings([])] == [
        "beat-stopped",
        "signer-refuses",
        "backup-never",
    ]
    known = [Finding("signer-down", "", ""), Finding("backup", "", "")]
    assert [found.name for found in stalled_parts.further_findings(known)] == ["beat-stopped"]


def test_a_look_notes_what_the_worker_leans_on(db: None, no_mail_server: None, settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "gone"
    look()
    faults = {each.part: (each.fault, each.numbers) for each in Pulse.objects.exclude(part="installation")}
    assert faults == {
        "mail": ("mail-down", {}), "cache": ("cache-missing", {}), "files": ("files-closed", {"errno": 2}),
        "fence": ("", {}),
    }  # fmt: skip
    settings.FILES_DIR, settings.DATABASE_DIR = tmp_path, None
    look()
    assert set(Pulse.objects.get(part="files").numbers) == {"total", "free", "database"}
    settings.DATABASE_DIR = tmp_path
    look()
    assert {"database_total", "database_free"} <= set(Pulse.objects.get(part="files").numbers)
    assert list(tmp_path.iterdir()) == []


def test_a_look_sees_a_trigger_that_was_disabled_and_one_that_was_dropped(db: None, no_mail_server: None) -> None:
    for statement in (
        "ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_final",
        "DROP TRIGGER policy_row_final ON policy_oathsignature",
    ):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            with capture_logs() as said:
                look()
            assert Pulse.objects.get(part="fence").fault == "fence-open"
            assert {"event": "record_is_in_doubt", "check": "fence", "log_level": "error"} in said
            assert "fence-open" in [found.name for found in database.fence()]
            transaction.set_rollback(True)
    look()
    assert Pulse.objects.get(part="fence").fault == ""
