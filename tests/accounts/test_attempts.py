"""Attempts to sign in: counted by account and network, refused before hashing, and never a way to lock somebody out."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as configured
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from time_machine import TimeMachineFixture

from accounts.attempts import PER_DEVICE, PER_NETWORK, PER_SESSION
from accounts.devices import COOKIE
from accounts.models import User
from accounts.second_factor import enrol_totp, totp_now
from tests.accounts.conftest import AN_APP, PASSWORD, sign_in
from tests.accounts.test_second_factor import set_up
from tests.accounts.test_sign_in import plain

ATTACKER, OFFICE, HOME = "203.0.113.7", "203.0.113.200", "198.51.100.9"
TOO_MANY = b"There were too many attempts from your network"


@pytest.fixture(autouse=True)
def within_an_hour(time_machine: TimeMachineFixture) -> None:
    """Attempts are counted for a network under a name that changes on the hour: none of these tests goes past one."""
    time_machine.move_to("2026-11-25T09:20:00Z")


def at(client: Client, address: str) -> Client:
    """The same browser, in this network."""
    client.defaults["REMOTE_ADDR"] = address
    return client


def attack(client: Client, email: str, times: int, address: str = ATTACKER) -> bytes:
    """Try a wrong password some times; return the last page."""
    for _ in range(times):
        page = sign_in(at(client.__class__(), address), email, "not the password").content
    return page


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every password that was compared or hashed by Argon2, as production does."""
    seen: list[str] = []
    real = {name: getattr(Argon2PasswordHasher, name) for name in ("encode", "verify")}
    for name, method in real.items():

        def watched(
            self: Argon2PasswordHasher, password: str, *rest: str, method: Callable[..., object] = method
        ) -> object:
            seen.append(password)
            return method(self, password, *rest)

        monkeypatch.setattr(Argon2PasswordHasher, name, watched)
    return seen


def test_wrong_passwords_in_one_network_lock_nobody_out_in_another(client: Client, mia: User) -> None:
    assert TOO_MANY in attack(client, "mia@example.org", 50)
    assert sign_in(at(client, HOME), "mia@example.org").headers["Location"] == reverse("member_inbox")


def test_a_refused_attempt_hashes_nothing(client: Client, db: None, settings: Settings, hashes: list[str]) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    for email in ("known@example.org", "unknown@example.org"):
        if email.startswith("known"):
            User.objects.create_person(email=email, name="Known", password=PASSWORD)
        hashes.clear()
        attack(client, email, 20)
        assert hashes == ["not the password"] * 5


def test_a_network_that_tries_many_accounts_is_stopped_for_known_and_unknown(client: Client, mia: User) -> None:
    for number in range(PER_NETWORK):
        attack(client, f"nobody{number}@example.org", 1)
    known, unknown = (
        sign_in(at(client.__class__(), OFFICE), email) for email in ("mia@example.org", "nobody@example.org")
    )
    assert plain(known, "mia@example.org") == plain(unknown, "nobody@example.org")
    assert TOO_MANY in known.content
    assert sign_in(at(client.__class__(), HOME), "mia@example.org").status_code == 302


def test_refused_attempts_on_one_account_do_not_use_up_the_budget_of_their_network(
    client: Client, mia: User, ola: User
) -> None:
    attack(client, "ola@example.org", PER_NETWORK + 10)
    assert sign_in(at(client, OFFICE), "mia@example.org").status_code == 302


def test_attempts_that_succeed_are_not_counted(client: Client, mia: User) -> None:
    for _ in range(PER_NETWORK + 10):
        browser = at(client.__class__(), HOME)
        assert sign_in(browser, "mia@example.org").status_code == 302


def test_a_success_on_an_account_of_ones_own_gives_no_further_attempts_on_another(
    client: Client, mia: User, ola: User
) -> None:
    for _ in range(5):
        attack(client, "ola@example.org", 1)
        sign_in(at(client.__class__(), ATTACKER), "mia@example.org")
    assert TOO_MANY in attack(client, "ola@example.org", 1)


