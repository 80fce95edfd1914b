"""Hears each task of a worker begin and end, and notes which part of the installation thereby did its work."""

import threading
from collections.abc import Mapping
from datetime import datetime

from celery import Task
from django.db import connection

from operations.pulse.parts import Part
from operations.pulse.pulse_rows import note_alive, note_begin, note_failure, note_frequent_success, note_success
from operations.pulse.queue import SENT_AT

SUCCESS = "SUCCESS"
EACH_SECONDS = 5.0
OF_TASK: Mapping[str, Part] = {
    "notifications.post": Part.OUTBOX,
    "notifications.account_mails": Part.OUTBOX,
    "ledger.seal": Part.SIGNER,
    "operations.nightly": Part.NIGHTLY,
    "ledger.anchor": Part.STAMP,
}
TAKES_LONG: Mapping[Part, str] = {Part.NIGHTLY: "nightly-failed"}
"""Parts that show while they work that they are alive, and the fault of one that ended in an error."""
_working: dict[str, threading.Event] = {}


def task_begins(task_id: str, task: "Task[..., object]", **_: object) -> None:
    """When a task begins, record that beat was alive when it sent the task; long tasks report that they go on."""
    if sent_at := task.request.get(SENT_AT):
        note_frequent_success(Part.BEAT, datetime.fromisoformat(sent_at))
    part = OF_TASK.get(task.name)
    if part and part in TAKES_LONG:
        note_begin(part)
        _working[task_id] = ended = threading.Event()
        threading.Thread(target=_says_alive, args=(part, ended), daemon=True).start()


def task_ends(
    task_id: str, task: "Task[..., object]", retval: object = None, state: str | None = None, **_: object
) -> None:
    """A task ended: the worker worked, and the part whose task it was, unless it says the name of a fault."""
    part = OF_TASK.get(task.name)
    if part not in TAKES_LONG:  # which have a worker of their own
        note_frequent_success(Part.WORKER)
    if ended := _working.pop(task_id, None):
        ended.set()
    if part is None:
        return
    if state == SUCCESS:
        _note_result(part, retval)
    elif part in TAKES_LONG:
        note_failure(part, TAKES_LONG[part])


def _note_result(part: Part, said: object) -> None:
    """Note the result that a task returned: the name of a fault, or False if it did nothing or another process does it."""
    if isinstance(said, str) and said:
        note_failure(part, said)
    elif said is not False:
        note_success(part)


def _says_alive(part: Part, ended: threading.Event) -> None:
    while not ended.wait(EACH_SECONDS):
        note_alive(part)
    connection.close()
