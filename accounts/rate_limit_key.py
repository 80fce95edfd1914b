"""The origin of a request as a token, which can count attempts but reveals no address."""

import hmac
import ipaddress
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest
from redis.exceptions import RedisError

_HOUR = 3600
_KEY_BYTES = 32
_own_key = secrets.token_bytes(_KEY_BYTES)
_read: ContextVar[dict[int, bytes] | None] = ContextVar("hourly_keys", default=None)
"""The keys that were read so far, for an act that needs several tokens."""


@contextmanager
def key_read_once() -> Iterator[None]:
    """Ask the cache only once for the key of the hour during one act. Nothing is kept after the act."""
    before = _read.set({})
    try:
        yield
    finally:
        _read.reset(before)


def source_token(address: str) -> str:
    """Return a keyed digest (HMAC-SHA-256, 16 bytes as hex) of the address's /24 or /48 network and the current hour.

    The key is random, at most an hour old, and only in the shared cache: after that nothing leads back to the address. An
    IPv4 address in the form of IPv6 (::ffff:192.0.2.1) counts as IPv4, because all of them would share one /48.
    """
    found = ipaddress.ip_address(address)
    found = getattr(found, "ipv4_mapped", None) or found
    network = ipaddress.ip_network((found, 24 if found.version == 4 else 48), strict=False)
    return hourly_token("network", str(network))


def source_of(request: HttpRequest) -> str:
    """Return the token of the network that a request came from. All requests without an address share one token."""
    try:
        return str(get_adapter().get_client_ip(request))
    except (PermissionDenied, ImproperlyConfigured, ValueError):
        return hourly_token("network", "")


def hourly_token(kind: str, text: str) -> str:
    """Return a digest of a text under the key of this hour: the same text has another token in the next hour."""
    hour = int(time.time()) // _HOUR
    read = _read.get()
    key = _hourly_key(hour) if read is None else read.get(hour) or read.setdefault(hour, _hourly_key(hour))
    return hmac.digest(key, f"{hour} {kind} {text}".encode(errors="replace"), "sha256")[:16].hex()


def _hourly_key(hour: int) -> bytes:
    """Return the key of an hour. The first process that asks makes it; a process without a cache uses its own."""
    name = f"source-key:{hour}"
    try:
        key = cache.get(name)
        if key is None:
            cache.add(name, secrets.token_bytes(_KEY_BYTES), _HOUR)
            key = cache.get(name)
    except (RedisError, OSError):
        return _own_key
    return key if isinstance(key, bytes) else _own_key
