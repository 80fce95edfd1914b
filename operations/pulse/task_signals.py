"""Notes, when a task begins or ends, which part of the installation worked."""

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
    "casework.safe_views": Part.CONVERTER,
    "operations.nightly": Part.NIGHTLY,
    "ledger.anchor": Part.STAMP,
}
TAKES_LONG: Mapping[Part, str] = {Part.NIGHTLY: "nightly-failed"}
"""Parts that report while they work, each with the fault for an error."""
OWN_WORKER = frozenset({Part.NIGHTLY, Part.CONVERTER})
"""Parts whose tasks have a worker of their own: they say nothing of the worker for everything else."""
_working: dict[str, threading.Event] = {}


def task_begins(task_id: str, task: "Task[..., object]", **_: object) -> None:
    """Note that the beat was alive when it sent the task. A long task reports from now on, until it ends."""
    if sent_at := task.request.get(SENT_AT):
        note_frequent_success(Part.BEAT, datetime.fromisoformat(sent_at))
    part = OF_TASK.get(task.name)
    if part and part in TAKES_LONG:
        note_begin(part)
        _working[task_id] = ended = threading.Event()
        threading.Thread(target=_report_alive, args=(part, ended), daemon=True).start()


def task_ends(
    task_id: str, task: "Task[..., object]", retval: object = None, state: str | None = None, **_: object
) -> None:
    """Note that the worker worked, and so did the part of this task, unless the task returned the name of a fault."""
    part = OF_TASK.get(task.name)
    if part not in OWN_WORKER:
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
    """Note what a task returned: the name of a fault, or False if it did nothing because another process does it."""
    if isinstance(said, str) and said:
        note_failure(part, said)
    elif said is not False:
        note_success(part)


def _report_alive(part: Part, ended: threading.Event) -> None:
    while not ended.wait(EACH_SECONDS):
        note_alive(part)
    connection.close()
