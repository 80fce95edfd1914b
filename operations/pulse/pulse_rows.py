"""How a part leaves its pulse: one statement, and never a reason for the part itself to fail."""

import json
import time
from datetime import datetime
from typing import Any

import structlog
from django.db import DatabaseError, connection
from django.utils import timezone

from operations.pulse.parts import Part

LOG = structlog.get_logger()
PAUSE_SECONDS = 5.0
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
_NOTED = """
INSERT INTO operations_pulse (part, fault, numbers) VALUES (%(part)s, '', %(numbers)s)
ON CONFLICT (part) DO UPDATE SET numbers = excluded.numbers
"""
_BEGAN = """
INSERT INTO operations_pulse (part, begun_at, alive_at, fault, numbers) VALUES (%(part)s, %(at)s, %(at)s, '', '{}')
ON CONFLICT (part) DO UPDATE SET begun_at = excluded.begun_at, alive_at = excluded.alive_at
"""
_ALIVE = "UPDATE operations_pulse SET alive_at = %(at)s WHERE part = %(part)s"
_written: dict[Part, float] = {}


def note_success(part: Part, at: datetime | None = None, **numbers: Any) -> None:
    """Note that a part did its work, now or at an earlier moment, and that nothing is wrong with it."""
    _write(_WORKED, part, at=at or timezone.now(), numbers=json.dumps(numbers))


def worked_often(part: Part, at: datetime | None = None) -> None:
    """Note the same of a part that works many times a minute; this process writes it every few seconds at most."""
    moment = time.monotonic()
    if moment - _written.get(part, -PAUSE_SECONDS) >= PAUSE_SECONDS:
        _written[part] = moment
        note_success(part, at)


def note_failure(part: Part, fault: str, **numbers: Any) -> None:
    """Note that a part did not do its work, under the name of a fault."""
    _write(_FAILED, part, at=timezone.now(), fault=fault, numbers=json.dumps(numbers))


def note_numbers(part: Part, **numbers: Any) -> None:
    """Note numbers of a part, without a word on whether it worked."""
    _write(_NOTED, part, numbers=json.dumps(numbers))


def began(part: Part) -> None:
    """Note that a part has begun on work that takes long."""
    _write(_BEGAN, part, at=timezone.now())


def alive(part: Part) -> None:
    """Note that a part still works on what it began."""
    _write(_ALIVE, part, at=timezone.now())


def _write(statement: str, part: Part, **values: Any) -> None:
    """A pulse that cannot be written is seen by its age; it stops nothing."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, {"part": part.value, **values})
    except DatabaseError:
        LOG.exception("pulse_not_written", part=part.value)
