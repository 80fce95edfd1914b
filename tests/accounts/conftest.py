"""People who sign in, and a browser of their own; attempts are counted in this process alone, passwords hashed cheaply."""

import datetime
from collections.abc import Iterator

import pytest
from celery import current_app
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from accounts.offices import Office, appoint
from accounts.second_factor import enrol_totp
from tests.responses import Response

PASSWORD = "four unrelated words here"
LONG_AGO = datetime.date(2020, 1, 1)
AN_APP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def counted_here(settings: Settings) -> Iterator[None]:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    settings.CACHES = {"default": {"BACKEND": "config.fallback_cache.Memory", "LOCATION": "accounts"}}
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def sent_at_once() -> Iterator[None]:
    before = current_app.conf.task_always_eager, current_app.conf.task_eager_propagates
    current_app.conf.task_always_eager = current_app.conf.task_eager_propagates = True
    yield
    current_app.conf.task_always_eager, current_app.conf.task_eager_propagates = before


@pytest.fixture
def mia(db: None) -> User:
    """A member without an office."""
    return User.objects.create_person(email="mia@example.org", name="Mia Member", password=PASSWORD)


@pytest.fixture
def ola(db: None) -> User:
    """An investigator who has no second factor yet."""
    user = User.objects.create_person(email="ola@example.org", name="Ola Officer", password=PASSWORD)
    appoint(user=user, office=Office.INVESTIGATOR, since=LONG_AGO)
    return user


@pytest.fixture
def sam(db: None) -> User:
    """A screener with an authenticator app."""
    user = User.objects.create_person(email="sam@example.org", name="Sam Screener", password=PASSWORD)
    appoint(user=user, office=Office.SCREENER, since=LONG_AGO)
    enrol_totp(user, AN_APP)
    return user


def sign_in(client: Client, email: str, password: str = PASSWORD) -> Response:
    return client.post(reverse("account_login"), {"login": email, "password": password})
