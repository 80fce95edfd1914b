"""Writing to the record: places without gaps, links that hold, a time that never runs back, and nothing by halves."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries, Settings

from ledger import clock, queries
from ledger.append import NotAnEntry, NotNow, UnknownReference, WrongLog, append
from ledger.commitments import leaf_hash
from ledger.models import Entry, LogHead
from ledger.signals import entry_recorded
from tests.ledger.records import case_stream, draft, written


@contextmanager
def heard() -> Iterator[list[Any]]:
    """What the signal tells while it is listened to."""
    told: list[Any] = []

    def listen(entries: object, **_: object) -> None:
        told.append(entries)

    entry_recorded.connect(listen)
    try:
        yield told
    finally:
        entry_recorded.disconnect(listen)


def test_entries_follow_one_another_in_the_log_and_in_their_streams(db: None) -> None:
    one, other = case_stream(), case_stream()
    first, second, third = written(draft(one), draft(other), draft(one))
    (fourth,) = written(draft(one))
    assert [(e.log_index, e.stream, e.seq) for e in queries.entries(limit=9)] == [
        (0, one, 1),
        (1, other, 1),
        (2, one, 2),
        (3, one, 3),
    ]
    links = [entry.body["prev"] for entry in queries.stream(one)]
    assert links == [None, *(base64.b64encode(entry.leaf).decode() for entry in (first, third))]
    assert second.body["prev"] is None
    assert fourth.leaf == leaf_hash(bytes(fourth.entry))
    assert LogHead.objects.values_list("origin", "size", "last_at").get() == ("localhost", 4, fourth.at)


def test_the_latest_of_each_stream_is_by_when_it_happened_not_by_when_it_was_written(db: None) -> None:
    stream, before = case_stream(), clock.now() - timedelta(days=40)
    written(draft(stream, occurred=before - timedelta(days=1)), draft(stream, occurred=before))
    assert queries.latest_of_each([stream], "system.tick") == {stream: before}


def test_an_entry_reads_as_it_was_written(db: None) -> None:
    entry_id, moment = uuid4(), clock.now()
    (made,) = written(draft(id=entry_id, occurred=moment, data={"n": [1, None], "to": "x"}, commit={"why": bytes(32)}))
    read = queries.entry(entry_id)
    assert (read.body, bytes(read.entry), read.occurred) == (made.body, made.entry, moment)
    assert (read.body["data"], read.body["commit"]) == ({"n": [1, None], "to": "x"}, {"why": "A" * 43 + "="})
    assert len(base64.b64decode(read.body["nonce"])) == 16


def test_without_a_moment_of_its_own_an_entry_happened_when_it_was_written(db: None) -> None:
    (made,) = written(draft())
    assert made.body["occurred"] is None
    assert f"{made.occurred:%Y-%m-%dT%H:%M:%S.%fZ}" == made.at


def test_a_stream_is_read_in_one_query(db: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    name = case_stream()
    made = written(*(draft(name) for _ in range(3)))
    with django_assert_num_queries(1):
        assert [entry.id for entry in queries.stream(name)] == [entry.id for entry in made]
    assert [entry.log_index for entry in queries.entries(after=0, limit=1)] == [1]


def test_one_entry_or_ten_take_three_statements(db: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    written(draft())
    for many in (1, 10):
        with transaction.atomic(), django_assert_num_queries(3):
            append(*(draft(case_stream()) for _ in range(many)))


def test_nothing_to_write_writes_nothing(db: None) -> None:
    assert written() == []
    assert Entry.objects.count() == 0


def test_a_reference_names_an_earlier_entry(db: None) -> None:
    (first,) = written(draft())
    (second,) = written(draft(refs=[("rests_on", first.leaf), ("also", first.leaf)]))
    leaf = base64.b64encode(first.leaf).decode()
    assert second.body["refs"] == [{"leaf": leaf, "rel": "rests_on"}, {"leaf": leaf, "rel": "also"}]
    with pytest.raises(UnknownReference):
        written(draft(refs=[("rests_on", first.leaf), ("rests_on", bytes(32))]))


def test_a_draft_that_is_no_entry_writes_nothing(db: None) -> None:
    with pytest.raises(NotAnEntry):
        written(draft(), draft(data={"why": "free text"}))
    assert Entry.objects.count() == 0


def test_an_id_is_used_once(db: None) -> None:
    with pytest.raises(IntegrityError):
        written(draft(id=UUID(int=1)), draft(id=UUID(int=1)))
    assert LogHead.objects.count() == 0


def test_time_never_runs_back(db: None, settings: Settings, tmp_path: Path) -> None:
    settings.DEMO, settings.CLOCK_OFFSET_FILE = True, tmp_path / "offset"
    clock.advance(timedelta(days=2))
    (ahead,) = written(draft())
    settings.DEMO = False
    (behind,) = written(draft())
    assert behind.at == ahead.at


def test_outside_a_transaction_nothing_is_written(committed: None) -> None:
    with pytest.raises(NotNow):
        append(draft())
    assert Entry.objects.count() == 0


def test_a_transaction_with_a_snapshot_cannot_write(committed: None) -> None:
    with pytest.raises(NotNow, match="repeatable read"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        append(draft())


def test_another_deployments_log_is_not_continued(db: None, settings: Settings) -> None:
    written(draft())
    settings.LOG_ORIGIN = "staging.example.org"
    with pytest.raises(WrongLog, match="localhost, not staging"):
        written(draft())


def test_entries_are_told_of_after_their_commit_and_only_then(committed: None) -> None:
    with heard() as told:
        with transaction.atomic():
            made = append(draft(), draft())
            before = list(told)
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            append(draft())
            1 / 0  # noqa: B018
    assert (before, told) == ([], [[(entry.id, "system.tick", "system") for entry in made]])


def test_a_listener_that_fails_voids_nothing(committed: None) -> None:
    def fail(**_: object) -> None:
        raise ConnectionError

    entry_recorded.connect(fail)
    try:
        written(draft())
    finally:
        entry_recorded.disconnect(fail)
    assert Entry.objects.count() == 1


def test_the_serving_role_can_write_the_record(as_app: None) -> None:
    written(draft(), draft(case_stream()))
    assert Entry.objects.count() == 2
