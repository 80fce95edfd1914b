"""A town with two old cases, found good, and a day of its own; and the superuser who edits its tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings
from structlog.testing import capture_logs

from casework.access import Actor
from casework.procedure.evidence.actions import add_evidence
from ledger.commitments import leaf_hash
from ledger.keyring import Keyring, LogKey
from ledger.models import Entry, LogHead, StreamHead
from ledger.nightly_result import claims, last_check
from ledger.notes import log_key
from ledger.sync import seal_log
from ledger.tree import Tree
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from operations.record_check import Checked, nightly_check
from operations.tasks import nightly
from tests import stage
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.ledger.exported import signing
from tests.ledger.story import KEY, ORIGIN
from tests.scenario_fixtures import upon
from tests.vault.sent import PDF, sent


@upon(brought_to("final"))
def play(town: Town, _story: Story) -> Checked:
    """Two old cases, found good; then a day with a case of its own."""
    folder = Path(settings.FILES_DIR)
    ring = folder / "keyring.json"
    ring.write_text(Keyring(ORIGIN, [LogKey(log_key(ORIGIN, KEY))]).json(), encoding="utf-8")
    story = town.case_in("awaiting_response", "remy")
    by = Actor(user=town.people[story.investigator], proven=True)
    with sent(PDF) as file:
        add_evidence(reference=story.case, by=by, title="A scan", text="", file=file)
    place()
    with override_settings(KEYRING_FILE=ring):
        for _ in range(2):
            town.clock.shift(timedelta(days=1))
            sign(folder)
            with capture_logs():
                nightly()
            assert not was_in_doubt()
        town.case_in("board_decision")
        place()
        town.clock.shift(timedelta(days=1))
        sign(folder)
        return nightly_check(old=False)


def was_in_doubt() -> bool:
    """Whether the last night found anything, or wrote no good point."""
    last, claimed = last_check(), claims()
    return last is None or last.in_doubt or claimed[0].at != last.at


def place() -> None:
    while place_letters():
        continue


def sign(folder: Path) -> None:
    with signing(folder / "mirror") as socket:
        seal_log(socket)


RULES = 7601
"""The number of the lock that each worker holds while its role may become a superuser."""


@pytest.fixture(scope="module", autouse=True)
def ruler(django_db_setup: None) -> Iterator[None]:
    """The role of the tests may become a superuser.

    All workers share that role: who ends first must not take it from another who still needs it.
    """
    with psycopg.connect(stage.Services.start().database_url("postgres", "postgres"), autocommit=True) as admin:
        admin.execute("SELECT pg_advisory_lock_shared(%s)", [RULES])
        admin.execute("GRANT postgres TO owner WITH INHERIT FALSE, SET TRUE")
        yield
        admin.execute("SELECT pg_advisory_unlock_shared(%s)", [RULES])
        if admin.execute("SELECT pg_try_advisory_lock(%s)", [RULES]).fetchone() == (True,):
            admin.execute("REVOKE postgres FROM owner")


begun = town_begun(to=play)


@contextmanager
def edited(*statements: str) -> Iterator[None]:
    """As a superuser with no trigger in the way, who puts the triggers back; afterwards it is undone."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL ROLE postgres")
        cursor.execute("SET LOCAL session_replication_role = replica")
        for statement in statements:
            table = next((word for word in statement.split() if word.partition("_")[0] in APPS), "")
            kept = fires_always(table) if statement.partition(" ")[0] in {"UPDATE", "DELETE", "INSERT", "WITH"} else []
            for name in kept:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
            cursor.execute(statement)
            assert cursor.rowcount != 0, statement
            for name in kept:
                cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("RESET ROLE")
        yield
        transaction.set_rollback(True)


APPS = ("accounts", "casework", "ledger", "notifications", "policy", "vault")


@contextmanager
def planted(entry: bytes, **columns: Any) -> Iterator[int]:
    """One more entry at the end of the log, put in by a superuser with no trigger in the way; its number."""
    last = Entry.objects.latest("log_index")
    row: dict[str, Any] = {
        "log_index": last.log_index + 1,
        "id": uuid4(),
        "at": last.at,
        "entry": entry,
        "leaf": leaf_hash(entry),
    } | columns
    names = ", ".join(row)
    with edited(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
        cursor.execute(f"INSERT INTO ledger_entry ({names}) VALUES ({', '.join(['%s'] * len(row))})", [*row.values()])
        head = LogHead.objects.get()
        tree = Tree(head.size, bytes(head.peaks))
        tree.add([leaf_hash(entry)])
        LogHead.objects.update(size=tree.size, peaks=tree.peaks)
        StreamHead.objects.filter(stream=row["stream"]).update(seq=row["seq"], leaf=row["leaf"])
        for name in ("agrees", "final", "kept"):
            cursor.execute(f"ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_entry_{name}")
        yield last.log_index + 1


def fires_always(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND tgenabled = 'A'", [table])
        return [name for (name,) in cursor.fetchall()]


def named(found: Checked) -> dict[str, str]:
    """What was found, in words, by code and by field."""
    return dict(found.report.tamper) | {drift.field: drift.case for drift in found.drifts}
