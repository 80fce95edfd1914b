"""A town for a journey: a live house with its books, everybody in it, and a browser context a person."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests import live, stage
from tests.journeys.town import Town


@pytest.fixture
def town(live_stack: live.LiveStack, browser: Browser) -> Iterator[Town]:
    """A live house with the published books, where everybody has lived for 60 days."""
    made = Town.settled(live_stack, browser)
    yield made
    made.leave()


@pytest.fixture(scope="module")
def open_house(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest, browser: Browser
) -> Iterator[Town]:
    """A live house with the published books, to which reports can be sent; nobody is in office."""
    with live.stack(stage.Services.start(), tmp_path_factory.mktemp("house"), request.module.__name__) as running:
        town = Town.empty(running, browser)
        yield town
        town.leave()
