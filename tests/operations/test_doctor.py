"""The doctor names each thing that is missing, says how to mend it, and finds nothing where nothing is missing."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from celery import Celery
from django.core.checks import Error
from django.core.management import call_command
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper

from accounts.models import User
from accounts.offices import appoint
from accounts.vocabulary import Office
from config import broker
from ledger.models import LogHead
from operations.doctor import database, services, settings_check
from operations.doctor.finding import Finding, check_findings
from tests.coverage_env import coverage_environment
from tests.ledger.signing import Hand
from vault.compartments import Compartment, Kind, sealing_key

ROOT = Path(__file__).resolve().parents[2]
Ask = Callable[[], Iterator[Finding]]


def names(ask: Ask) -> list[str]:
    found = list(ask())
    assert [one for one in found if not one.what.endswith(".")] == []
    return [one.name for one in found]


def run(**environment: str) -> tuple[int, str, str]:
    """`manage.py doctor` as a process, in an environment of these settings alone."""
    known = coverage_environment() | {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    words = [sys.executable, "manage.py", "doctor", "--json"]
    done = subprocess.run(
        words, cwd=ROOT, env=known | {"DATABASE_URL": ""} | environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        (
            {"SECRET_KEY_FILE": "/nowhere"},
            "SECRET_KEY_FILE names /nowhere, which cannot be read: No such file or directory.",
        ),
        ({"SMTP_PORT": "eighty"}, "SMTP_PORT is no number."),
        ({"PULSE_SECONDS": "often"}, "PULSE_SECONDS is no number."),
        ({"PROXY_COUNT": "-1"}, "PROXY_COUNT is no number."),
        ({"EMBEDDED": "true"}, "EMBEDDED is neither 0 nor 1, so it counts as 0."),
        ({"DATABASE_URL": "postgres://app@host:port/x"}, "DATABASE_URL is no address of a database."),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL is no level."),
    ],
)
def test_a_setting_that_cannot_be_read_is_one_line(
    monkeypatch: pytest.MonkeyPatch, changes: dict[str, str], found: str
) -> None:
    for name, value in changes.items():
        monkeypatch.setenv(name, value)
    assert [one.what for one in settings_check.unreadable_settings()] == [found]


def test_files_that_are_no_text_or_no_key_are_one_line_each(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe\xff")
    (tmp_path / "words").write_text("no key")
    monkeypatch.setenv("KEK_PUBLIC_FILE", str(tmp_path / "binary"))
    assert [one.what for one in settings_check.unreadable_settings()] == [
        f"KEK_PUBLIC_FILE names {tmp_path}/binary, which is no text."
    ]
    monkeypatch.setenv("KEK_PUBLIC_FILE", str(tmp_path / "words"))
    assert [one.what for one in settings_check.unreadable_settings()] == ["KEK_PUBLIC_FILE holds no key."]


def test_a_secret_that_others_can_read_is_named_with_its_cure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("secret")
    (tmp_path / "key").chmod(0o644)
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "key"))
    (found,) = settings_check.readable_by_others()
    assert (found.name, found.mend) == ("secret-open", f"Run `chmod 0600 {tmp_path}/key`.")
    (tmp_path / "key").chmod(0o600)
    assert names(settings_check.readable_by_others) == []


def test_no_command_begins_on_unreadable_settings_or_ends_in_a_traceback() -> None:
    code, out, err = run(MAX_FILE_MB="much")
    assert (code, err) == (1, "")
    assert json.loads(out) == {
        "rc": 1,
        "findings": [
            {
                "name": "setting-number",
                "what": "MAX_FILE_MB is no number.",
                "mend": "Write digits only, as in MAX_FILE_MB=100.",
            }
        ],
    }


def test_an_empty_environment_is_told_everything_it_lacks() -> None:
    code, out, err = run(FILES_DIR="/nowhere")
    found = [one["name"] for one in json.loads(out)["findings"]]
    assert (code, err) == (1, "")
    assert found == [
        "config.E01", "config.E02", "config.E03", "config.E03", "config.E06", "config.E06", "config.E10", "config.E12",
        "database-down", "queue-missing", "cache-missing", "mail-down", "signer-missing", "keyring-missing",
        "converter-missing", "files-closed",
    ]  # fmt: skip


def test_a_queue_without_a_worker_and_no_queue_are_two_things(monkeypatch: pytest.MonkeyPatch) -> None:
    assert names(services.queue) == ["worker-down"]
    monkeypatch.setattr(broker, "CELERY_BROKER_URL", "redis+socket:///nowhere.sock")
    assert names(services.queue) == ["queue-down"]


def test_a_queue_with_a_worker_lacks_nothing_but_those_that_check_and_convert(monkeypatch: pytest.MonkeyPatch) -> None:
    there = [{"celery@here": {"ok": "pong"}}]
    monkeypatch.setattr(type(Celery(set_as_current=False).control), "ping", lambda *_, **__: there)
    assert names(services.queue) == ["checker-down"]
    there.append({"checks@here": {"ok": "pong"}})
    assert names(services.queue) == ["converter-without-worker"]
    there.append({"files@here": {"ok": "pong"}})
    assert names(services.queue) == []


def test_a_cache_of_each_process_alone_or_one_that_is_away_is_named(settings: Any) -> None:
    assert names(services.shared_cache) == ["cache-missing"]
    backend = "django.core.cache.backends.redis.RedisCache"
    settings.CACHES = {"strict": {"BACKEND": backend, "LOCATION": "unix:///nowhere.sock"}}
    assert names(services.shared_cache) == ["cache-down"]


class Sink:
    """A mail server's handler: it takes what comes and keeps nothing."""


