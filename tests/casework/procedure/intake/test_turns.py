"""Eight reports of the public are written at once; others wait for a turn, and none is refused."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from casework.access import turns


def held_until(let_go: threading.Event, taken: threading.Barrier) -> bool:
    """Take a place in a transaction of one's own, and keep it for a while."""
    try:
        with transaction.atomic():
            had = turns.wait_for_a_turn() is not None
            taken.wait(timeout=60)
            let_go.wait(timeout=60)
            return had
    finally:
        connection.close()


def turn() -> bool:
    """Whether there is a place, in a transaction that ends at once."""
    try:
        with transaction.atomic():
            return turns.wait_for_a_turn() is not None
    finally:
        connection.close()


def test_eight_write_at_once_the_ninth_waits_for_a_turn_and_goes_on_without_one(
    committed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.2)
    let_go, taken = threading.Event(), threading.Barrier(turns.AT_ONCE + 1)
    with ThreadPoolExecutor(turns.AT_ONCE + 1) as pool:
        eight = [pool.submit(held_until, let_go, taken) for _ in range(turns.AT_ONCE)]
        taken.wait(timeout=60)
        ninth = pool.submit(turn).result(timeout=60)
        monkeypatch.setattr(turns, "PATIENCE_SECONDS", 20.0)
        waiting = pool.submit(turn)
        let_go.set()
        assert ninth is False
        assert waiting.result(timeout=60) is True
        assert [one.result() for one in eight] == [True] * 8
