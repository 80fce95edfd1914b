"""Time-based codes (RFC 6238: SHA-1, six digits, 30 seconds, as authenticator apps expect), and who has shown one."""

import time

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
)
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.models import User

PERIOD_SECONDS = 30
LAST_STEP = "last_step"
RECENT_SECONDS = 300


def enrol_totp(user: User, secret: str | None = None) -> str:
    """Give a person a time-based factor in place of any earlier one; return its secret (Base32)."""
    secret = secret or generate_totp_secret()
    _totp_of(user).delete()
    TOTP.activate(user, secret)
    return secret


def remove_factors(user: User) -> None:
    """Take away a person's second factors and recovery codes, one at a time: the account is sealed again after each."""
    for factor in Authenticator.objects.filter(user=user):
        factor.delete()


def totp_now(secret: str) -> str:
    """Return the code that an app with this secret (Base32) shows at this moment of real time."""
    code: str = format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD_SECONDS))
    return code


def has_second_factor(user: User) -> bool:
    return _totp_of(user).exists()


def is_verified(request: HttpRequest) -> bool:
    """Return whether this session was opened, or later proven, with a second factor. No query."""
    return any(record["method"] == "mfa" for record in _records(request))


def was_recently_proven(request: HttpRequest) -> bool:
    """Return whether the person gave a password or code in this session within the last five minutes."""
    records = _records(request)
    return bool(records) and time.time() - float(records[-1]["at"]) < RECENT_SECONDS


def was_fully_proven(request: HttpRequest) -> bool:
    """Return whether the person gave both the password and a code in this session within the last five minutes."""
    recent = {record["method"] for record in _records(request) if time.time() - float(record["at"]) < RECENT_SECONDS}
    return recent >= {"password", "mfa"}


def mark_verified(request: HttpRequest, user: User) -> None:
    """Count the code that completed the set-up as this session's second factor, under a new session key."""
    post_authentication(request, _totp_of(user).get())
    request.session.cycle_key()


def forget_verification(request: HttpRequest) -> None:
    """Let this session count as opened by password alone, because its factor was taken away. It gets a new key.

    A session under a new key waits for the disk (docs/adr/0051). Otherwise a power cut could bring back the old proof.
    """
    kept = [record for record in _records(request) if record["method"] != "mfa"]
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = kept
    request.session.cycle_key()


def _records(request: HttpRequest) -> list[dict[str, str | float]]:
    records: list[dict[str, str | float]] = get_authentication_records(request, request.user)
    return records


def _totp_of(user: User) -> QuerySet[Authenticator]:
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
    return found


@transaction.atomic
def use_totp(user: User, code: str) -> Authenticator | None:
    """Return the factor whose code this is, and use the code up; None for a wrong one or one that was used.

    The last step (of 30 seconds) that was used is kept in the factor's row: no code of that step or of an earlier one
    counts again, whatever becomes of the cache.
    """
    factor: Authenticator | None = _totp_of(user).select_for_update().first()
    if factor is None:
        return None
    secret, last = decrypt(factor.data["secret"]), factor.data.get(LAST_STEP, -1)
    for step in yield_hotp_counters_from_time():
        if step > last and compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step))):
            factor.data[LAST_STEP] = step
            factor.save(update_fields=["data"])
            return factor
    return None


def use_code(user: User, code: str) -> Authenticator | None:
    """Return the factor to which this code belongs, of the app or a recovery code, and use it up; None for a wrong one."""
    if used := use_totp(user, code):
        return used
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return kept if kept is not None and RecoveryCodes(kept).validate_code(code) else None
