"""The composition root as a Django app, so that its checks and commands are found."""

from importlib import import_module

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Registers the start-up checks."""

    name = "config"

    def ready(self) -> None:
        """Load the checks; Django registers them on import."""
        import_module("config.checks")
