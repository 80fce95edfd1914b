"""The shared cache; while it does not answer, each process counts alone in its own memory.

It holds only counts of attempts, which may be lost. Sign-in works without the cache, with limits that each process keeps
for itself. Values that must not be lost use the alias "strict", which raises an error.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

import structlog
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

LOG = structlog.get_logger()
PAUSE_SECONDS = 5.0
COUNT = "if redis.call('EXISTS', KEYS[1]) == 1 then return redis.call('INCRBY', KEYS[1], ARGV[1]) end return nil"
COUNT_ALL = """
local found = {}
for place, key in ipairs(KEYS) do
  found[place] = redis.call('INCRBY', key, ARGV[place])
  if redis.call('TTL', key) < 0 then redis.call('EXPIRE', key, ARGV[#KEYS + 1]) end
end
return found
"""
MEMORY: dict[str, Any] = {"OPTIONS": {"MAX_ENTRIES": 20_000}}


def _either(name: str) -> Callable[..., Any]:
    def ask(self: "FallbackCache", *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= self.asks_again_at:
            try:
                return getattr(super(FallbackCache, self), name)(*args, **kwargs)
            except (RedisError, OSError):
                FallbackCache.asks_again_at = time.monotonic() + PAUSE_SECONDS
                LOG.exception("cache_is_down")
        return getattr(self._memory, name)(*args, **kwargs)

    ask.__name__ = name
    return ask


class Memory(LocMemCache):
    """The memory of this process."""

    def count_all(self, counts: Mapping[str, int], seconds: int) -> list[int]:
        """Add to each count and return the new counts. A count that is new ends after so many seconds."""
        return [self._count(key, count, seconds) for key, count in counts.items()]

    def _count(self, key: str, count: int, seconds: int) -> int:
        try:
            return self.incr(key, count)
        except ValueError:
            return count if self.add(key, count, seconds) else self.incr(key, count)


class OneClient(RedisCacheClient):
    """Keeps one client. Django makes a new one for each command, which takes as long as most commands."""

    @cached_property
    def _kept(self) -> Any:
        return super().get_client(write=True)

    def get_client(self, key: object = None, *, write: bool = False) -> Any:
        return self._kept

    def incr(self, key: Any, delta: int) -> int:
        """Add to a count in one command. ValueError if there is none.

        Django sends two. A count that ended between them would begin again, and would never end.
        """
        found = self._kept.eval(COUNT, 1, key, delta)
        if found is None:
            raise ValueError(f"Key '{key}' not found.")
        return int(found)

    def count_all(self, keys: Sequence[str], counts: Sequence[int], seconds: int) -> list[int]:
        """Add to each count and return the new counts, in one command."""
        return list(self._count_all(keys=keys, args=[*counts, seconds]))

    @cached_property
    def _count_all(self) -> Any:
        return self._kept.register_script(COUNT_ALL)


class CountingCache(RedisCache):
    """Valkey or Redis, which can change several counts in one command."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = OneClient

    def count_all(self, counts: Mapping[str, int], seconds: int) -> list[int]:
        """Add to each count and return the new counts. A count that is new ends after so many seconds."""
        keys = [self.make_and_validate_key(key) for key in counts]
        client: Any = self._cache
        found: list[int] = client.count_all(keys, list(counts.values()), seconds)
        return found


class FallbackCache(CountingCache):
    """Valkey or Redis. When it fails, this process uses its memory for five seconds, and then asks it again."""

    asks_again_at: ClassVar[float] = 0.0

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._memory = Memory("fallback", {**params, **MEMORY})

    count_all = _either("count_all")
    add = _either("add")
    get = _either("get")
    set = _either("set")
    touch = _either("touch")
    delete = _either("delete")
    get_many = _either("get_many")
    has_key = _either("has_key")
    incr = _either("incr")
    set_many = _either("set_many")
    delete_many = _either("delete_many")
    clear = _either("clear")
