"""What every answer carries, and what the two questions about health answer."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.urls import reverse

from policy.actions import publish_editions
from tests.policy.books import ICSRM

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; media-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)


def test_every_answer_carries_the_strict_headers() -> None:
    headers = Client().get(reverse("healthz")).headers
    names = (
        "Content-Security-Policy", "Referrer-Policy", "Cache-Control", "X-Content-Type-Options", "X-Frame-Options",
        "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy",
    )  # fmt: skip
    assert [headers[name] for name in names] == [
        POLICY, "same-origin", "no-store", "nosniff", "DENY", "same-origin", "same-origin",
    ]  # fmt: skip


def test_alive_needs_no_database() -> None:
    answer = Client().get(reverse("healthz"))
    assert (answer.status_code, answer.content) == (200, b"alive\n")


@pytest.mark.django_db
def test_ready_when_the_database_answers() -> None:
    answer = Client().get(reverse("readyz"))
    assert (answer.status_code, answer.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_not_ready_while_a_migration_waits() -> None:
    MigrationRecorder(connection).record_unapplied("casework", "0001_the_case")
    answer = Client().get(reverse("readyz"))
    assert (answer.status_code, answer.content) == (503, b"not ready\n")


def test_no_cookie_before_one_is_needed() -> None:
    assert Client().get(reverse("healthz")).cookies == {}


@pytest.mark.django_db
def test_only_what_is_published_is_compressed_and_never_with_words_of_the_address() -> None:
    publish_editions(folder=ICSRM)
    asked = {name: reverse(name) for name in ("start", "contact", "follow_up", "register", "account_login")}
    browser = Client(headers={"Accept-Encoding": "gzip, br"})
    packed = {name: browser.get(address).headers.get("Content-Encoding") for name, address in asked.items()}
    assert packed == {"start": "gzip", "contact": "gzip", "follow_up": None, "register": None, "account_login": None}
    assert "Content-Encoding" not in browser.get(asked["start"], {"name": "Rex"}).headers
    assert "Content-Encoding" not in Client().get(asked["start"]).headers
