"""The shared cache when it is away: attempts are counted in the process's own memory, and it is asked again later."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.cache import cache, caches
from django.test import override_settings
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as Away
from redis.retry import Retry
from structlog.testing import capture_logs
from time_machine import TimeMachineFixture

from accounts.counting import count_all
from config.fallback_cache import FallbackCache, Memory
from tests import live, stage

PATIENCE = 20
"""Seconds for which the cache may take to answer, also on a busy machine."""


@pytest.fixture
def path(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """Where the cache will be; it is not there yet."""
    seconds = getattr(request, "param", PATIENCE)
    options = {"socket_connect_timeout": seconds, "socket_timeout": seconds, "retry": Retry(NoBackoff(), 1)}
    place = tmp_path / "valkey.sock"
    password = stage.Services.start().password("valkey")
    location = f"unix://:{quote(password)}@{place}?db={2 * stage.UNREAD + 1}"
    plain = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": location}
    falling = {"BACKEND": "config.fallback_cache.FallbackCache", "LOCATION": location, "OPTIONS": options}
    FallbackCache.asks_again_at = 0.0
    with override_settings(CACHES={"default": falling, "strict": plain}):
        cache.clear()
        FallbackCache.asks_again_at = 0.0
        yield place
    FallbackCache.asks_again_at = 0.0


def test_while_it_is_away_this_process_counts_and_says_so_once(path: Path) -> None:
    with capture_logs() as said:
        assert (cache.add("a", 0, 60), cache.incr("a"), cache.incr("a"), cache.get("a")) == (True, 1, 2, 2)
        assert (cache.decr("a"), cache.delete("a"), cache.get("a")) == (1, True, None)
    assert [line["event"] for line in said] == ["cache_is_down"]


def test_what_must_not_be_forgotten_is_refused_while_it_is_away(path: Path) -> None:
    with pytest.raises(Away):
        caches["strict"].get("a")


@pytest.mark.parametrize("path", [0.2], indirect=True)
def test_a_cache_that_hangs_costs_a_second_and_not_again(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as mute:
        mute.bind(str(path))
        mute.listen()
        with capture_logs() as said:
            assert (cache.add("b", 0, 60), cache.incr("b"), cache.incr("b")) == (True, 1, 2)
    assert [line["event"] for line in said] == ["cache_is_down"]


def test_once_it_is_back_it_is_used_again(path: Path) -> None:
    with capture_logs():
        cache.set("c", "memory", 60)
    path.symlink_to(stage.Services.start().sockets / "valkey.sock")
    assert cache.get("c") == "memory"
    FallbackCache.asks_again_at = 0.0
    assert cache.get("c") is None
    cache.set("c", "shared", 60)
    assert caches["strict"].get("c") == "shared"
    _queue, shelf = live.both_of(stage.Services.start(), stage.UNREAD)
    assert shelf.delete(":1:c") == 1


def test_its_commands_share_a_client() -> None:
    shelf = FallbackCache("unix:///nowhere", {})._cache
    assert shelf.get_client("a") is shelf.get_client("b", write=True)


def test_a_count_ends_when_it_was_begun_to_end_and_none_begins_by_adding_to_it(path: Path) -> None:
    path.symlink_to(stage.Services.start().sockets / "valkey.sock")
    _queue, shelf = live.both_of(stage.Services.start(), stage.UNREAD)
    with pytest.raises(ValueError, match="not found"):
        cache.incr("d")
    assert cache.get("d") is None
    cache.add("d", 5, 60)
    assert (cache.incr("d", 2), 0 < shelf.ttl(":1:d") <= 60) == (7, True)
    assert shelf.delete(":1:d") == 1


def test_several_counts_are_one_command_and_each_ends(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    send: Callable[..., Any] = Redis.execute_command

    def watched(self: Redis, *words: Any, **more: Any) -> Any:
        sent.append(words[0])
        return send(self, *words, **more)

    path.symlink_to(stage.Services.start().sockets / "valkey.sock")
    _queue, shelf = live.both_of(stage.Services.start(), stage.UNREAD)
    assert count_all({"e": 2, "f": 0}, 60) == [2, 0]
    monkeypatch.setattr(Redis, "execute_command", watched)
    assert (count_all({"e": 3, "f": 1}, 5), sent) == ([5, 1], ["EVALSHA"])
    assert all(5 < shelf.ttl(f":1:{name}") <= 60 for name in "ef")
    assert shelf.delete(":1:e", ":1:f") == 2


def test_without_the_cache_counts_are_kept_in_memory_and_end_there_too(path: Path) -> None:
    with capture_logs() as said:
        assert (count_all({"g": 2}, 60), count_all({"g": 1, "h": 0}, 60)) == ([2], [3, 0])
    assert [line["event"] for line in said] == ["cache_is_down"]


def test_a_count_in_memory_ends_when_it_was_begun_to_end(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to("2026-11-25T10:00:00Z")
    memory = Memory("counts", {})
    assert (memory.count_all({"i": 1}, 60), memory.count_all({"i": 1}, 60)) == ([1], [2])
    time_machine.move_to("2026-11-25T10:01:01Z")
    assert memory.count_all({"i": 1}, 60) == [1]