def test_attempts_are_allowed_again_after_five_minutes(
    client: Client, mia: User, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to("2026-11-25T10:00:00Z", tick=False)
    attack(client, "mia@example.org", 20)
    time_machine.move_to("2026-11-25T10:05:00Z", tick=False)
    assert sign_in(at(client, OFFICE), "mia@example.org").status_code == 302


def test_a_known_device_signs_in_from_the_attackers_own_network(client: Client, mia: User) -> None:
    sign_in(at(client, OFFICE), "mia@example.org")
    client.post(reverse("account_logout"))
    attack(client, "mia@example.org", 50, OFFICE)
    stranger = at(client.__class__(), OFFICE)
    assert (sign_in(stranger, "mia@example.org").status_code, sign_in(client, "mia@example.org").status_code) == (
        200,
        302,
    )


def test_a_known_device_has_a_budget_too(client: Client, mia: User) -> None:
    sign_in(at(client, OFFICE), "mia@example.org")
    client.post(reverse("account_logout"))
    for _ in range(PER_DEVICE):
        sign_in(client, "mia@example.org", "not the password")
    refused = sign_in(client, "mia@example.org")
    assert (refused.status_code, b"Too many attempts" in refused.content) == (200, True)


def test_a_known_device_is_known_for_its_own_person_alone(client: Client, mia: User, ola: User) -> None:
    sign_in(at(client, OFFICE), "mia@example.org")
    client.post(reverse("account_logout"))
    attack(client, "ola@example.org", 20, OFFICE)
    attack(client, "nobody@example.org", 20, OFFICE)
    known, unknown = sign_in(client, "ola@example.org"), sign_in(client, "nobody@example.org")
    assert plain(known, "ola@example.org") == plain(unknown, "nobody@example.org")
    assert TOO_MANY in known.content


def test_an_open_session_proves_itself_whatever_others_try(client: Client, mia: User) -> None:
    sign_in(at(client, OFFICE), "mia@example.org")
    client.cookies.pop(COOKIE)
    attack(client, "mia@example.org", 50, OFFICE)
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302


def test_an_open_session_has_ten_attempts_to_prove_itself(client: Client, mia: User) -> None:
    sign_in(client, "mia@example.org")
    for _ in range(PER_SESSION):
        client.post(reverse("account_reauthenticate"), {"password": "not the password"})
    assert b"Too many attempts" in client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).content


def test_wrong_codes_in_one_network_lock_nobody_out_in_another(client: Client, sam: User) -> None:
    for _ in range(8):
        thief = at(client.__class__(), ATTACKER)
        sign_in(thief, "sam@example.org")
        page = thief.post(reverse("mfa_authenticate"), {"code": "000000"}).content
    assert TOO_MANY in page
    sign_in(at(client, HOME), "sam@example.org")
    assert client.post(reverse("mfa_authenticate"), {"code": totp_now(AN_APP)}).status_code == 302


def test_a_known_device_gives_its_code_in_the_attackers_own_network(
    client: Client, sam: User, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to("2026-11-25T10:00:00Z", tick=False)
    sign_in(at(client, OFFICE), "sam@example.org")
    client.post(reverse("mfa_authenticate"), {"code": totp_now(AN_APP)})
    client.post(reverse("account_logout"))
    time_machine.move_to("2026-11-25T10:01:00Z", tick=False)
    for _ in range(8):
        thief = at(client.__class__(), OFFICE)
        sign_in(thief, "sam@example.org")
        thief.post(reverse("mfa_authenticate"), {"code": "000000"})
    sign_in(client, "sam@example.org")
    assert client.post(reverse("mfa_authenticate"), {"code": totp_now(AN_APP)}).status_code == 302


def test_codes_cannot_be_guessed_from_a_thousand_networks_with_the_password(client: Client, sam: User) -> None:
    pages = []
    for number in range(101):
        thief = at(client.__class__(), f"198.18.{number}.1")
        sign_in(thief, "sam@example.org")
        pages.append(TOO_MANY in thief.post(reverse("mfa_authenticate"), {"code": "000000"}).content)
    assert pages == [False] * 100 + [True]


def test_a_code_does_not_count_twice_though_the_cache_was_emptied(client: Client, sam: User) -> None:
    code, other = totp_now(AN_APP), client.__class__()
    sign_in(client, "sam@example.org")
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    cache.clear()
    sign_in(other, "sam@example.org")
    assert other.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200
    (row,) = Authenticator.objects.all()
    assert row.data["last_step"] > 0


def test_a_code_of_an_earlier_step_does_not_count_after_a_later_one(
    client: Client, sam: User, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to("2026-11-25T10:00:00Z", tick=False)
    earlier = totp_now(AN_APP)
    time_machine.move_to("2026-11-25T10:00:30Z", tick=False)
    sign_in(client, "sam@example.org")
    assert client.post(reverse("mfa_authenticate"), {"code": totp_now(AN_APP)}).status_code == 302
    other = client.__class__()
    sign_in(other, "sam@example.org")
    assert other.post(reverse("mfa_authenticate"), {"code": earlier}).status_code == 200


def test_a_recovery_code_is_counted_like_a_code(client: Client, ola: User) -> None:
    sign_in(client, "ola@example.org")
    set_up(client)
    code = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    for _ in range(5):
        thief = at(client.__class__(), ATTACKER)
        sign_in(thief, "ola@example.org")
        thief.post(reverse("mfa_authenticate"), {"code": "12345678"})
    thief = at(client.__class__(), ATTACKER)
    sign_in(thief, "ola@example.org")
    assert TOO_MANY in thief.post(reverse("mfa_authenticate"), {"code": code}).content
    other = at(client.__class__(), HOME)
    sign_in(other, "ola@example.org")
    assert other.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302


def test_no_counter_of_allauth_locks_a_person_out() -> None:
    assert configured.ACCOUNT_RATE_LIMITS == {"login": None, "login_failed": None, "reauthenticate": None}


def test_a_factor_that_is_enrolled_anew_begins_without_used_steps(sam: User) -> None:
    enrol_totp(sam, AN_APP)
    (row,) = Authenticator.objects.all()
    assert "last_step" not in row.data
