"""A town for a journey: a live house with its books, everybody in it, and a browser context a person."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.town import Town
from tests.live import LiveStack


@pytest.fixture
def town(live_stack: LiveStack, browser: Browser) -> Iterator[Town]:
    """A live house with the published books, where everybody has lived for 60 days."""
    made = Town.settled(live_stack, browser)
    yield made
    made.leave()