@pytest.fixture
def post(settings: Any, free_port: int) -> Iterator[dict[str, Any]]:
    """A mail server that knows nobody's name; how it is reached."""
    server = Controller(
        Sink(), hostname="127.0.0.1", port=free_port, auth_require_tls=False,
        authenticator=lambda *_: AuthResult(success=False, handled=False),
    )  # fmt: skip
    server.start()
    options = {"host": "127.0.0.1", "port": free_port, "username": "", "password": "", "use_tls": False, "timeout": 3}
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
    yield options
    server.stop()


def test_a_mail_server_is_asked_with_name_and_cipher_as_a_letter_would_be(post: dict[str, Any]) -> None:
    assert names(services.mail) == []
    post |= {"username": "site", "password": "wrong"}
    assert names(services.mail) == ["mail-refused"]
    post |= {"use_tls": True}
    assert names(services.mail) == ["mail-down"]


def test_a_signer_is_asked_whose_record_it_signs(settings: Any, tmp_path: Path) -> None:
    assert names(services.signer) == ["signer-down"]
    hand = Hand(tmp_path).start()
    try:
        settings.SIGNER_SOCKET = str(hand.socket)
        assert names(services.signer) == ["signer-down"]
        settings.SIGNER_SECRET_FILE = hand.secret
        assert names(services.signer) == []
        settings.LOG_ORIGIN = "ethics.example.org"
        assert names(services.signer) == ["signer-foreign"]
    finally:
        hand.stop()
    settings.SIGNER_SOCKET, settings.KEYRING_FILE = "", None
    assert names(services.signer) == ["signer-missing", "keyring-missing"]


