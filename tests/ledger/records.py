"""What the ledger's tests write: small drafts, and statements as the database's superuser."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import psycopg
from django.db import connection, transaction

from ledger.append import Draft, append
from ledger.models import Entry
from tests import stage


def case_stream() -> str:
    """The stream of a new case."""
    return f"case/{uuid4()}"


def draft(stream: str = "system", **fields: Any) -> Draft:
    """A small entry of this stream."""
    given: dict[str, Any] = {
        "id": uuid4(),
        "type": "system.tick",
        "stream": stream,
        "actor": UUID(int=7),
        "role": "clock",
    }
    return Draft(**{**given, **fields})


def written(*drafts: Draft) -> list[Entry]:
    """The entries of these drafts, committed when the test commits."""
    with transaction.atomic():
        return append(*drafts)


@contextmanager
def superuser() -> Iterator["psycopg.Connection[Any]"]:
    """The test's database as its superuser, each statement on its own."""
    url = stage.Services.start().database_url("postgres", str(connection.settings_dict["NAME"]))
    with psycopg.connect(url, autocommit=True) as admin:
        yield admin
