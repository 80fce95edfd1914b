"""A town for a journey: a live installation with its books, everybody in it, and a browser context a person."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import live, stage
from tests.journeys.town import BOOKS, SETTLED, Town


@pytest.fixture
def town(tmp_path: Path, request: pytest.FixtureRequest, browser: Browser) -> Iterator[Town]:
    """A live installation with the published books, where everybody has lived for 60 days."""
    with live.stack(stage.Services.start(), tmp_path / "site", request.node.name, SETTLED) as running:
        made = Town.around(running, browser)
        yield made
        made.leave()


@pytest.fixture(scope="module")
def shared_town(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest, browser: Browser
) -> Iterator[Town]:
    """A live installation with the published books, to which reports can be sent; nobody is in office."""
    with live.stack(stage.Services.start(), tmp_path_factory.mktemp("site"), request.module.__name__, BOOKS) as running:
        town = Town.around(running, browser)
        yield town
        town.leave()
