"""The shared cache; while it does not answer, each process counts alone in its own memory.

It holds only counts of attempts, which may be lost. Sign-in works without the cache, with limits that each process keeps
for itself. Values that must not be lost use the alias "strict", which raises an error.
"""

import time
from collections.abc import Callable
from functools import cached_property
from typing import Any, ClassVar

import structlog
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

LOG = structlog.get_logger()
PAUSE_SECONDS = 5.0
COUNT = "if redis.call('EXISTS', KEYS[1]) == 1 then return redis.call('INCRBY', KEYS[1], ARGV[1]) end return nil"
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


class FallbackCache(RedisCache):
    """Valkey or Redis. When it fails, this process uses its memory for five seconds, and then asks it again."""

    asks_again_at: ClassVar[float] = 0.0

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = OneClient
        self._memory = LocMemCache("fallback", {**params, **MEMORY})

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
