"""The running installations that attacks are tried on."""

from tests.journeys.conftest import shared_town, town

__all__ = ["shared_town", "town"]
