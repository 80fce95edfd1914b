"""Where a request came from, as a token that counts attempts and names no address."""

import hmac
import ipaddress
import time

from accounts.keys import derived_keys

_HOUR = 3600


def source_token(address: str) -> str:
    """Return a keyed digest (HMAC-SHA-256, 16 bytes as hex) of the address's /24 or /48 network and the current hour.

    The same network has another token in the next hour; nothing leads back to it without the key. An IPv4 address that
    is written as IPv6 (::ffff:192.0.2.1) counts as IPv4: all of them together would share one /48.
    """
    found = ipaddress.ip_address(address)
    found = getattr(found, "ipv4_mapped", None) or found
    network = ipaddress.ip_network((found, 24 if found.version == 4 else 48), strict=False)
    hour = int(time.time()) // _HOUR
    return hmac.digest(derived_keys("source")[0], f"{hour} {network}".encode(), "sha256")[:16].hex()
