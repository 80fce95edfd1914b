"""The nightly check on a running installation: killed in the middle and delivered again it does its work once."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from celery import Celery

from config import broker
from operations.record_check import LOCK
from tests import live, stage
from tests.journeys.town import until

CHECKS = "SELECT convert_from(entry, 'UTF8')::jsonb -> 'data' ->> 'run' FROM ledger_entry WHERE type = 'record.checked'"
RUNNING = (
    "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
    " WHERE l.locktype = 'advisory' AND l.objid = %s AND l.granted AND d.datname = current_database()"
)
"""Other installations on this server may be checked at the same time."""
WRITES_TO_NORA = """
from django.db import transaction
from accounts.mails import MailKind, write_mail
from accounts.models import User
with transaction.atomic():
    write_mail(User.objects.create_person(email="nora@society.example", name="Nora Newcome").pk, MailKind.SIGN_IN_CHANGED)
"""


@pytest.fixture
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[live.LiveStack]:
    folder = tmp_path_factory.mktemp("checks") / "site"
    with live.stack(stage.Services.start(), folder, "checks", checks=True) as stack:
        yield stack


def asked(database: "psycopg.Connection[Any]", sql: str, *values: object) -> list[Any]:
    """The first column of what the database answers, as it stands now."""
    with database.transaction():
        return [row[0] for row in database.execute(sql, list(values)).fetchall()]


def test_a_killed_check_is_made_once_and_letters_go_out_meanwhile(
    running: live.LiveStack,
) -> None:
    url, run = running.local_stack.environment["OWNER_DATABASE_URL"], str(uuid4())
    with (
        closing(psycopg.connect(url, autocommit=True)) as looks,
        closing(psycopg.connect(url)) as holds,
        Celery(broker=running.local_stack.environment["BROKER_URL"], set_as_current=False) as queue,
    ):
        deliver: Callable[[], object] = lambda: queue.send_task("operations.nightly", task_id=run, queue=broker.CHECKS)  # noqa: E731
        holds.execute("LOCK TABLE policy_oathedition IN ACCESS EXCLUSIVE MODE")
        deliver()
        until(lambda: asked(looks, RUNNING, LOCK) == [1], "a check that runs")
        running.manage("shell", "--no-imports", "-c", WRITES_TO_NORA)
        until(lambda: len(running.letters()) == 1, "a letter, sent while the check runs")
        assert asked(looks, RUNNING, LOCK) == [1]
        running.kill("checker")
        holds.rollback()
        until(lambda: asked(looks, RUNNING, LOCK) == [0], "the lock of the killed check to end")
        assert asked(looks, CHECKS) == []
        deliver()
        deliver()
        running.revive("checker")
        words = running.local_stack.plan.run_dir / "checker.log"
        until(
            lambda: "check_was_made_already" in words.read_text(encoding="utf-8"),
            "the second delivery to be turned away",
        )
        assert asked(looks, CHECKS) == [run]
