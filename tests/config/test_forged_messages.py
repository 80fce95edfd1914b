"""A forged message in the queue makes the worker look and no more: it runs no foreign code and records nothing."""

import pickle
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from celery import Celery

from local.plan import Plan
from local.stack import Stack
from tests import live, stage
from tests.journeys.town import until

FACTS = (
    "SELECT (SELECT array_agg(DISTINCT type) FROM ledger_entry), (SELECT count(*) FROM accounts_user),"
    " (SELECT count(*) FROM casework_case)"
)
UNKNOWN = (
    "os.system",
    "builtins.eval",
    "casework.close_ballot",
    "casework.procedure.board.actions",
    "casework.tasks.lapses",
)
KNOWN = ("casework.lapses", "casework.sweep", "notifications.post", "notifications.account_mails")
LETTERBOX = "celery"


class Planted:
    """Something that makes a file when it is unpickled."""

    def __init__(self, file: Path) -> None:
        """Keep where."""
        self.file = file

    def __reduce__(self) -> Any:
        """Say what to call."""
        return Path.touch, (self.file,)


@contextmanager
def stack_without_worker(folder: Path) -> Iterator[Stack]:
    """An installation that is up to date, with a queue and a mail server of its own; nothing else runs in it."""
    place, database = stage.Services.start(), f"forged_{uuid4().hex[:12]}"
    live.going_on(place, live.BARE, folder, database)
    with live.own_shelf(place) as shelf:
        local_stack = Stack.on(Plan(place, folder, 8000, database, shelf=shelf))
        try:
            local_stack.start_mail_catcher()
            yield local_stack
        finally:
            local_stack.stop()
            place.drop_database(database)


def forge(queue: Celery, file: Path) -> int:
    """Put forged messages into the queue; how many."""
    evil = pickle.dumps(([Planted(file)], {}, {}))
    with queue.producer_or_acquire() as producer:
        for name in (*UNKNOWN, *KNOWN):
            told = {"task": name, "id": str(uuid4()), "lang": "py"}
            kind = {"content_type": "application/x-python-serialize", "content_encoding": "binary"}
            producer.publish(evil, routing_key=LETTERBOX, headers=told, **kind)
    for name in UNKNOWN:
        queue.send_task(name, args=[f"touch {file}"])
    for name in KNOWN:
        for args in ([f"touch {file}"], ["OB-7K4X-92QD"], [str(uuid4())], [{"case": "x"}], ["x", "y"]):
            queue.send_task(name, args=args)
    return 2 * len(UNKNOWN) + 6 * len(KNOWN)


def test_pickled_unknown_and_forged_messages_are_thrown_away_and_the_worker_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "planted"
    pickle.loads(pickle.dumps(Planted(file)))  # our own: what a worker that took such messages would run
    assert file.exists()
    file.unlink()
    with stack_without_worker(tmp_path / "site") as local_stack, closing(_database(local_stack)) as database:
        (broker, _), before = (
            live.both_of(local_stack.plan.place, local_stack.plan.shelf),
            database.execute(FACTS).fetchone(),
        )
        with Celery(broker=local_stack.environment["BROKER_URL"], set_as_current=False) as queue:
            forged = forge(queue, file)
            assert (broker.llen(LETTERBOX), before) == (forged, (None, 0, 0))
            local_stack.start_worker()
            until(lambda: (broker.llen(LETTERBOX), broker.hlen("unacked")) == (0, 0), "the end of the queue")
            assert (file.exists(), database.execute(FACTS).fetchone()) == (False, before)
            queue.send_task("ledger.tick")
        until(lambda: database.execute(FACTS).fetchone() == (["system.tick"], 1, 0), "the tick, and nothing else")
        local_stack.check()
        assert (file.exists(), list(local_stack.plan.mail.glob("*.eml"))) == (False, [])


def _database(local_stack: Stack) -> "psycopg.Connection[Any]":
    return psycopg.connect(local_stack.environment["DATABASE_URL"], autocommit=True)
