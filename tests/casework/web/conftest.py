"""The published books, a store for files, and a browser without any cookie."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from policy.actions import publish_editions
from tests.policy.books import ICSRM


@pytest.fixture
def books(db: None, settings: Settings, tmp_path: Path) -> None:
    """ICSRM's books, published, and an empty store for files."""
    settings.FILES_DIR = tmp_path
    publish_editions(folder=ICSRM)


@pytest.fixture
def jar(books: None) -> Client:
    """A browser that has never been here, and is not let off any token."""
    return Client(enforce_csrf_checks=True)
