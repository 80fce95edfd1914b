"""Devices that signed in before: a cookie of their own that scripts and other sites cannot read, and its end."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.devices import COOKIE, KEPT
from accounts.models import Device, User
from accounts.second_factor import totp_now
from tests.accounts.conftest import AN_APP, PASSWORD, sign_in
from tests.accounts.test_attempts import HOME, OFFICE, TOO_MANY, at, attack


@pytest.mark.parametrize("email", ["ola@example.org", "nobody@example.org"])
def test_a_device_costs_one_query_for_any_typed_name(
    client: Client, mia: User, ola: User, email: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sign_in(client, "mia@example.org")
    client.post(reverse("account_logout"))
    client.cookies.pop("sessionid", None)
    with django_assert_num_queries(3):
        sign_in(client.__class__(), email, "not the password")
    with django_assert_num_queries(4):
        sign_in(client, email, "not the password")


def test_the_cookie_of_a_device_is_protected_and_only_its_digest_is_stored(
    client: Client, mia: User, settings: Settings
) -> None:
    settings.SESSION_COOKIE_SECURE = True
    sign_in(client, "mia@example.org")
    cookie, (row,) = client.cookies[COOKIE], Device.objects.all()
    flags = {name: cookie[name] for name in ("httponly", "secure", "samesite", "path", "max-age")}
    assert flags == {
        "httponly": True,
        "secure": True,
        "samesite": "Lax",
        "path": reverse("account"),
        "max-age": 90 * 86400,
    }
    assert cookie.value.encode() not in bytes(row.digest)
    assert len(bytes(row.digest)) == 32
    assert len(cookie.value) == 43


def test_a_password_alone_makes_no_device_of_somebody_who_has_a_second_factor(client: Client, sam: User) -> None:
    sign_in(client, "sam@example.org")
    assert (COOKIE in client.cookies, Device.objects.count()) == (False, 0)
    client.post(reverse("mfa_authenticate"), {"code": totp_now(AN_APP)})
    assert (COOKIE in client.cookies, Device.objects.count()) == (True, 1)


def test_a_device_is_forgotten_with_the_password(client: Client, mia: User) -> None:
    sign_in(at(client, OFFICE), "mia@example.org")
    new = "four other unrelated words"
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    client.post(reverse("account_logout"))
    attack(client, "mia@example.org", 20, OFFICE)
    assert TOO_MANY in sign_in(client, "mia@example.org", new).content


def test_a_device_is_forgotten_after_ninety_days(client: Client, mia: User) -> None:
    sign_in(at(client, OFFICE), "mia@example.org")
    client.post(reverse("account_logout"))
    Device.objects.update(until=timezone.now() - timedelta(seconds=1))
    attack(client, "mia@example.org", 20, OFFICE)
    assert TOO_MANY in sign_in(client, "mia@example.org").content
    sign_in(at(client.__class__(), HOME), "mia@example.org")
    assert Device.objects.count() == 1


def test_a_new_sign_in_changes_the_token_and_a_person_has_ten_devices_at_most(client: Client, mia: User) -> None:
    sign_in(client, "mia@example.org")
    first = client.cookies[COOKIE].value
    client.post(reverse("account_logout"))
    sign_in(client, "mia@example.org")
    assert (client.cookies[COOKIE].value == first, Device.objects.count()) == (False, 1)
    for _ in range(KEPT + 2):
        sign_in(client.__class__(), "mia@example.org")
    assert Device.objects.count() == KEPT
