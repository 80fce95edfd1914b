"""The composition root as a Django app, so that its checks are found."""

from importlib import import_module

from django.apps import AppConfig

from config.languages import keep_words


class ConfigConfig(AppConfig):
    """Registers the start-up checks and the queue, and keeps the words of each language."""

    name = "config"

    def ready(self) -> None:
        """Load the checks and the queue's app, so that a web process hands its tasks to the installation's own broker."""
        import_module("config.checks")
        import_module("config.celery")
        keep_words()
