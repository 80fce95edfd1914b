"""The API as programs meet it: the published books, a client that speaks JSON, and a report that is whole."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Token, User
from accounts.vocabulary import Scope
from casework.vocabulary.report_samples import sample_body
from tests.casework.web import conftest as web

books, begun, here, town, story = web.books, web.begun, web.here, web.town, web.story

REPORT: Mapping[str, Any] = {
    **sample_body(),
    "accused": [{"name": "Rex Marlowe", "employer": "Corvid Works", "number": "M-77"}],
    "commitments": [2, 10],
    "lasted": "day",
    "first_day": "2026-01-12",
    "keep_away": ["Ines Farrow"],
    "identity": "confidential",
    "reporter": {"name": "Pia Sandgrouse", "email": "pia@example.org"},
    "declared": True,
}


class Program:
    """A program that calls the API, with a token or without."""

    def __init__(self, token: str = "") -> None:
        """Keep the token."""
        self.client = Client(headers={"Authorization": f"Bearer {token}"} if token else {})

    def get(self, path: str, **headers: str) -> Any:
        """Ask."""
        return self.client.get(f"/api/v1/{path}", headers=headers)

    def post(self, path: str, body: Any, *, key: object = None, **headers: str) -> Any:
        """Send JSON with a key, a new one unless one is given, and a step with its ETag, as read just before."""
        told = {"Idempotency-Key": str(key or uuid4()), **headers}
        if "/transitions/" in path and "If-Match" not in told and "ETag" in (step := self.get(path)).headers:
            told["If-Match"] = step.headers["ETag"]
        return self.client.post(f"/api/v1/{path}", body, content_type="application/json", headers=told)


def of(user: User, *scopes: Scope) -> Program:
    """A program of a person, by a token for these uses, or for all."""
    now = timezone.now()
    until = now + timedelta(days=90)
    _, text = Token.objects.make(user=user, name="A program", scopes=scopes or Scope, now=now, until=until)
    return Program(text)


@pytest.fixture
def program(books: None) -> Program:
    """A program nobody knows."""
    return Program()