def test_a_folder_that_cannot_keep_files_is_named(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FILES_DIR = tmp_path / "gone"
    assert names(services.files) == ["files-closed"]
    settings.FILES_DIR = tmp_path
    monkeypatch.setattr(services, "FREE_SHARE", 1.1)
    assert names(services.files) == ["disk-low"]
    monkeypatch.setattr(services, "FREE_SHARE", 0.0)
    assert (names(services.files), list(tmp_path.iterdir())) == ([], [])


def test_a_disk_of_the_database_that_fills_up_is_named_where_it_can_be_seen(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATABASE_DIR = None
    monkeypatch.setattr(services, "FREE_SHARE", 1.1)
    assert names(services.database_disk) == []
    settings.DATABASE_DIR = tmp_path
    assert names(services.database_disk) == ["database-disk-low"]
    monkeypatch.setattr(services, "FREE_SHARE", 0.0)
    assert names(services.database_disk) == []
    settings.DATABASE_DIR = tmp_path / "gone"
    assert names(services.database_disk) == ["database-disk-unseen"]


def test_a_database_that_is_away_ends_the_questions_about_it(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    away = DatabaseWrapper({**connection.settings_dict, "OPTIONS": {"host": "/nowhere"}}, "away")
    monkeypatch.setattr(database, "connection", away)
    assert names(database.answers) == ["database-down"]


def test_a_database_that_is_too_old_is_named(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "OLDEST", 99)
    assert names(database.answers) == ["database-old"]


def test_an_empty_database_lacks_its_tables(db: None) -> None:
    assert (names(database.answers), names(database.tables)) == ([], [])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'vault'")
    (found,) = database.tables()
    assert (found.name, found.what) == ("migrations-missing", "Migrations that were not run: 3.")


def test_what_the_checks_of_the_database_find_is_told(db: None, as_app: None) -> None:
    assert names(database.fences) == []
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_final")
    assert names(database.fences) == ["config.E07", "ledger.E001"]


def test_another_installations_record_is_named(db: None) -> None:
    assert names(database.record) == []
    LogHead.objects.create(origin="ethics.example.org")
    assert names(database.record) == ["record-foreign"]


def test_what_an_earlier_key_sealed_is_missed_when_that_key_is_gone(db: None, settings: Any, tmp_path: Path) -> None:
    assert names(database.keys) == []
    sealing_key(Compartment(subject=User.objects.clock().pk, kind=Kind.CASE))
    assert names(database.keys) == []
    settings.KEK_FILE = tmp_path / "another"
    settings.KEK_FILE.write_text("")
    assert names(database.keys) == ["key-missing"]
    settings.ROLE = "public"
    assert names(database.keys) == []


def test_books_and_offices_the_first_report_needs_are_named_until_they_are_there(db: None) -> None:
    assert names(database.books) == ["book-missing"] * 3
    assert names(database.people) == ["office-empty"] * 5
    call_command("load_edition", ROOT / "policy" / "editions" / "icsrm", stdout=StringIO())
    day = datetime.now(UTC).date()
    for office in database.NEEDED:
        person = User.objects.create(email=f"{office.value}@society.example", name=office.value, kind=User.Kind.PERSON)
        appoint(user=person, office=Office(office), since=day)
    assert (names(database.books), names(database.people)) == ([], [])


def test_an_office_without_an_outside_alternate_is_named_until_there_is_one(db: None) -> None:
    day = datetime.now(UTC).date()

    def given(name: str, office: Office, since: date, *, alternate: bool) -> None:
        person = User.objects.create(email=f"{name}@society.example", name=name, kind=User.Kind.PERSON)
        appoint(user=person, office=office, since=since, alternate=alternate)

    given("ines", Office.INTAKE, day, alternate=False)
    given("sky", Office.SCREENER, day, alternate=True)
    given("ott", Office.REVIEWER, day + timedelta(days=1), alternate=True)
    found = list(database.alternates())
    assert [one.name for one in found] == ["alternate-missing"] * 2
    assert [one.what for one in found] == [
        f"The office {office} has no outside alternate: a report that names everybody would wait for nobody."
        for office in ("intake", "reviewer")
    ]
    assert {one.mend for one in found} == {database.INVITE}
    given("ivo", Office.INTAKE, day, alternate=True)
    assert [one.what for one in database.alternates()] == [found[1].what]
    given("ona", Office.REVIEWER, day, alternate=True)
    assert names(database.alternates) == []


def test_what_checks_find_is_told_in_the_order_of_their_names_with_or_without_a_cure() -> None:
    faults = [
        Error("The styles are not collected.", id="config.E06"),
        Error("No database.", hint="Name it.", id="config.E01"),
    ]
    assert [str(one) for one in check_findings(faults)] == [
        "config.E01: No database. Name it.",
        "config.E06: The styles are not collected.",
    ]
