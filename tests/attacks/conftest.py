"""The running installations that attacks are tried on."""

from tests.journeys.conftest import open_house, town

__all__ = ["open_house", "town"]
