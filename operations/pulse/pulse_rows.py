"""Writes the pulse of a part. A pulse that cannot be written never stops the part itself."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import structlog
from django.db import DatabaseError, connection
from django.utils import timezone

from ledger.canonical import Json
from operations.models import Pulse
from operations.pulse.parts import Part

LOG = structlog.get_logger()
PAUSE_SECONDS = 5.0
# The ORM's INSERT … ON CONFLICT cannot keep a value of the older row.
_WORKED = """
INSERT INTO operations_pulse (part, worked_at, fault, numbers) VALUES (%(part)s, %(at)s, '', %(numbers)s)
ON CONFLICT (part) DO UPDATE SET worked_at = greatest(operations_pulse.worked_at, excluded.worked_at),
  fault = '', since = NULL, numbers = excluded.numbers
"""
_FAILED = """
INSERT INTO operations_pulse (part, fault, since, numbers) VALUES (%(part)s, %(fault)s, %(at)s, %(numbers)s)
ON CONFLICT (part) DO UPDATE SET fault = excluded.fault, numbers = excluded.numbers,
  since = CASE WHEN operations_pulse.fault = excluded.fault THEN operations_pulse.since ELSE excluded.since END
"""
_written: dict[Part, float] = {}


def note_success(part: Part, at: datetime | None = None, **numbers: Json) -> None:
    """Note that a part did its work, now or at an earlier moment, and that nothing is wrong with it."""
    _write(_WORKED, part, at=at or timezone.now(), numbers=json.dumps(numbers))


def note_frequent_success(part: Part, at: datetime | None = None) -> None:
    """As `note_success`, for a part that works many times a minute: this process writes once in PAUSE_SECONDS at most."""
    moment = time.monotonic()
    if moment - _written.get(part, -PAUSE_SECONDS) >= PAUSE_SECONDS:
        _written[part] = moment
        note_success(part, at)


def note_failure(part: Part, fault: str, **numbers: Json) -> None:
    """Note that a part failed. `fault` is a name in FAULTS."""
    _write(_FAILED, part, at=timezone.now(), fault=fault, numbers=json.dumps(numbers))


def note_numbers(part: Part, **numbers: Json) -> None:
    """Note numbers of a part, and leave open whether it worked."""
    with _logged(part):
        Pulse.objects.update_or_create(part=part.value, defaults={"numbers": numbers})


def note_begin(part: Part) -> None:
    """Note that a part has begun long work."""
    moment = timezone.now()
    with _logged(part):
        Pulse.objects.update_or_create(part=part.value, defaults={"begun_at": moment, "alive_at": moment})


def note_alive(part: Part) -> None:
    """Note that a part is still at the work that it began."""
    with _logged(part):
        Pulse.objects.filter(part=part.value).update(alive_at=timezone.now())


def _write(statement: str, part: Part, **values: str | datetime) -> None:
    with _logged(part), connection.cursor() as cursor:
        cursor.execute(statement, {"part": part.value, **values})


@contextmanager
def _logged(part: Part) -> Iterator[None]:
    """Log a database error and go on: the age of the pulse then shows the fault."""
    try:
        yield
    except DatabaseError:
        LOG.exception("pulse_not_written", part=part.value)
