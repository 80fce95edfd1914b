"""Checks the services that the worker needs, with the doctor's checks, and notes the results."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

import structlog
from django.conf import settings
from django.db import connection

from ledger.canonical import JsonObject
from operations.doctor import database, services
from operations.doctor.finding import Finding
from operations.pulse.outside import note_witnesses
from operations.pulse.parts import Part
from operations.pulse.pulse_rows import note_failure, note_success

LOG = structlog.get_logger()
ASKED: Mapping[Part, Callable[[], Iterator[Finding]]] = {
    Part.MAIL: services.mail,
    Part.CACHE: services.shared_cache,
    Part.FILES: services.storage,
    Part.FENCE: database.fence,
}


def look() -> None:
    """Check each service, and note its first fault, or that it has none."""
    for part, ask in ASKED.items():
        numbers = room() if part is Part.FILES else {}
        found = next(ask(), None)
        if found and part is Part.FENCE:
            LOG.error("record_is_in_doubt", check=part.value)
        if found:
            note_failure(part, found.name, **numbers, **found.numbers)
        else:
            note_success(part, **numbers)
    note_witnesses()


def room() -> JsonObject:
    """Return size and free space of the disk of files and of the database's disk, and the size of the database, in bytes.

    A disk that cannot be read is left out.
    """
    try:
        disk = shutil.disk_usage(settings.FILES_DIR)
    except OSError:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")  # no model has the size of its database
        (database,) = cursor.fetchone()
    numbers = {"total": disk.total, "free": disk.free, "database": database}
    with suppress(OSError):
        if settings.DATABASE_DIR:
            below = shutil.disk_usage(settings.DATABASE_DIR)
            numbers |= {"database_total": below.total, "database_free": below.free}
    return numbers
