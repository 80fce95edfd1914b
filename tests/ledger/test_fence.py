"""The fence around the record: nobody changes it with SQL, and no row says anything but what its bytes say."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.core.checks import Tags, run_checks
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction

from ledger.canonical import encode
from ledger.checks import TRIGGERS
from ledger.commitments import leaf_hash
from ledger.entries import b64, entry_bytes
from ledger.models import Entry
from ledger.sync import seal_log
from tests.ledger.exported import signing
from tests.ledger.records import case_stream, draft, superuser, written

CHANGES = (
    "UPDATE ledger_entry SET type = 'case.closed'",
    "UPDATE ledger_entry SET entry = entry",
    "DELETE FROM ledger_entry",
    "TRUNCATE ledger_entry",
    "TRUNCATE ledger_entry CASCADE",
)
_COLUMNS = ("log_index", "id", "stream", "seq", "type", "at", "entry", "leaf")


@pytest.mark.parametrize("statement", CHANGES)
def test_its_owner_cannot_change_it(db: None, statement: str) -> None:
    written(draft())
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("statement", CHANGES)
@pytest.mark.parametrize("role", ["origin", "replica"])
def test_the_superuser_cannot_change_it_even_as_a_replica(committed: None, statement: str, role: str) -> None:
    (made,) = written(draft())
    with superuser() as admin:
        admin.execute(f"SET session_replication_role = {role}")
        with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
            admin.execute(statement)
    assert [(entry.id, bytes(entry.entry)) for entry in Entry.objects.all()] == [(made.id, made.entry)]


@pytest.mark.parametrize("statement", CHANGES)
def test_the_serving_role_may_not_even_try(as_app: None, statement: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def _row(index: int, **fields: Any) -> dict[str, Any]:
    seq, prev = fields.pop("seq", 1), fields.pop("prev", None)
    made = draft(fields.pop("stream", None) or case_stream())
    data = entry_bytes(made, log="localhost", seq=seq, prev=prev, at="2999-01-01T00:00:00.000000Z", nonce=bytes(16))
    row = {"log_index": index, "id": made.id, "stream": made.stream, "seq": seq, "type": made.type}
    return {**row, "at": "2999-01-01T00:00:00.000000Z", "entry": data, "leaf": leaf_hash(data)}


def _insert(row: dict[str, Any]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        places = ", ".join(["%s"] * len(_COLUMNS))
        cursor.execute(f"INSERT INTO ledger_entry VALUES ({places})", [row[name] for name in _COLUMNS])


def test_a_row_that_agrees_is_taken(db: None) -> None:
    _insert(_row(0))
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("column", "other"),
    [
        ("id", uuid4()),
        ("stream", "system"),
        ("type", "case.closed"),
        ("at", "2999-01-01T00:00:00.000001Z"),
        ("leaf", bytes(32)),
    ],
)
def test_a_column_that_disagrees_with_the_bytes_is_refused(db: None, column: str, other: object) -> None:
    with pytest.raises(IntegrityError, match="disagree"):
        _insert({**_row(0), column: other})


def test_a_number_that_disagrees_with_the_bytes_is_refused(db: None) -> None:
    (first,) = written(draft())
    row = _row(1, stream="system", seq=3, prev=first.leaf)
    with pytest.raises(IntegrityError, match="disagree"):
        _insert({**row, "seq": 2})


@pytest.mark.parametrize(
    "row",
    [
        lambda first: _row(2),
        lambda first: _row(1, stream="system", seq=3, prev=first.leaf),
        lambda first: _row(1, stream="system", seq=2, prev=bytes(32)),
        lambda first: _row(1, stream="system", seq=2, prev=None),
        lambda first: _row(1, seq=1, prev=first.leaf),
    ],
    ids=["a gap in the log", "a gap in the stream", "another link", "no link", "a link at the start"],
)
def test_a_row_that_is_not_the_next_is_refused(db: None, row: Callable[[Entry], dict[str, Any]]) -> None:
    (first,) = written(draft())
    with pytest.raises(IntegrityError, match="not the next"):
        _insert(row(first))


def test_a_row_from_before_the_last_one_is_refused(db: None) -> None:
    _insert(_row(0))
    with pytest.raises(IntegrityError, match="not the next of the log"):
        written_behind = _row(1)
        body = Entry(entry=written_behind["entry"]).body
        earlier = encode({**body, "at": "2026-01-01T00:00:00.000000Z"})
        _insert({**written_behind, "at": "2026-01-01T00:00:00.000000Z", "entry": earlier, "leaf": leaf_hash(earlier)})


def test_bytes_that_are_no_text_are_refused(db: None) -> None:
    with pytest.raises(DatabaseError):
        _insert({**_row(0), "entry": b"\xff\xfe", "leaf": leaf_hash(b"\xff\xfe")})


def test_the_database_computes_the_same_hash_and_base64(db: None) -> None:
    (made,) = written(draft())
    with connection.cursor() as cursor:
        cursor.execute(r"SELECT sha256('\x00'::bytea || entry), encode(leaf, 'base64') FROM ledger_entry")
        leaf, text = cursor.fetchone()
    assert (bytes(leaf), text) == (made.leaf, b64(bytes(made.leaf)))


def _faults() -> list[str]:
    return [
        str(fault.msg) for fault in run_checks(tags=[Tags.database], databases=["default"]) if fault.id == "ledger.E001"
    ]


def test_the_whole_fence_passes_the_check(db: None) -> None:
    assert _faults() == []


@pytest.mark.parametrize(("table", "what"), [(table, what) for table, each in TRIGGERS.items() for what in each])
@pytest.mark.parametrize("change", ["DROP TRIGGER {} ON {}", "ALTER TABLE {1} ENABLE TRIGGER {0}"])
def test_a_trigger_that_is_missing_or_can_be_skipped_blocks_the_start(
    db: None, table: str, what: str, change: str
) -> None:
    name = f"{table}_{what}"
    with connection.cursor() as cursor:
        cursor.execute(change.format(name, table))
    assert _faults() == [f"The trigger {name} of the record is missing or not ENABLE ALWAYS."]


def test_an_empty_database_is_left_to_migrate(db: None) -> None:
    with connection.cursor() as cursor:
        for table in TRIGGERS:
            cursor.execute(f"ALTER TABLE {table} RENAME TO {table}_moved_away")
    assert _faults() == []


@pytest.mark.parametrize("statement", [each.replace("ledger_entry", "ledger_checkpoint") for each in CHANGES[1:]])
def test_neither_owner_nor_superuser_changes_what_was_signed(committed: None, tmp_path: Path, statement: str) -> None:
    written(draft())
    with signing(tmp_path) as socket:
        seal_log(socket)
    asked = statement.replace("SET entry = entry", "SET note = note")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(asked)
    with superuser() as admin, pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
        admin.execute(asked)
