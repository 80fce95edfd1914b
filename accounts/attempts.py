"""Limits attempts to prove an identity. An attempt over a limit is refused before anything is hashed.

Failures count by account and network, and by network: a wrong attempt from one network never refuses the same person in
another. A device on which the person signed in before, and a session that is open, have budgets of their own, which no
attempt from elsewhere uses up. An account that does not exist is counted like one that does.
"""

import time
from dataclasses import dataclass
from enum import StrEnum

from allauth.core.internal.httpkit import get_client_ip
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from prometheus_client import Counter

from accounts.devices import known_device
from accounts.keys import keyed_digests
from accounts.models import User
from accounts.rate_limit_key import source_token
from accounts.sieges import report_siege

WINDOW, HOUR = 300, 3600
PER_ACCOUNT_AND_NETWORK, PER_NETWORK, PER_DEVICE, PER_SESSION = 5, 50, 10, 10
CODES_PER_PERSON = 100
"""Codes in an hour from all unknown devices. Only somebody with the password can use this up. Without this limit, a
thousand networks could guess a code of six digits in a day."""
SIEGE = 30
"""From this many failed and refused attempts in an hour, from unknown devices, an account counts as attacked."""
ATTEMPTS = Counter("oathbound_sign_in_attempts_total", "Attempts to sign in or to prove it again", ["what", "outcome"])


class Proof(StrEnum):
    PASSWORD = "password"  # noqa: S105
    CODE = "code"


class TooManyAttempts(Exception):
    """This attempt is over a limit, and nothing was compared. `message` is the key of the sentence for the person."""

    def __init__(self, message: str) -> None:
        super().__init__()
        self.message = message


@dataclass(frozen=True)
class Limit:
    """A counter in the cache, with the number of failures that it allows in a number of seconds."""

    key: str
    allowed: int
    seconds: int = WINDOW

    def count(self) -> int:
        """Count one more; return how many there are in this window."""
        key = self._key()
        cache.add(key, 0, 2 * self.seconds)
        try:
            return int(cache.incr(key))
        except ValueError:  # the cache was emptied, or was lost, between the two
            return 1

    def give_back(self) -> None:
        key = self._key()
        if cache.get(key):
            cache.decr(key)

    def _key(self) -> str:
        return f"attempts:{self.key}:{int(time.time()) // self.seconds}"


@dataclass(frozen=True)
class Attempt:
    """An attempt, counted before it is checked, so that many attempts at once cannot pass together."""

    what: Proof
    counted: tuple[Limit, ...]

    def forgive(self) -> None:
        """Take the attempt out of the count: only failures use up a budget."""
        for limit in self.counted:
            limit.give_back()
        ATTEMPTS.labels(self.what, "right").inc()

    def keep(self) -> None:
        ATTEMPTS.labels(self.what, "wrong").inc()


def begin(request: HttpRequest, account: str, what: Proof) -> Attempt:
    """Count an attempt to prove to be the person with this address. Raises TooManyAttempts over a limit.

    It costs the same whether the account exists or not.
    """
    address = account.strip().lower()
    limits, siege = _limits(request, address, what)
    if siege and siege.count() == siege.allowed:
        report_siege(address)
    for limit in limits:
        if limit.count() > limit.allowed:
            ATTEMPTS.labels(what, "refused").inc()
            raise TooManyAttempts("too_many_login_attempts" if siege else "rate_limited")
    return Attempt(what, (*limits, siege) if siege else limits)


def _limits(request: HttpRequest, address: str, what: Proof) -> tuple[tuple[Limit, ...], Limit | None]:
    """Return the budgets of an attempt, and the counter of a siege, which known devices and open sessions have not."""
    user = getattr(request, "user", None)
    if isinstance(user, User) and user.email == address:
        return (Limit(f"{what}:session:{_digest(str(request.session.session_key))}", PER_SESSION),), None
    if device := known_device(request, address):
        return (Limit(f"{what}:device:{device.pk}", PER_DEVICE),), None
    whose, source = _digest(address), source_token(client_address(request))
    limits = (
        Limit(f"{what}:account:{whose}:{source}", PER_ACCOUNT_AND_NETWORK),
        Limit(f"{what}:network:{source}", PER_NETWORK),
        *([Limit(f"{what}:person:{whose}", CODES_PER_PERSON, HOUR)] if what is Proof.CODE else []),
    )
    return limits, Limit(f"siege:{whose}", SIEGE, HOUR)


def client_address(request: HttpRequest) -> str:
    """Return the client's address from the trusted proxies. PermissionDenied if there is none."""
    address: str | None = get_client_ip(request)
    if not address:
        raise PermissionDenied
    return address


def _digest(whose: str) -> str:
    return keyed_digests("sign-in attempts", whose.encode())[0][:16].hex()
