"""Two questions an operator or balancer asks: does the process answer, and can it serve."""

from functools import cache as once

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse


def alive(_request: HttpRequest) -> HttpResponse:
    """200 as soon as the process answers."""
    return HttpResponse("alive\n", content_type="text/plain")


def ready(_request: HttpRequest) -> HttpResponse:
    """200 when the database answers with every migration applied; else 503. Without the cache people are served, too."""
    try:
        served = _written_migrations() <= MigrationRecorder(connection).applied_migrations().keys()
    except DatabaseError:
        served = False
    return HttpResponse(
        "ready\n" if served else "not ready\n", status=200 if served else 503, content_type="text/plain"
    )


@once
def _written_migrations() -> frozenset[tuple[str, str]]:
    """Every migration of this code, by app and name: read once, since a balancer asks every few seconds."""
    return frozenset(MigrationLoader(None).disk_migrations)
