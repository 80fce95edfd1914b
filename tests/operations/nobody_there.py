"""Servers that are away, for tests that find it out."""

from typing import Any

import pytest


@pytest.fixture
def no_mail_server(settings: Any) -> None:
    """Where the mail server should be, nobody answers."""
    options = {"host": "127.0.0.1", "port": 1, "username": "", "password": "", "use_tls": False, "timeout": 3}
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
